"""The judge's end of a fork server: starts it, hands it jobs, notices when it dies."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tripos.errors import TriposError
from tripos.labs.judge.cgroup import Cgroup
from tripos.labs.judge.collect import Collected, Hear, Watch
from tripos.labs.judge.job import Limits, Status
from tripos.labs.judge.level import ConfinementError, Level

START_S = 120.0  # to load a stack on a busy machine
_GRACE_S = 5.0  # for the server to answer, beyond the job's own deadline
_MAX_PROCESSES = 64

BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from tripos.labs.judge.{} import main; main()"
)
ENVIRONMENT = {
    "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1",
    "JOBLIB_MULTIPROCESSING": "0",  # n_jobs=2 then means 1, instead of an error
    "MALLOC_ARENA_MAX": "2",  # else each thread would reserve a quarter of the memory limit
}  # fmt: skip


class ServerError(TriposError):
    """The fork server did not start, or does not answer; the message says what it said last."""


@dataclass(frozen=True)
class Finished:
    """A child that ended; `status` is None if it ended by itself and well."""

    collected: Collected
    status: Status | None
    cpu_s: float = 0.0
    memory_mb: float = 0.0


def command(module: str, *arguments: str) -> list[str]:
    """Starts a module of the judge in a Python without site, user folder or environment."""
    here = str(Path(__file__).resolve().parents[3])
    paths = dict.fromkeys([here, *(one for one in sys.path if one and Path(one).exists())])
    boot = [sys.executable, "-s", "-S", "-P", "-c", BOOT.format(module)]
    return [*boot, json.dumps(list(paths)), *arguments]


class Client:
    """A running fork server; one job at a time."""

    def __init__(
        self, stack: str, least: Level, at_most: Level, cgroups: Sequence[Path] = ()
    ) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            arguments = [str(theirs.fileno()), stack, str(int(least)), str(int(at_most))]
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command("server", *arguments), env=ENVIRONMENT, pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                start_new_session=True, cwd="/",
            )  # fmt: skip
        self._control = ours
        self._cgroup: Cgroup | None = None
        try:
            self.level, self.reason = self._hello(least)
            self._cgroup = Cgroup(cgroups) if cgroups else None
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the server may still take a job."""
        if self._process.poll() is not None:
            return False
        # It never speaks unasked: something to read now is the end of its life.
        return not select.select([self._control], [], [], 0)[0]

    def _hello(self, least: Level) -> tuple[Level, str]:
        try:
            told = self._answer(time.monotonic() + START_S)
        except ServerError:
            self._process.kill()
            assert self._process.stderr is not None
            said = self._process.stderr.read(4000).decode(errors="replace").strip()
            last = said.splitlines()[-1] if said else "it said nothing"
            raise ServerError(f"the judge's fork server did not start: {last}") from None
        if (offered := Level(told["level"])) < least:
            raise ConfinementError(least, offered, told["reason"])
        if "error" in told:
            raise ServerError(f"the judge's fork server did not start: {told['error']}")
        return offered, str(told["reason"])

    def _answer(self, deadline: float) -> dict[str, Any]:
        """The server's next message."""
        told, fds = self._receive(deadline)
        for fd in fds:
            os.close(fd)
        return told

    def _receive(self, deadline: float) -> tuple[dict[str, Any], list[int]]:
        left = max(0.0, deadline - time.monotonic())
        try:
            if not select.select([self._control], [], [], left)[0]:
                raise ServerError("the judge's fork server does not answer")
            told, fds, _, _ = socket.recv_fds(self._control, 8192, 1)
        except OSError as error:
            raise ServerError(f"the judge's fork server is gone: {error}") from None
        if not told:
            raise ServerError("the judge's fork server is gone")
        answer: dict[str, Any] = json.loads(told)
        return answer, fds

    def run(
        self, job: bytes, limits: Limits, deadline: float, heard: Hear | None = None
    ) -> Finished:
        """Runs a job in a new child until it ends, at `deadline` (monotonic seconds) at the latest.

        A server that dies meanwhile gives the status LOST, and is of no more use.
        """
        reading, output = os.pipe2(os.O_CLOEXEC), os.pipe2(os.O_CLOEXEC)
        try:
            pid, pidfd = self._start(job, limits, [reading[1], output[1]], deadline)
            try:
                watch = Watch(pidfd, reading[0], output[0], limits, heard)
                collected = watch.finish(deadline)
                self._end_others(pid)
                return self._reaped(pid, collected, limits)
            finally:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(pidfd, signal.SIGKILL)
                os.close(pidfd)
        except (ServerError, OSError):
            self.close()
            return Finished(Collected(), Status.LOST)
        finally:
            for fd in (reading[0], output[0]):
                os.close(fd)

    def _end_others(self, pid: int) -> None:
        """Ends what a dead child may have started, where no namespace has done so."""
        if self.level is Level.NONE:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        if self._cgroup is not None:
            self._cgroup.empty()

    def _start(
        self, job: bytes, limits: Limits, pipes: list[int], deadline: float
    ) -> tuple[int, int]:
        """The child's pid as the server sees it, and its pidfd; closes the pipes' far ends."""
        theirs, gate = list(pipes), -1
        try:
            theirs.insert(0, _memory(job))
            if self._cgroup is not None:
                opened, gate = os.pipe2(os.O_CLOEXEC)
                theirs.append(opened)
            socket.send_fds(self._control, [b'{"op": "run"}'], theirs)
            told, fds = self._receive(deadline + _GRACE_S)
            if self._cgroup is not None:
                self._cgroup.limit(limits.memory_mb, _MAX_PROCESSES)
                self._cgroup.add(_pid_here(fds[0]))
                os.write(gate, b"!")
            return int(told["pid"]), fds[0]
        finally:
            for fd in (*theirs, gate):
                if fd >= 0:
                    os.close(fd)

    def _reaped(self, pid: int, collected: Collected, limits: Limits) -> Finished:
        """How the dead child ended, and what it used."""
        self._control.send(json.dumps({"op": "reap", "pid": pid}).encode())
        told = self._answer(time.monotonic() + _GRACE_S)
        status, cpu_s = int(told["status"]), float(told["cpu_s"])
        why = collected.ended
        if why is None and os.WIFSIGNALED(status):
            why = Status.CPU if cpu_s >= limits.cpu_s - 0.1 else Status.CRASHED
        elif why is None and os.WEXITSTATUS(status):
            why = Status.EXITED
        return Finished(collected, why, cpu_s, float(told["memory_mb"]))

    def close(self) -> None:
        """Ends the server with all its children."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_S)
        with suppress(OSError, ValueError):
            # Its first process in the namespace follows it, and with it the children: their end is
            # the end of the last copy of the socket.
            while select.select([self._control], [], [], _GRACE_S)[0] and self._control.recv(8192):
                pass
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        if self._cgroup is not None:
            self._cgroup.close()


def _memory(data: bytes) -> int:
    """A file that is only in memory, with `data` in it."""
    fd = os.memfd_create("job", os.MFD_CLOEXEC)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    return fd


def _pid_here(pidfd: int) -> int:
    """The pid of a process in this namespace, not in its own."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii").splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    raise ServerError("the child ended before it began")
