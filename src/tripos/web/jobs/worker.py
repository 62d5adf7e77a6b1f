"""The worker: claims jobs one after the other and runs each in a process that can be killed.

A job may spend seconds inside the solver without looking up, so that asking it to stop would be
in vain; its process is ended instead. What it had not committed is rolled back.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tripos.web.jobs.children import Child, Resident, Single, ready
from tripos.web.place import SERVER_PID

if TYPE_CHECKING:
    from tripos.web.record.models import Job

_IDLE, _WATCH = 0.2, 0.15  # s between looks at the queue, and at a running job
_RENEW = 4.0
_OUT_OF_REACH = 2.0
_LONGEST = 300.0  # s; no question of ours takes as long
_KEPT = 600.0  # s without a submission, after which the judge's memory is given back
TOO_LONG = "the work took longer than five minutes and was stopped; make the question smaller"


def work(home: Path, stop: threading.Event, *, once: bool = False) -> None:
    """Runs jobs until `stop` is set; with `once`, until none waits."""
    from django.db import DatabaseError, connections  # noqa: PLC0415 - after Django is ready

    from tripos.web.jobs.queue import claim  # noqa: PLC0415

    name = f"{socket.gethostname()[:30]}:{os.getpid()}:{os.urandom(3).hex()}"
    resident, used = Resident(home), time.monotonic()
    while not stop.is_set():
        try:
            job = claim(name)
            if job is not None:
                _run(home, job, name, stop, resident)
                used = time.monotonic()
            elif once:
                break
            else:
                stop.wait(_IDLE)
                if time.monotonic() - used > _KEPT:
                    resident.kill()
        except DatabaseError as error:
            # A record out of reach comes back; the lease gives what was lost to the next worker.
            print(f"tripos worker: {error}".splitlines()[0], file=sys.stderr)  # noqa: T201
            connections.close_all()
            stop.wait(_OUT_OF_REACH)
    resident.kill()


def _run(home: Path, job: Job, name: str, stop: threading.Event, resident: Resident) -> None:
    from django.db import connections  # noqa: PLC0415

    from tripos.web.jobs.kinds import RESIDENT  # noqa: PLC0415

    # A forked child must not share the parent's connection.
    connections.close_all()
    child: Child = resident.take(job.pk) if job.kind in RESIDENT else Single(home, job.pk)
    crashed = False
    try:
        _watch(child, job, name, stop)
    finally:
        crashed = child.release()
    _after(job, name, crashed=crashed, stopping=stop.is_set())


def _watch(child: Child, job: Job, name: str, stop: threading.Event) -> None:
    """Returns when the job has ended, or must end: told so, too long, or this worker stops."""
    from tripos.web.jobs.queue import finish, renew  # noqa: PLC0415
    from tripos.web.record.models import Job  # noqa: PLC0415

    began = renewed = time.monotonic()
    while not stop.is_set() and not child.wait(_WATCH):
        now = time.monotonic()
        if now - began > _LONGEST:
            child.kill()
            finish(job, Job.FAILED, error=TOO_LONG, worker=name)
            return
        if now - renewed > _RENEW or _told_to_stop(job):
            renewed = now
            if not renew(job, name):
                child.kill()
                finish(job, Job.CANCELLED, worker=name)
                return


def _told_to_stop(job: Job) -> bool:
    from tripos.web.record.models import Job  # noqa: PLC0415

    # A job whose record was deleted is gone itself.
    return not Job.objects.filter(pk=job.pk, cancelling=False).exists()


def _after(job: Job, name: str, *, crashed: bool, stopping: bool) -> None:
    """Gives a job back whose process ended without a word."""
    from tripos.web.jobs.queue import LOST, finish  # noqa: PLC0415
    from tripos.web.record.models import Job  # noqa: PLC0415

    held = Job.objects.filter(pk=job.pk, state=Job.RUNNING, worker=name)
    if stopping:
        held.update(state=Job.QUEUED, worker="", lease=None, attempts=max(0, job.attempts - 1))
    elif crashed and job.attempts >= Job.MOST_ATTEMPTS:
        finish(job, Job.FAILED, error=LOST, worker=name)
    elif crashed:
        held.update(state=Job.QUEUED, worker="", lease=None)


def main() -> None:
    """`python -m tripos.web.jobs.worker`: works on TRIPOS_HOME until told to stop."""
    home = Path(os.environ["TRIPOS_HOME"])
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    server = os.environ.get(SERVER_PID)
    if server is not None:
        threading.Thread(target=_until_orphaned, args=(int(server), stop), daemon=True).start()
    ready(home)
    _warm()
    work(home, stop)


def _until_orphaned(parent: int, stop: threading.Event) -> None:
    """Sets `stop` when the server that started this process has gone."""
    while not stop.is_set():
        if os.getppid() != parent:
            stop.set()
        stop.wait(1.0)


def _warm() -> None:
    """Loads what every job needs once, so that forked children have it already."""
    from tripos.atlas import load_atlas  # noqa: PLC0415
    from tripos.catalog import load_catalog  # noqa: PLC0415
    from tripos.web.jobs import kinds  # noqa: PLC0415

    assert kinds.KINDS
    load_atlas()
    load_catalog()


if __name__ == "__main__":
    main()
