"""Decide: degree or structured courses, honestly, for one person."""

from tripos.decide.decision import DRAWS, Decision, Question, decide
from tripos.decide.explain import Trace, explain, traces
from tripos.decide.paths import CourseOffer
from tripos.decide.report import to_json
from tripos.decide.verdict import Verdict

__all__ = [
    "DRAWS",
    "CourseOffer",
    "Decision",
    "Question",
    "Trace",
    "Verdict",
    "decide",
    "explain",
    "to_json",
    "traces",
]
