"""One job for the judge, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from tripos.errors import TriposError
from tripos.labs.judge.level import Level
from tripos.labs.judge.wire import MalformedMessage, NotPlainError, Plain, pack, unpack

MODULE = "submission"
MAX_FILES = 64
MAX_FILES_BYTES = 4 << 20
MAX_CALLS = 256
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}")
_FRAME = 12  # index and length before each message from the child, see `frames`
LOADED = -1  # the index of the message that the submission was imported
READY = bytes(_FRAME)  # what a child says first, before it touches the submission


class SubmissionError(TriposError):
    """The files or calls cannot be a submission; the message says which and why."""


class Status(StrEnum):
    """What became of a call, or of a job as a whole."""

    OK = "ok"
    ERROR = "error"  # it raised, or returned what is not plain data
    TIMEOUT = "timeout"  # past its wall-clock limit
    CPU = "cpu"  # past its limit of processor time
    CRASHED = "crashed"  # killed by a signal
    EXITED = "exited"  # ended its process without an answer
    OUTPUT = "output"  # printed without end
    LARGE = "large"  # returned more than may cross
    MALFORMED = "malformed"  # what came back is not an answer
    NOT_RUN = "not run"  # an earlier call used up the limits
    LOST = "lost"  # the fork server died: no fault of the code; run the job again


@dataclass(frozen=True)
class Call:
    """A function of the submission, and the plain data it is called with."""

    function: str
    args: tuple[Plain, ...] = ()
    named: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """What a job may use in all, except memory and disk, which are per process at a time."""

    wall_s: float = 10.0
    cpu_s: float = 10.0
    memory_mb: int = 1024  # beyond the preloaded libraries
    disk_mb: int = 32
    output_kb: int = 64  # kept; a job that prints 64 times as much is ended
    result_mb: int = 16
    threads: bool = False  # honoured at full confinement only


@dataclass(frozen=True)
class Returned:
    """What one call gave: its value, or else the traceback as the learner shall see it."""

    status: Status
    value: Plain = None
    error: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a job; times in seconds, memory in MB at its peak (libraries included)."""

    status: Status  # the first of the calls' that is not OK; LOST asks for another run
    calls: tuple[Returned, ...]
    output: str
    truncated: bool
    wall_s: float
    cpu_s: float
    memory_mb: float
    level: Level

    @property
    def values(self) -> list[Plain]:
        """The values of the calls, None where there is none."""
        return [call.value for call in self.calls]

    @property
    def practice(self) -> bool:
        """Whether this is practice only, and no evidence."""
        return self.level.practice


def check(files: Mapping[str, bytes], calls: Sequence[Call]) -> None:
    """Raises `SubmissionError` unless these are files and calls that may be judged."""
    check_files(files)
    if len(calls) > MAX_CALLS:
        raise SubmissionError(f"a job may make at most {MAX_CALLS} calls")


def check_files(files: Mapping[str, bytes]) -> None:
    """Raises `SubmissionError` unless these files may be judged."""
    if f"{MODULE}.py" not in files:
        raise SubmissionError(f"a submission needs the file {MODULE}.py")
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_FILES_BYTES:
        most = f"{MAX_FILES} files and {MAX_FILES_BYTES >> 20} MB"
        raise SubmissionError(f"a submission may have at most {most} in all")
    for name in files:
        if not _NAME.fullmatch(name):
            raise SubmissionError(
                f"'{name[:80]}' is no name for a file here: use letters, digits, '_', '-' and '.'"
            )


def message(
    files: Mapping[str, bytes], calls: Sequence[Call], limits: Limits, seed: int, folder: str = ""
) -> bytes:
    """The job as the child reads it; `folder` is where it runs if it has no disk of its own."""
    told = {
        "files": {name: np.frombuffer(data, np.uint8) for name, data in files.items()},
        "calls": [[call.function, list(call.args), dict(call.named)] for call in calls],
        "limits": vars(limits),
        "seed": seed,
        "folder": folder,
    }
    try:
        return pack(told, max_bytes=1 << 30)
    except NotPlainError as error:
        raise SubmissionError(f"the arguments of a call: {error}") from None


@dataclass(frozen=True)
class Answers:
    """The messages of one child, in order: whether it imported, and its calls as far as it came."""

    ready: bool  # whether the child was ready at all: if not, it is no fault of the submission
    loaded: bool
    failure: str  # the traceback of an import that failed
    calls: tuple[Returned, ...]
    sound: bool  # whether the bytes were messages to their end


def frames(raw: bytes, calls: int, max_bytes: int) -> Answers:
    """Reads what a child wrote, up to the first thing that is not an answer."""
    found: list[Returned] = []
    ready = raw.startswith(READY)
    loaded, failure, at, expected = False, "", len(READY) if ready else len(raw), LOADED
    while at < len(raw):
        index = int.from_bytes(raw[at : at + 4], "little", signed=True)
        end = at + _FRAME + int.from_bytes(raw[at + 4 : at + _FRAME], "little")
        if index != expected or expected >= calls or end > len(raw):
            return Answers(ready, loaded, failure, tuple(found), False)
        try:
            returned = _returned(unpack(memoryview(raw)[at + _FRAME : end], max_bytes))
        except MalformedMessage:
            return Answers(ready, loaded, failure, tuple(found), False)
        if index == LOADED:
            loaded, failure = returned.status is Status.OK, returned.error
        else:
            found.append(returned)
        at, expected = end, expected + 1
    return Answers(ready, loaded, failure, tuple(found), True)


def _returned(told: Plain) -> Returned:
    if isinstance(told, dict):
        if set(told) == {"value"}:
            return Returned(Status.OK, told["value"])
        if set(told) == {"error"} and isinstance(told["error"], str):
            return Returned(Status.ERROR, None, told["error"][:8000])
    raise MalformedMessage("neither a value nor an error")


def frame(index: int, told: bytes) -> bytes:
    """A message of the child as it goes through the pipe."""
    return index.to_bytes(4, "little", signed=True) + len(told).to_bytes(8, "little") + told
