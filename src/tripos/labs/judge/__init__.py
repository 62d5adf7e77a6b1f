"""Runs strangers' code confined, and lets nothing but plain data out."""

from tripos.labs.judge.front import Judge, offered
from tripos.labs.judge.job import Call, Limits, Outcome, Returned, Status, SubmissionError
from tripos.labs.judge.level import ConfinementError, Level

__all__ = [
    "Call",
    "ConfinementError",
    "Judge",
    "Level",
    "Limits",
    "Outcome",
    "Returned",
    "Status",
    "SubmissionError",
    "offered",
]
