"""Finds competencies by words, track and area."""

from __future__ import annotations

from dataclasses import dataclass

from tripos.atlas import TRACKS, Atlas, Competency
from tripos.content import nearest
from tripos.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Found:
    """A competency that answers a query; `called` is the other name it was found by, if any."""

    item: Competency
    called: str = ""


def find_competencies(atlas: Atlas, words: str, track: str = "", area: str = "") -> list[Found]:
    """Those whose name, alias or id holds all `words`, of a track and an area, best first.

    Raises UnknownIdError for a track or area that does not exist.
    """
    if track and track not in TRACKS:
        raise UnknownIdError("track", track, nearest(track, TRACKS))
    if area and area not in atlas.areas:
        raise UnknownIdError("area", area, nearest(area, atlas.areas))
    wanted = words.casefold().split()
    ranked = [
        (rank, item)
        for item in atlas.select(area=area or None, track=track or None)
        if (rank := _rank(item, wanted)) is not None
    ]
    ranked.sort(key=lambda pair: pair[0])
    return [Found(item, _called(item, wanted)) for _, item in ranked]


def _rank(item: Competency, words: list[str]) -> int | None:
    """0 for the name itself, more for less direct hits, None for none."""
    whole, name = " ".join(words), item.name.casefold()
    texts = [name, item.id, *(alias.casefold() for alias in item.aliases)]
    if whole in texts:
        return 0
    if name.startswith(whole):
        return 1
    if _holds(name, words) or _holds(item.id, words):
        return 2
    return 3 if _holds(" ".join(texts), words) else None


def _called(item: Competency, words: list[str]) -> str:
    if _holds(f"{item.name.casefold()} {item.id}", words):
        return ""
    return next((one for one in item.aliases if any(word in one.casefold() for word in words)), "")


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
