"""The vocabulary of the atlas: what a competency is and which words describe it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Level = Literal["apply", "analyse", "create"]
Track = Literal["ml-engineer", "data-scientist", "applied-scientist", "research"]

LEVELS: tuple[Level, ...] = get_args(Level)
TRACKS: tuple[Track, ...] = get_args(Track)
STAGES: Mapping[int, str] = {
    1: "Foundations",
    2: "Supervised learning",
    3: "Unsupervised and specialised learning",
    4: "Applied and production work",
    5: "Projects",
}


@dataclass(frozen=True, slots=True)
class Competency:
    """One thing a learner can do.

    `requires` are hard edges: without them the competency cannot be shown. `helpful` edges only
    give an order of teaching. `encompasses` maps earlier competencies to the share (0 to 1) of
    them that a full exercise in this one practises. `hours` is study time from scratch, in hours,
    for somebody who has the requirements.
    """

    id: str
    name: str
    area: str
    stage: int
    level: Level
    hours: float
    can: str
    tracks: frozenset[Track]
    core: bool
    requires: tuple[str, ...]
    helpful: tuple[str, ...] = ()
    encompasses: Mapping[str, float] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """Hard and helpful edges together: the order in which one would teach."""
        return self.requires + self.helpful

    def belongs_to(self, track: Track) -> bool:
        """Whether a master's on `track` includes this: core competencies belong to all tracks."""
        return self.core or track in self.tracks


@dataclass(frozen=True, slots=True)
class Area:
    """A group of competencies that is taught together and drawn as one room of the map."""

    id: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that is no longer taught under its name; `successor` carries its evidence on."""

    id: str
    successor: str
    since: str
