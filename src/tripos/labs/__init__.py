"""Labs: hands-on work that is judged by running it."""

from tripos.labs.judging import Checked, Judgement, judge_submission, judgement_row
from tripos.labs.lab import Lab, all_labs, find_lab

__all__ = [
    "Checked",
    "Judgement",
    "Lab",
    "all_labs",
    "find_lab",
    "judge_submission",
    "judgement_row",
]
