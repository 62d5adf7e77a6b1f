"""Marks what somebody typed, and says what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tripos.exam.question import Variant

_PLAIN = "No usual mistake leads there: compare your steps with the solution."


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether an answer was right, what to say to it, the right answer, and the way to it."""

    right: bool
    feedback: str
    answer: str
    solution: str


def mark(variant: Variant, typed: str) -> Mark:
    """The mark for what was typed. Raises AnswerError, at no cost, if it cannot be read."""
    answer: Any = variant.answer
    given = answer.read(typed)
    right = bool(answer.right(given))
    return Mark(right, "" if right else feedback(variant, given), answer.shown(), variant.solution)


def feedback(variant: Variant, given: Any) -> str:
    """What is said to a wrong answer: the mistake that leads to it, if it is a known one."""
    answer: Any = variant.answer
    for mistake in variant.mistakes:
        if answer.same(given, mistake.value):
            return mistake.feedback
    return _PLAIN
