"""The judge as its callers see it: files and calls go in, an outcome comes out."""

from __future__ import annotations

import codecs
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from tripos.labs.judge import job as jobs
from tripos.labs.judge import practice
from tripos.labs.judge.client import ENVIRONMENT, Client, Finished, ServerError, command
from tripos.labs.judge.collect import Hear
from tripos.labs.judge.job import Call, Limits, Outcome, Returned, Status
from tripos.labs.judge.level import ConfinementError, Level

JOBS_PER_SERVER = 1000  # then a new one: all its children share one layout of memory
_USED_UP = {Status.TIMEOUT, Status.CPU, Status.OUTPUT, Status.LOST}


def offered() -> tuple[Level, str]:
    """The highest level of this machine, and why it is not a higher one.

    Tried in a process of its own.
    """
    ran = subprocess.run(  # noqa: S603 - our own module
        command("probe"), env=ENVIRONMENT, capture_output=True, timeout=60, check=False, cwd="/"
    )
    if ran.returncode:
        raise ServerError("the trial of this machine's confinement failed")
    told = json.loads(ran.stdout)
    return Level(told["level"]), str(told["reason"])


class Judge:
    """Runs submissions one at a time, each in a confined process of its own.

        with Judge(stack="base") as judge:
            outcome = judge.run({"submission.py": source}, [Call("solve", (X, y))])

    `least` is the confinement below which it refuses with `ConfinementError`. `Level.NONE` is
    practice mode: for one's own code on one's own machine, after asking. `cgroups` are delegated
    folders of control groups. Threads may share a judge; they take turns.
    """

    def __init__(
        self, stack: str = "base", least: Level = Level.FULL, *, at_most: Level = Level.FULL,
        cgroups: Sequence[Path] = (),
    ) -> None:  # fmt: skip
        self.stack, self.least, self.at_most = stack, least, at_most
        self._cgroups = tuple(cgroups)
        self._turn = threading.Lock()
        self._client: Client | None = None
        self.jobs = 0

    def __enter__(self) -> Judge:
        """Starts the server now, so that a refusal comes before the first job."""
        with self._turn:
            self.ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    @property
    def level(self) -> Level:
        """The confinement in force; NONE before a server has started."""
        return self._client.level if self._client else Level.NONE

    @property
    def server_pid(self) -> int | None:
        """The fork server's process, if one runs."""
        return self._client.pid if self._client else None

    def close(self) -> None:
        """Ends the fork server; the next job would start a new one."""
        with self._turn:
            self.drop()

    def drop(self) -> None:
        """Ends the fork server, for who holds the turn."""
        if self._client:
            self._client.close()
        self._client, self.jobs = None, 0

    def ready(self) -> Client | None:
        """A server that lives, for `_Run` in its turn; None where practice has to do without."""
        if not sys.platform.startswith("linux"):
            if self.least > Level.NONE:
                raise ConfinementError(self.least, Level.NONE, "")
            return None
        if self._client and (self.jobs >= JOBS_PER_SERVER or not self._client.alive):
            self.drop()
        if self._client is None:
            self._client = Client(self.stack, self.least, self.at_most, self._cgroups)
        return self._client

    def run(
        self, files: Mapping[str, bytes], calls: Sequence[Call], limits: Limits | None = None, *,
        isolated: bool = False, seed: int = 0, heard: Callable[[str], None] | None = None,
    ) -> Outcome:  # fmt: skip
        """What the calls return, in order.

        All calls share one process until it dies; the rest then go to a new one. `isolated` gives
        each call its own, which also hides the arguments of the others from it. `seed` is that of
        `random` and numpy's old global generator in the child. `heard` is given what the code
        prints, when it prints it; it must be quick and raise nothing. Raises `SubmissionError` if
        this is no submission, `ConfinementError` below `least`; the code itself can make it raise
        nothing.
        """
        jobs.check(files, calls)
        with self._turn:
            return _Run(self, files, calls, limits or Limits(), isolated, seed, heard).go()


class _Run:
    """One job on its way: calls are answered until all are, or the limits are used up."""

    def __init__(
        self, judge: Judge, files: Mapping[str, bytes], calls: Sequence[Call], limits: Limits,
        isolated: bool, seed: int, heard: Callable[[str], None] | None,
    ) -> None:  # fmt: skip
        self._judge, self._files, self._calls = judge, files, calls
        self._limits, self._isolated, self._seed = limits, isolated, seed
        self._heard = _as_text(heard) if heard else None
        self._answers: list[Returned] = []
        self._output = bytearray()
        self._printed = 0
        self._cpu_s = self._memory_mb = 0.0
        self._level = Level.NONE

    def go(self) -> Outcome:
        """Runs children until every call has its answer."""
        self._judge.ready()  # a start takes seconds that are not the submission's
        began = time.monotonic()
        deadline = began + self._limits.wall_s
        status = Status.OK
        while True:
            ended = self._child(deadline)
            status = ended if status is Status.OK or ended is Status.LOST else status
            if len(self._answers) >= len(self._calls):
                break
            over = time.monotonic() >= deadline or self._cpu_s >= self._limits.cpu_s
            if over or ended in _USED_UP:
                self._fill(Status.LOST if ended is Status.LOST else Status.NOT_RUN)
                break
        worst = next((one.status for one in self._answers if one.status is not Status.OK), status)
        most = self._limits.output_kb << 10
        return Outcome(
            Status.LOST if status is Status.LOST else worst, tuple(self._answers),
            self._output[:most].decode("utf-8", "replace"), self._printed > most,
            time.monotonic() - began, self._cpu_s, self._memory_mb, self._level,
        )  # fmt: skip

    def _fill(self, status: Status) -> None:
        left = len(self._calls) - len(self._answers)
        self._answers += [Returned(status)] * left

    def _child(self, deadline: float) -> Status:
        """One child for the next call or all that are left; how it ended."""
        at = len(self._answers)
        batch = self._calls[at : at + 1] if self._isolated else self._calls[at:]
        limits = replace(self._limits, cpu_s=max(1.0, self._limits.cpu_s - self._cpu_s))
        finished, self._level = self._launch(batch, limits, deadline)
        self._cpu_s += finished.cpu_s
        self._memory_mb = max(self._memory_mb, finished.memory_mb)
        self._output += finished.collected.output
        self._printed += finished.collected.printed
        if finished.status is Status.LOST:
            return Status.LOST
        most = limits.result_mb << 20
        answers = jobs.frames(bytes(finished.collected.results), len(batch), most)
        if not answers.ready:  # short of memory, or a kernel that refused in the end
            self._judge.drop()
            return Status.LOST
        ended = finished.status or (Status.OK if answers.sound else Status.MALFORMED)
        if not answers.loaded:
            # It would fail again for each call: the failure of the import is the answer to all.
            ended = Status.ERROR if answers.failure else ended
            ended = Status.EXITED if ended is Status.OK else ended
            self._answers += [Returned(ended, None, answers.failure)] * (len(self._calls) - at)
            return ended
        self._answers += answers.calls
        if len(answers.calls) < len(batch):
            ended = Status.EXITED if ended is Status.OK else ended
            self._answers.append(Returned(ended))
        return ended

    def _launch(
        self, batch: Sequence[Call], limits: Limits, deadline: float
    ) -> tuple[Finished, Level]:
        """Runs a child; without confinement it gets a folder of its own, gone with it."""
        client = self._judge.ready()
        level = client.level if client else Level.NONE
        with tempfile.TemporaryDirectory() if level is Level.NONE else nullcontext("") as folder:
            told = jobs.message(self._files, batch, limits, self._seed, folder)
            if client:
                self._judge.jobs += 1
                return client.run(told, limits, deadline, self._heard), level
            stack = self._judge.stack
            return practice.run(stack, told, limits, deadline, folder, self._heard), level


def _as_text(heard: Callable[[str], None]) -> Hear:
    """Passes bytes on as text, whole characters at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return lambda chunk: heard(decoder.decode(chunk))
