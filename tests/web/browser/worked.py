"""Some work on a lab, as the pages show it: a draft that was checked, an attempt that failed."""

from __future__ import annotations

from tripos.labs import find_lab
from tripos.labs.judge import Judge, Level, offered
from tripos.web.record.labs.drafts import check_draft, save_draft
from tripos.web.record.labs.submissions import judge_stored, submit
from tripos.web.record.models import Learner

LAB = find_lab("least-squares")  # the one that is judged quickest


def work_some(learner: Learner) -> None:
    """Submits something nearly right, and leaves a draft with a mistake; unconfined where this
    machine confines nothing."""
    with Judge("base", min(offered()[0], Level.SEALED)) as judge:
        judge_stored(submit(learner, LAB, LAB.mutants()["fixed_step"]), judge)
        broken = LAB.solution()["submission.py"] + b"\ndef leverages(X):\n    return 1 / 0\n"
        save_draft(learner, LAB, {"submission.py": broken})
        check_draft(learner, LAB.id, judge)
