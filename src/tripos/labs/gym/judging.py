"""Judges a repaired project: behaviour on hidden runs, the cause named, and the learner's guard."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripos.labs.contract import WrongError
from tripos.labs.gym.case import GUARD, Case, judged_files
from tripos.labs.gym.contract import Measured, Table
from tripos.labs.judge import Call, Judge, Outcome, Status
from tripos.labs.judging import LostError, failure_of

RUNS = 5  # hidden runs; invariants must hold on all, the metric may miss one
_MISSES = 1
_ROUNDS = 12
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Invariant:
    """An exact condition: whether it held on every run, and what was seen where it did not."""

    name: str
    passed: bool
    message: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """How the learner's guard did: faults caught of how many, sound projects passed of how many."""

    caught: int
    faults: int
    passed: int
    healthy: int

    @property
    def sound(self) -> bool:
        """Whether it tells all of them apart."""
        return (self.caught, self.passed) == (self.faults, self.healthy)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a submission to a case."""

    metric: float | None  # the mean over hidden runs
    line: float
    recovered: int  # runs on the right side of the line
    runs: int
    invariants: tuple[Invariant, ...]
    cause_right: bool
    guard: Guarded
    failure: str  # what stopped a run, in a sentence
    confinement: str
    practice: bool
    cpu_seconds: float

    @property
    def metric_recovered(self) -> bool:
        """Whether enough runs are on the right side."""
        return self.recovered >= self.runs - _MISSES

    @property
    def repaired(self) -> bool:
        """Whether the project behaves: no run failed, the metric and all conditions are right."""
        held = all(one.passed for one in self.invariants)
        return not self.failure and self.metric_recovered and held

    @property
    def passed(self) -> bool:
        """Repaired, diagnosed and guarded."""
        return self.repaired and self.cause_right and self.guard.sound


class BrokenError(Exception):
    """A run of the project did not end well; the message says how."""


@dataclass
class Spent:
    """What the runs of one judgement used, and how well they were confined."""

    cpu_s: float = 0.0
    level: str = ""
    practice: bool = False

    def add(self, outcome: Outcome) -> None:
        """Counts one job."""
        self.cpu_s += outcome.cpu_s
        self.level = outcome.level.name.lower()
        self.practice = self.practice or outcome.practice


def measure_once(
    case: Case, files: Mapping[str, bytes], judge: Judge, seed: int, spent: Spent | None = None
) -> Measured:
    """One hidden run of a project. Raises `BrokenError` if it fails, `LostError` without judge."""
    steps = case.family.measure(np.random.default_rng([seed, 77]), case.drawn)
    value: Any = None
    try:
        asked = next(steps)
        for turn in range(_ROUNDS):
            calls = [asked] if isinstance(asked, Call) else list(asked)
            outcome = judge.run(files, calls, case.family.limits, seed=seed + turn)
            if spent:
                spent.add(outcome)
            if outcome.status is Status.LOST:
                raise LostError("the judge was lost while it worked")
            for call, back in zip(calls, outcome.calls, strict=True):
                if back.status is not Status.OK:
                    raise BrokenError(failure_of(call, back))
            values = [back.value for back in outcome.calls]
            value = values[0] if isinstance(asked, Call) else values
            asked = steps.send(value)
    except StopIteration as end:
        found: Measured = end.value
        return found
    except WrongError as error:
        raise BrokenError(str(error)) from error
    raise BrokenError("the run asked for more than it may")


def accepted(
    case: Case,
    files: Mapping[str, bytes],
    judge: Judge,
    seeds: Iterable[int],
    misses: int = _MISSES,
) -> bool:
    """Whether a project counts as repaired on the runs of these seeds; stops when it cannot."""
    missed = 0
    for seed in seeds:
        try:
            found = measure_once(case, files, judge, seed)
        except BrokenError:
            return False
        missed += not case.family.recovered(found.metric)
        if missed > misses or not all(found.invariants.values()):
            return False
    return True


def hidden_seeds(seed: int) -> list[int]:
    """The seeds of the hidden runs of one judgement."""
    return [seed + 1000 * number for number in range(RUNS)]


def guard_once(
    case: Case,
    files: Mapping[str, bytes],
    guard: bytes,
    table: Table,
    judge: Judge,
    seed: int,
    spent: Spent | None = None,
) -> str:
    """What the guard raises on a project; '' if it lets it pass."""
    tried = {**files, GUARD: guard, "submission.py": b"from guard import guard\n"}
    calls = [Call("guard", (table,))]
    outcome = judge.run(tried, calls, case.family.limits, seed=seed)
    if spent:
        spent.add(outcome)
    if outcome.status is Status.LOST:
        raise LostError("the judge was lost while it worked")
    back = outcome.calls[0]
    return "" if back.status is Status.OK else failure_of(calls[0], back)


def judge_case(
    case: Case, files: Mapping[str, str], cause: str, judge: Judge, seed: int | None = None,
    tell: Tell | None = None,
) -> Verdict:  # fmt: skip
    """The verdict on a project's files. `seed` draws hidden runs; None: one that nobody knows.

    Raises TriposError for what cannot be a submission, `ConfinementError` where code may not be
    run, and `LostError` if the judge was killed meanwhile.
    """
    seed = secrets.randbelow(2**31) if seed is None else seed
    spent, sent = Spent(), judged_files(files, case.family)
    runs, failure = _runs(case, sent, judge, seed, spent, tell)
    guard = _guarded(case, sent.get(GUARD, b""), judge, seed, spent, tell)
    recovered = sum(1 for one in runs if case.family.recovered(one.metric))
    mean = float(np.mean([one.metric for one in runs])) if runs else None
    return Verdict(
        mean, case.family.line, recovered, RUNS, _held(runs), cause == case.cause, guard, failure,
        spent.level, spent.practice, round(spent.cpu_s, 3),
    )  # fmt: skip


def _runs(
    case: Case, files: Mapping[str, bytes], judge: Judge, seed: int, spent: Spent, tell: Tell | None
) -> tuple[list[Measured], str]:
    found: list[Measured] = []
    for number, own in enumerate(hidden_seeds(seed)):
        if tell:
            tell(f"hidden run {number + 1} of {RUNS}")
        try:
            found.append(measure_once(case, files, judge, own, spent))
        except BrokenError as error:
            return found, str(error)
    return found, ""


def _held(runs: Sequence[Measured]) -> tuple[Invariant, ...]:
    names = dict.fromkeys(name for one in runs for name in one.invariants)
    found = []
    for name in names:
        broken = sum(1 for one in runs if not one.invariants.get(name, False))
        message = f"broken in {broken} of {len(runs)} hidden runs" if broken else ""
        found.append(Invariant(name, not broken, message))
    return tuple(found)


def _guarded(
    case: Case, guard: bytes, judge: Judge, seed: int, spent: Spent, tell: Tell | None
) -> Guarded:
    """Tries the guard on broken and sound projects of other teams, in other styles and with other
    rows of the same kind."""
    rng = np.random.default_rng([seed, 5])
    faults = ["faulty", *case.family.named("fault_")]
    if case.given == "both":
        faults.append("second")
    sound = ["healthy", "repaired", *case.family.named("other")]
    tries = [(name, True) for name in faults] + [(name, False) for name in sound]
    raised: dict[bool, list[bool]] = {True: [], False: []}
    table = case.family.table(rng, case.drawn.params)
    for number, (name, broken) in enumerate(tries):
        if tell:
            tell(f"guard {number + 1} of {len(tries)}")
        files = judged_files(case.code(name, style=1 + int(rng.integers(1, 2**20))), case.family)
        raised[broken].append(
            bool(guard) and bool(guard_once(case, files, guard, table, judge, seed, spent))
        )
    return Guarded(
        sum(raised[True]), len(faults), sum(not one for one in raised[False]), len(sound)
    )  # fmt: skip


def verdict_row(found: Verdict) -> dict[str, Any]:
    """A verdict as plain values."""
    return {
        "passed": found.passed, "repaired": found.repaired, "metric": found.metric,
        "line": found.line, "recovered": found.recovered, "runs": found.runs,
        "metric_recovered": found.metric_recovered,
        "invariants": [
            {"name": one.name, "passed": one.passed, "message": one.message}
            for one in found.invariants
        ],
        "cause_right": found.cause_right,
        "guard": {"caught": found.guard.caught, "of": found.guard.faults,
                  "healthy_passed": found.guard.passed, "healthy_of": found.guard.healthy},
        "failure": found.failure, "confinement": found.confinement, "practice": found.practice,
        "cpu_seconds": found.cpu_seconds,
    }  # fmt: skip
