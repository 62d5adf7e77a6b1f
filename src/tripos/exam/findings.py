"""What a diagnostic found: how each competency stands, the frontier, and what was surprising."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from tripos.atlas import Atlas
from tripos.belief import INTRODUCED, KNOWN, Belief
from tripos.catalog import Catalog, Program
from tripos.exam.diagnostic import accuracy

Call = Literal["known", "unsure", "not known"]
Standing = Literal["met", "unsure", "missing"]
_CLAIMED, _UNCLAIMED = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class AreaFound:
    """How many competencies of an area are known, unsure and not known, and how many were asked."""

    area: str
    known: int
    unsure: int
    missing: int
    asked: int


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of a diagnostic.

    `accuracy` is the share of the targets that is expected to be told right. `failed` was claimed
    and is not believed any more; `gained` was not claimed and is believed known.
    """

    accuracy: float
    areas: tuple[AreaFound, ...]
    frontier: tuple[str, ...]
    failed: tuple[str, ...]
    gained: tuple[str, ...]
    verified: int


def call_of(p: float) -> Call:
    """What a probability of mastery is called."""
    return "known" if p >= KNOWN else "unsure" if p > INTRODUCED else "not known"


def findings(atlas: Atlas, claimed: Belief, now: Belief, targets: Collection[str]) -> Findings:
    """What observations have made of the belief `claimed`, from the person's claims alone."""
    p = {key: one.p for key, one in now.items()}
    known = atlas.implied(now.known)
    ready = [key for key in atlas.ready(known) if key in set(targets)]
    below = atlas.descendants
    return Findings(
        accuracy(p, targets),
        tuple(_area(atlas, now, key) for key in atlas.areas),
        tuple(sorted(ready, key=lambda key: (-len(below[key] & set(targets)), key))),
        tuple(key for key in atlas if claimed[key].p >= _CLAIMED and p[key] <= 1 - _CLAIMED),
        tuple(key for key in atlas if claimed[key].p <= _UNCLAIMED and p[key] >= KNOWN),
        sum(1 for one in now.values() if one.verified),
    )


def _area(atlas: Atlas, belief: Belief, area: str) -> AreaFound:
    members = [belief[item.id] for item in atlas.select(area=area)]
    calls = [call_of(one.p) for one in members]
    asked = sum(1 for one in members if one.tested)
    return AreaFound(area, calls.count("known"), calls.count("unsure"),
                     calls.count("not known"), asked)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of an admission list: competencies of which one is enough, and how it stands.

    `tested` says that answers support it, its own or those to something that rests on it.
    """

    options: tuple[str, ...]
    standing: Standing
    tested: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """A program's admission list against the belief."""

    program: Program
    requirements: tuple[Requirement, ...]

    @property
    def verdict(self) -> str:
        """One word for all lines: ready, nearly, not yet."""
        standings = [one.standing for one in self.requirements]
        if all(one == "met" for one in standings):
            return "ready" if all(one.tested for one in self.requirements) else "by your word"
        return "not yet" if "missing" in standings else "nearly"


def admissions(catalog: Catalog, belief: Belief) -> list[Admission]:
    """For each program that publishes what it expects: how its list stands, the readiest first."""
    found = [
        Admission(program, tuple(_requirement(belief, group) for group in groups))
        for program in catalog.programs.values()
        if (groups := [group for group in program.admission_requires
                       if any(key in belief for key in group)])
    ]  # fmt: skip
    rank = {"ready": 0, "by your word": 1, "nearly": 2, "not yet": 3}
    return sorted(found, key=lambda one: (rank[one.verdict], one.program.name))


def _requirement(belief: Belief, group: tuple[str, ...]) -> Requirement:
    best = max((key for key in group if key in belief), key=lambda key: belief[key].p)
    standing: Standing = {"known": "met", "unsure": "unsure", "not known": "missing"}[
        call_of(belief[best].p)
    ]  # type: ignore[assignment]
    return Requirement(group, standing, _is_tested(belief, best))


def _is_tested(belief: Belief, key: str) -> bool:
    """Whether an observation speaks of it, or of what it was concluded from."""
    through = belief[key].implied_by
    return belief[key].tested or (through is not None and belief[through].tested)
