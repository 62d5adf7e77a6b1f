"""Makes cases, and proves each before it is served: sound and broken told apart, a repair accepted,
known cheats refused; otherwise it is drawn again."""

from __future__ import annotations

from collections.abc import Callable

from tripos.errors import TriposError
from tripos.labs.gym.case import RUN, Case, judged_files
from tripos.labs.gym.family import Family
from tripos.labs.gym.judging import BrokenError, accepted
from tripos.labs.judge import Call, Judge, Status

DRAWS = 6
_PROOFS = (11, 12)  # seeds of the gate's own runs
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


def log_of(case: Case, files: dict[str, bytes], judge: Judge) -> tuple[str, dict[str, list[float]]]:
    """What a run of the project prints, and its curves (`main` of run.py returns them).

    Raises `BrokenError` if it fails.
    """
    tried = {**files, "submission.py": f"from {RUN.removesuffix('.py')} import main\n".encode()}
    outcome = judge.run(tried, [Call("main", (case.drawn.table,))], case.family.limits, seed=1)
    back = outcome.calls[0]
    if back.status is not Status.OK:
        raise BrokenError(f"{outcome.output}\n{back.error or back.status.value}".strip())
    curves = back.value if isinstance(back.value, dict) else {}
    return outcome.output, {
        str(name): [float(one) for one in values]
        for name, values in curves.items() if isinstance(values, list)
    }  # fmt: skip
