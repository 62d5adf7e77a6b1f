"""Processes of the worker that do the work and can be killed: one for each job, or one that stays.

One that stays keeps what is dear to start: a judge with its libraries serves the next submission.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# A fork has everything loaded already; elsewhere than on Linux it is not safe.
if sys.platform == "linux":
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


class Child(Protocol):
    """What the worker watches."""

    def wait(self, seconds: float) -> bool:
        """Waits at most so long; whether the job has ended, however it did."""

    def kill(self) -> None:
        """Ends the job at once."""

    def release(self) -> bool:
        """Lets the child go after a job; whether it crashed."""


class Single:
    """A process for one job."""

    def __init__(self, home: Path, job: int) -> None:
        self._process = _CONTEXT.Process(target=_one, args=(str(home), job), daemon=True)
        self._process.start()

    def wait(self, seconds: float) -> bool:
        """See `Child`."""
        self._process.join(seconds)
        return not self._process.is_alive()

    def kill(self) -> None:
        """See `Child`."""
        self._process.kill()
        self._process.join()

    def release(self) -> bool:
        """See `Child`."""
        self.kill()
        return self._process.exitcode not in (0, None)


class Resident:
    """A process that takes one job after the other; killed and lost, it is started anew."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._answered = True

    def take(self, job: int) -> Resident:
        """Hands it a job."""
        line = self._line
        if line is None or self._process is None or not self._process.is_alive():
            line = self._start()
        self._answered = False
        try:
            line.send(job)
        except OSError:  # it died since we looked
            self._start().send(job)
        return self

    def _start(self) -> Connection:
        self.kill()
        self._line, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_stay, args=(str(self._home), theirs, self._line), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._line

    def wait(self, seconds: float) -> bool:
        """See `Child`."""
        assert self._line is not None
        if self._line.poll(seconds):
            try:
                self._line.recv()
                self._answered = True
            except (EOFError, OSError):
                self._forget()
            return True
        return False

    def kill(self) -> None:
        """See `Child`."""
        if self._process is not None:
            self._process.kill()
        self._forget()

    def _forget(self) -> None:
        if self._process is not None:
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def release(self) -> bool:
        """See `Child`."""
        if not self._answered:
            self.kill()
        return not self._answered


def ready(home: Path) -> None:
    """Gives a process of its own connections to the record."""
    from django.db import connections  # noqa: PLC0415 - after Django is ready

    from tripos.web.record.local import set_up  # noqa: PLC0415

    connections.close_all()
    set_up(home)


def _one(home: str, job: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready(Path(home))
    _do(job)


def _stay(home: str, line: Connection, other_end: Connection) -> None:
    # What was forked holds both ends; only without the worker's end does it hear of its death.
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ready(Path(home))
    while True:
        try:
            job = line.recv()
        except EOFError:
            break
        _do(job)
        line.send(True)
    from tripos.web.jobs.judges import close_judges  # noqa: PLC0415 - after Django is ready

    close_judges()


def _do(key: int) -> None:
    from tripos.web.jobs.kinds import run  # noqa: PLC0415 - after Django is ready
    from tripos.web.record.models import Job  # noqa: PLC0415

    job = Job.objects.select_related("learner__user").filter(pk=key).first()
    if job is not None:  # it may have been deleted with its record meanwhile
        run(job)
