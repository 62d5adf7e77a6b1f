"""Scores a submission: checks run side by side, their calls cross to the judge in rounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tripos.labs.contract import Check, Steps, WrongError
from tripos.labs.judge import Call, Judge, Outcome, Returned, Status
from tripos.labs.lab import Lab

_ROUNDS = 20  # a check asks for more calls at most so often
_SAID = {
    Status.TIMEOUT: "took longer than it may", Status.CPU: "used more processor time than it may",
    Status.CRASHED: "crashed the process", Status.EXITED: "ended the process without returning",
    Status.OUTPUT: "printed without end", Status.LARGE: "returned more than may be returned",
    Status.MALFORMED: "returned what cannot be read", Status.NOT_RUN: "was not run, as an earlier"
    " call used up the time",
}  # fmt: skip


class LostError(Exception):
    """The judge was lost while it worked: no fault of the submission; judge it again."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one check."""

    name: str
    points: float
    score: float
    message: str

    @property
    def passed(self) -> bool:
        """Whether all its points were given."""
        return self.score >= self.points


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of a submission; times in CPU seconds, `overhead` those of the judge itself."""

    lab: str
    seed: int
    checks: tuple[Checked, ...]
    passed: bool
    confinement: str
    practice: bool
    cpu_seconds: float
    overhead_cpu_seconds: float
    output: str

    @property
    def score(self) -> float:
        """The points given."""
        return sum(one.score for one in self.checks)

    @property
    def most(self) -> float:
        """The points that could be had."""
        return sum(one.points for one in self.checks)


@dataclass
class _Running:
    """A check under way: its generator, the calls it waits for, and how it ended."""

    check: Check
    steps: Steps
    waits: list[Call] = field(default_factory=list)
    single: bool = True
    done: Checked | None = None

    def step(self, value: Any = None, error: Exception | None = None) -> None:
        """Goes on with a value, or with the error that took its place."""
        try:
            asked = self.steps.throw(error) if error else self.steps.send(value)
        except StopIteration:
            self.done = Checked(self.check.name, self.check.points, self.check.points, "")
        except WrongError as found:
            score = round(self.check.points * min(1.0, max(0.0, found.share)), 4)
            self.done = Checked(self.check.name, self.check.points, score, str(found))
        else:
            self.single = isinstance(asked, Call)
            self.waits = [asked] if isinstance(asked, Call) else list(asked)


def judge_submission(
    lab: Lab, files: Mapping[str, bytes], judge: Judge, seed: int, *,
    checks: Sequence[Check] | None = None, tell: Callable[[str], None] | None = None,
) -> Judgement:  # fmt: skip
    """The judgement on `files`; hidden data are drawn from `seed`, the same again gives the same.

    `tell` hears how many checks are done.

    Raises `SubmissionError` for what cannot be a submission, `ConfinementError` where code may not
    be run, and `LostError` if the judge was killed meanwhile.
    """
    running = []
    for number, check in enumerate(lab.hidden() if checks is None else checks):
        one = _Running(check, check.steps(np.random.default_rng([seed, number])))
        one.step()
        running.append(one)
    spent, overhead, outcomes = 0.0, 0.0, []
    for turn in range(_ROUNDS):
        waiting = [one for one in running if one.done is None]
        if not waiting:
            break
        if tell:
            tell(f"{len(running) - len(waiting)} of {len(running)} checks")
        calls = [call for one in waiting for call in one.waits]
        began = time.process_time()
        outcome = judge.run(files, calls, lab.limits, isolated=lab.card.isolated, seed=seed + turn)
        overhead += time.process_time() - began
        if outcome.status is Status.LOST:
            raise LostError("the judge was lost while it worked")
        spent += outcome.cpu_s
        outcomes.append(outcome)
        _hand_back(waiting, outcome)
    return _judgement(lab, seed, running, outcomes, spent, overhead)


def _hand_back(waiting: Sequence[_Running], outcome: Outcome) -> None:
    at = 0
    for one in waiting:
        given = outcome.calls[at : at + len(one.waits)]
        at += len(one.waits)
        failed = next((pair for pair in zip(one.waits, given, strict=True)
                       if pair[1].status is not Status.OK), None)  # fmt: skip
        if failed:
            one.step(error=WrongError(failure_of(*failed)))
        else:
            values = [back.value for back in given]
            one.step(values[0] if one.single else values)


def failure_of(call: Call, back: Returned) -> str:
    """Why a call has no value, in a sentence for whoever wrote the code."""
    if back.status is Status.ERROR:
        lines = back.error.strip().splitlines()
        last = lines[-1] if lines else "an error"
        own = [line.strip() for line in lines if "line " in line and "submission" in line]
        where = own[-1] if own else ""
        if last.startswith("ModuleNotFoundError"):
            last += ": it is not among what this lab may use"
        return f"{call.function} failed: {last[:300]}" + (f" ({where[:120]})" if where else "")
    return f"{call.function} {_SAID.get(back.status, back.status.value)}"


def _judgement(
    lab: Lab, seed: int, running: Sequence[_Running], outcomes: Sequence[Outcome], spent: float,
    overhead: float,
) -> Judgement:  # fmt: skip
    checks = tuple(
        one.done or Checked(one.check.name, one.check.points, 0.0, "the check did not end")
        for one in running
    )
    share = sum(one.score for one in checks) / sum(one.points for one in checks)
    weakest = min((one.level for one in outcomes), default=None)
    return Judgement(
        lab.id, seed, checks, share >= lab.card.passing - 1e-9,
        weakest.name.lower() if weakest is not None else "none",
        any(one.practice for one in outcomes), round(spent, 4), round(overhead, 4),
        "".join(one.output for one in outcomes)[:20_000],
    )  # fmt: skip


def judgement_row(found: Judgement) -> dict[str, Any]:
    """A judgement as plain values."""
    return {
        "lab": found.lab, "score": found.score, "max": found.most, "passed": found.passed,
        "checks": [
            {"name": one.name, "passed": one.passed, "score": one.score, "points": one.points,
             "message": one.message}
            for one in found.checks
        ],
        "confinement": found.confinement, "practice": found.practice, "seed": found.seed,
        "cpu_seconds": found.cpu_seconds, "overhead_cpu_seconds": found.overhead_cpu_seconds,
        "output": found.output,
    }  # fmt: skip
