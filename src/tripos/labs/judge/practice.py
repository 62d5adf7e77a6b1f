"""Practice mode where there is no fork server: a fresh Python for each job, limits if any.

Works on macOS and Windows. It protects against accidents, not against intent.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO

from tripos.labs.judge import runner, stacks
from tripos.labs.judge.client import ENVIRONMENT, START_S, Finished, command
from tripos.labs.judge.collect import FLOOD, Collected, Hear
from tripos.labs.judge.job import Limits, Status
from tripos.labs.judge.wire import unpack

_LOOK_S = 0.2  # between two looks at what was printed
# Without these Windows finds neither its libraries nor a folder for temporary files.
_NEEDED = ("SYSTEMROOT", "TEMP", "TMP", "WINDIR")


def run(
    stack: str, job: bytes, limits: Limits, deadline: float, folder: str, heard: Hear | None = None
) -> Finished:
    """Runs a job in a new process, in `folder`, as long as from now to `deadline` at most.

    The time runs from when the libraries are loaded; both are in monotonic seconds.
    """
    environment = {**ENVIRONMENT, **{key: os.environ[key] for key in _NEEDED if key in os.environ}}
    process = subprocess.Popen(  # noqa: S603 - our own module
        command("practice", stack), env=environment, cwd=folder, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    collected, ready = Collected(), threading.Event()
    readers = [
        threading.Thread(target=target, args=arguments, daemon=True)
        for target, arguments in (
            (_read_results, (process, collected, limits, ready)),
            (_read_output, (process, collected, limits)),
        )
    ]
    for reader in readers:
        reader.start()
    sender = threading.Thread(target=_send, args=(process, job), daemon=True)
    sender.start()
    wall_s = deadline - time.monotonic()
    ready.wait(START_S)  # the libraries' time is not the submission's
    telling = _Telling(collected, heard)
    _wait(process, wall_s, collected, telling)
    _kill(process)
    code = process.wait()
    for thread in (*readers, sender):
        thread.join(2.0)
    telling.look()
    for pipe in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError, ValueError):
            if pipe:
                pipe.close()
    return Finished(collected, collected.ended or _ended(code))


class _Telling:
    """Passes on what was printed since it last looked, in the caller's thread."""

    def __init__(self, collected: Collected, heard: Hear | None) -> None:
        self._collected, self._heard, self._told = collected, heard, 0
        self.every = math.inf if heard is None else _LOOK_S

    def look(self) -> None:
        """Passes on what is new."""
        new = bytes(self._collected.output[self._told :])
        if new and self._heard:
            self._heard(new)
        self._told += len(new)


def _wait(
    process: subprocess.Popen[bytes], seconds: float, collected: Collected, telling: _Telling
) -> None:
    """Waits for the end of a process, and ends it when its time is over."""
    until = time.monotonic() + seconds
    while process.poll() is None:
        left = until - time.monotonic()
        if left <= 0:
            _end(process, collected, Status.TIMEOUT)
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(min(left, telling.every))
        telling.look()


def _ended(code: int) -> Status | None:
    if code < 0:
        return Status.CPU if -code == getattr(signal, "SIGXCPU", 0) else Status.CRASHED
    return Status.EXITED if code else None


def _end(process: subprocess.Popen[bytes], collected: Collected, why: Status) -> None:
    collected.ended = collected.ended or why
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a process, and where there are groups also what it started."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _send(process: subprocess.Popen[bytes], job: bytes) -> None:
    assert process.stdin is not None
    with suppress(OSError, ValueError), process.stdin as pipe:
        pipe.write(job)


def _chunk(pipe: IO[bytes] | None) -> bytes:
    """What is in the pipe now, empty at its end."""
    assert pipe is not None
    with suppress(OSError, ValueError):
        return os.read(pipe.fileno(), 1 << 16)
    return b""


def _read_results(
    process: subprocess.Popen[bytes], into: Collected, limits: Limits, ready: threading.Event
) -> None:
    while chunk := _chunk(process.stdout):
        into.results += chunk
        ready.set()
        if len(into.results) > limits.result_mb << 20:
            _end(process, into, Status.LARGE)
            break
    ready.set()


def _read_output(process: subprocess.Popen[bytes], into: Collected, limits: Limits) -> None:
    most = limits.output_kb << 10
    while chunk := _chunk(process.stderr):
        into.printed += len(chunk)
        into.output += chunk[: most - len(into.output)]
        if into.printed > FLOOD * most:
            _end(process, into, Status.OUTPUT)
            return


def main() -> None:
    """The new process: reads its job, limits itself, and hands over to the submission."""
    job = unpack(sys.stdin.buffer.read(), max_bytes=1 << 30)
    results = os.dup(1)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists there only

        msvcrt.setmode(results, os.O_BINARY)
    os.dup2(2, 1)
    runner.fresh_streams()
    stack = stacks.find(sys.argv[2])
    stacks.preload(stack, stacks.view(stack))
    runner.write_files(job["files"])
    _limit(job["limits"])
    runner.run(job, runner.writer(results), job["limits"]["result_mb"] << 20)


def _limit(limits: dict[str, float]) -> None:
    """Limits this process as far as its system knows how."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = math.ceil(used.ru_utime + used.ru_stime + limits["cpu_s"])
        disk = int(limits["disk_mb"]) << 20
        wanted = {resource.RLIMIT_CPU: cpu, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: disk}
        for kind, value in wanted.items():
            with suppress(OSError, ValueError):  # macOS refuses some
                resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))
