"""Watches one child from outside: bounded bytes from its pipes, and the one deadline."""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tripos.labs.judge.job import Limits, Status

FLOOD = 64  # times the output that is kept: who prints more is ended
PATIENCE_S = 10.0  # for the kernel to bury a killed process
_CHUNK = 1 << 16
Hear = Callable[[bytes], None]  # is given what a child prints, when it prints it; raises nothing


@dataclass
class Collected:
    """What came through the pipes, and why the child was ended if it was."""

    results: bytearray = field(default_factory=bytearray)
    output: bytearray = field(default_factory=bytearray)
    printed: int = 0
    ended: Status | None = None


class Watch:
    """A child with its pidfd and pipes; `finish` returns once it is dead, and it will be dead."""

    def __init__(
        self, pidfd: int, results: int, output: int, limits: Limits, heard: Hear | None = None
    ) -> None:
        self._pidfd, self._results, self._output, self._heard = pidfd, results, output, heard
        self._most_results = limits.result_mb << 20
        self._most_output = limits.output_kb << 10
        self._got = Collected()

    def finish(self, deadline: float) -> Collected:
        """What the child wrote until it ended, or was ended at `deadline` (monotonic seconds).

        Raises `TimeoutError` if even the kernel cannot end it.
        """
        with selectors.DefaultSelector() as waiting:
            for fd in (self._results, self._output):
                os.set_blocking(fd, False)
                waiting.register(fd, selectors.EVENT_READ)
            waiting.register(self._pidfd, selectors.EVENT_READ)
            alive = True
            while alive:
                left = deadline - time.monotonic()
                if left <= 0:
                    self._end(Status.TIMEOUT)
                if left < -PATIENCE_S:
                    raise TimeoutError("a killed process does not end")
                # A killed process may take a moment to let go of its memory.
                for key, _ in waiting.select(left if left > 0 else 1.0):
                    if key.fd == self._pidfd:
                        alive = False
                    elif not self._read(key.fd):
                        waiting.unregister(key.fd)
        # What it wrote before it died is still in the pipes, and a bounded amount at that.
        for fd in (self._results, self._output):
            while self._read(fd) and self._got.ended is None:
                pass
        return self._got

    def _end(self, why: Status) -> None:
        if self._got.ended is None:
            self._got.ended = why
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _read(self, fd: int) -> bool:
        """Reads once; whether there may be more."""
        try:
            chunk = os.read(fd, _CHUNK)
        except BlockingIOError:
            return False
        if fd == self._results:
            self._got.results += chunk
            if len(self._got.results) > self._most_results:
                self._end(Status.LARGE)
        else:
            self._got.printed += len(chunk)
            kept = chunk[: self._most_output - len(self._got.output)]
            self._got.output += kept
            if kept and self._heard:
                self._heard(kept)
            if self._got.printed > FLOOD * self._most_output:
                self._end(Status.OUTPUT)
        return bool(chunk)
