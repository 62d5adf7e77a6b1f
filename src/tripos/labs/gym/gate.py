"""Makes cases, and proves each before it is served: sound and broken told apart, a repair accepted,
known cheats refused; otherwise it is drawn again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripos.errors import TriposError
from tripos.labs.gym.case import RUN, Case, judged_files
from tripos.labs.gym.family import Family
from tripos.labs.gym.judging import accepted
from tripos.labs.judge import Call, Judge, Status

DRAWS = 6
_MOST_CURVES, _MOST_STEPS, _LONGEST_NAME = 4, 2000, 60
_PROOFS = (11, 12)  # seeds of the gate's own runs
Curves = dict[str, list[float | None]]
Tell = Callable[[str], None]


def make_case(family: Family, seed: int, judge: Judge, tell: Tell | None = None) -> Case:
    """The first usable case of a family at a seed. Raises TriposError if none of six draws is."""
    why = ""
    for attempt in range(DRAWS):
        case = Case(family, seed, attempt)
        why = fault_of(case, judge, tell)
        if not why:
            return case
    raise TriposError(f"{family.id}: seed {seed} gives no usable case ({why}); take another seed")


def wanted(family: Family) -> dict[str, bool]:
    """Which variants must count as repaired, and which must not."""
    right = dict.fromkeys(["healthy", "repaired", *family.named("other")], True)
    wrong = dict.fromkeys(["faulty", *family.named("cheat_")], False)
    if family.card.second:
        wrong |= {"second": False, "both": False}
    return right | wrong


def fault_of(case: Case, judge: Judge, tell: Tell | None = None) -> str:
    """Why a case cannot be used; '' if it can."""
    asked = wanted(case.family)
    for number, (name, right) in enumerate(asked.items()):
        if tell:
            tell(f"proving the case: {number + 1} of {len(asked)}")
        if accepted(case, judged_files(case.code(name), case.family), judge, _PROOFS, 0) != right:
            return f"'{name}' was {'refused' if right else 'accepted'}"
    return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run of a project shows: what it printed, its curves, and why it failed, if it did."""

    printed: str
    curves: Curves
    failure: str

    @property
    def log(self) -> str:
        """What is to be read of it."""
        return f"{self.printed}\n{self.failure}".strip() if self.failure else self.printed


def show_run(case: Case, files: dict[str, bytes], judge: Judge, heard: Tell | None = None) -> Shown:
    """Runs the project's run.py, whose `main` may return curves; `heard` gets what it prints."""
    tried = {**files, "submission.py": f"from {RUN.removesuffix('.py')} import main\n".encode()}
    calls = [Call("main", (case.drawn.table,))]
    plain = (lambda text: heard(_readable(text))) if heard else None
    outcome = judge.run(tried, calls, case.family.limits, seed=1, heard=plain)
    back = outcome.calls[0]
    failure = "" if back.status is Status.OK else back.error or back.status.value
    return Shown(_readable(outcome.output), _curves(back.value), failure)


def _readable(text: str) -> str:
    """Without zero characters, which a database may not store."""
    return text.replace("\x00", "?")


def _curves(value: Any) -> Curves:
    """What can be drawn of it: lists of numbers by name; what is not finite becomes None."""
    if not isinstance(value, dict):
        return {}
    found: Curves = {}
    for name, values in list(value.items())[:_MOST_CURVES]:
        told = values.tolist() if isinstance(values, np.ndarray) else values
        if not isinstance(told, list) or not told:
            continue
        if all(isinstance(one, int | float) for one in told):
            found[str(name)[:_LONGEST_NAME]] = [
                float(one) if math.isfinite(one) else None for one in told[:_MOST_STEPS]
            ]
    return found
