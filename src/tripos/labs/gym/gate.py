"""Makes cases, and proves each before it is served: sound and broken told apart, a repair accepted,
known cheats refused; otherwise it is drawn again."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tripos.errors import TriposError
from tripos.labs.gym.case import RUN, Case, judged_files
from tripos.labs.gym.family import Family
from tripos.labs.gym.judging import BrokenError, accepted
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


def log_of(case: Case, files: dict[str, bytes], judge: Judge) -> tuple[str, Curves]:
    """What a run of the project prints, and its curves (`main` of run.py returns them).

    Raises `BrokenError` if it fails.
    """
    tried = {**files, "submission.py": f"from {RUN.removesuffix('.py')} import main\n".encode()}
    outcome = judge.run(tried, [Call("main", (case.drawn.table,))], case.family.limits, seed=1)
    back = outcome.calls[0]
    printed = outcome.output.replace("\x00", "?")
    if back.status is not Status.OK:
        raise BrokenError(f"{printed}\n{back.error or back.status.value}".strip())
    return printed, _curves(back.value)


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
