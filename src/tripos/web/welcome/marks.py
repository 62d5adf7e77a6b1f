"""A posting's text cut into pieces, each with the readings that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tripos.decide.posting import Posting

LABELS = {
    "screen": "degree screen", "minimum_degree": "minimum degree",
    "preferred_degree": "preferred degree", "equivalent_experience_ok": "or experience",
    "years_min": "years", "seniority": "seniority", "role_family": "family of role",
}  # fmt: skip
_DEGREES = ("screen", "minimum_degree", "preferred_degree", "equivalent_experience_ok")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with the same readings; `look` is a class of the style sheet, '' for none."""

    text: str
    look: str = ""
    said: str = ""


def pieces(posting: Posting) -> list[Piece]:
    """The whole text in order, cut wherever a reading begins or ends."""
    text = posting.text
    spans = [
        (span["start"], span["end"], span["field"])
        for span in posting.to_json()["spans"]
        if 0 <= span["start"] < span["end"] <= len(text)
    ]
    cuts = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end))})
    found = []
    for begin, end in pairwise(cuts):
        fields = [name for first, last, name in spans if first <= begin and end <= last]
        found.append(Piece(text[begin:end], _look(fields), _said(fields)))
    return found


def _look(fields: Sequence[str]) -> str:
    if any(name in _DEGREES for name in fields):
        return "screen"
    if any(not name.startswith("skills.") for name in fields):
        return "other"
    return "skill" if fields else ""


def _said(fields: Sequence[str]) -> str:
    names = [LABELS.get(name, name.removeprefix("skills.").replace("-", " ")) for name in fields]
    return ", ".join(dict.fromkeys(names))
