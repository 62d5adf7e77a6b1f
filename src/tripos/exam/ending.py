"""Holds that a worked solution ends in its answer; where an author's words do not, it is added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:e-?\d+)?(?:/\d+)?")
_FRACTION = re.compile(r"\\[dt]?frac\{(\d+)\}\{(\d+)\}")
_TAIL = 200  # characters within which the answer must stand
_NEAR = 0.02  # as solutions may round more than answers


def closed(solution: str, answer: Any) -> str:
    """The solution, with the answer after it if it does not end in it."""
    if ends_in_answer(solution, answer):
        return solution
    return f"{solution.rstrip()} The answer: {answer.shown()}."


def ends_in_answer(solution: str, answer: Any) -> bool:
    """Whether the numbers of the answer stand at the end of a solution (a matrix: anywhere).

    Signs are left out, as they may stand apart; answers without numbers of their own (choices,
    orders, expressions) are shown beside the solution and count as there.
    """
    if answer.kind == "number":
        return _all_in([answer.value], solution[-_TAIL:])
    if answer.kind == "interval":
        return _all_in([answer.low, answer.high], solution)
    if answer.kind == "matrix":
        return _all_in([cell for row in answer.values for cell in row], solution)
    return True


def _all_in(wanted: Iterable[float], text: str) -> bool:
    found = list(_numbers(text))
    return all(
        any(abs(one - abs(value)) <= _NEAR * abs(value) + 1e-9 for one in found) for value in wanted
    )


def _numbers(text: str) -> Iterable[float]:
    for word in _NUMBER.findall(_FRACTION.sub(r"\1/\2", text.replace("{,}", ""))):
        above, _, below = word.replace(",", "").partition("/")
        try:
            yield float(above) / float(below or 1)
            yield float(above) / float(below or 1) / 100
        except (ValueError, ZeroDivisionError):
            continue
