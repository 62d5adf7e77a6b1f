"""Forms of answers: what a form sends, put together as one would type it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tripos.web.record.models.exam import MOST_TYPED

LETTERS = "ABCDEFGHIJ"
_ROUNDED = 0.004  # tolerance from which on three significant digits count as right
_HINTS = {
    "number": "a number, such as 0.25, 1/4, 2e-3 or sqrt(2)/2",
    "expression": "an expression, such as 2*x + exp(-x)/3",
    "matrix": "numbers with spaces between, rows separated by ; as in 1 2; 3 4",
    "interval": "the two ends, lowest first, such as 1.2 3.4",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form: its letter, its text, and the letter or place chosen."""

    letter: str
    text: str
    chosen: str


def typed_of(answer: Any, form: QueryDict) -> str | None:
    """The answer that a form holds, as text; None for "I don't know"."""
    if "unknown" in form:
        return None
    if answer.kind == "choices":
        return " ".join(form.getlist("option")) or "none"
    if answer.kind == "ordering":
        places = {form.get(f"place-{LETTERS[at]}", ""): LETTERS[at]
                  for at in range(len(answer.texts))}  # fmt: skip
        return " ".join(places[place] for place in sorted(places) if place) or ""
    if answer.kind == "matching":
        return " ".join(form.get(f"match-{at}", "") for at in range(len(answer.left)))
    if answer.kind == "choice":
        return form.get("option", "")
    return form.get("answer", "")[: MOST_TYPED + 1]


def rows_of(answer: Any, typed: str) -> list[Row]:
    """The lines of a form with what was chosen before."""
    words = typed.split()
    if answer.kind == "matching":
        return [Row(LETTERS[at], text, words[at] if at < len(words) else "")
                for at, text in enumerate(answer.left)]  # fmt: skip
    texts = getattr(answer, "texts", ())
    if answer.kind == "ordering":
        place = {letter: str(at) for at, letter in enumerate(words, 1)}
        return [Row(LETTERS[at], text, place.get(LETTERS[at], ""))
                for at, text in enumerate(texts)]  # fmt: skip
    return [Row(LETTERS[at], text, LETTERS[at] if LETTERS[at] in words else "")
            for at, text in enumerate(texts)]  # fmt: skip


def _hint(answer: Any) -> str:
    """What can be typed, and how exact it must be."""
    hint = _HINTS.get(answer.kind, "")
    if answer.kind in ("number", "matrix") and answer.rel >= _ROUNDED:
        hint += "; three significant digits are enough unless the question says how to round"
    return hint


def form_of(answer: Any, typed: str = "") -> dict[str, Any]:
    """What a template needs to ask for an answer of this kind."""
    sides = [
        Row(LETTERS[at], text, "") for at, text in enumerate(getattr(answer, "right_side", ()))
    ]
    return {
        "kind": answer.kind, "hint": _hint(answer), "typed": typed,
        "rows": rows_of(answer, typed), "sides": sides,
        "unit": getattr(answer, "unit", ""), "variables": sorted(getattr(answer, "variables", ())),
        "places": [str(at) for at in range(1, len(getattr(answer, "texts", ())) + 1)],
    }  # fmt: skip
