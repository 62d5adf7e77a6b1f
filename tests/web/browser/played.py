"""Some play at the gym, as the pages show it: an open case that was tried, and one that is over."""

from __future__ import annotations

from tripos.labs.gym import find_family
from tripos.labs.gym.case import GUARD, Case
from tripos.labs.judge import Judge, Level, offered
from tripos.web.record.gym.attempts import judge_attempt, send
from tripos.web.record.gym.cases import begin, case_of, keep, next_hint, prepare, run_project
from tripos.web.record.models import Learner

FAMILY = find_family("skew-refit-scaler")  # one that is judged quickly
SEED = next(seed for seed in range(100) if Case(FAMILY, seed).given == "faulty")


def play_some(learner: Learner) -> None:
    """Leaves case 1 open with a submission that failed, and case 2 solved."""
    with Judge("base", min(offered()[0], Level.SEALED)) as judge:
        row = prepare(begin(learner, FAMILY, SEED), judge)
        run_project(row, judge)
        next_hint(row)
        assert row.project is not None
        judge_attempt(send(row, row.project, "nothing", "The accuracy is high."), judge)
        row = prepare(begin(learner, FAMILY, SEED + 1), judge)
        row = keep(row, solved(case_of(row)))
        assert row.project is not None
        judge_attempt(send(row, row.project, case_of(row).cause, "One row alone."), judge)


def solved(case: Case) -> dict[str, str]:
    """The Python files of a project that is repaired and guarded."""
    return {**case.code("repaired"), GUARD: case.family.text(GUARD)}
