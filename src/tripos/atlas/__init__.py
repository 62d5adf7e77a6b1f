"""The atlas: about 300 masters-level competencies and what each of them requires."""

from tripos.atlas.graph import Atlas, Step
from tripos.atlas.layout import Layout, layered
from tripos.atlas.load import load_atlas, read_atlas
from tripos.atlas.match import Example, Match, Matcher, TopicMatch
from tripos.atlas.model import (
    LEVELS,
    STAGES,
    TRACKS,
    Area,
    Competency,
    Level,
    Retired,
    Track,
)

__all__ = [
    "LEVELS",
    "STAGES",
    "TRACKS",
    "Area",
    "Atlas",
    "Competency",
    "Example",
    "Layout",
    "Level",
    "Match",
    "Matcher",
    "Retired",
    "Step",
    "TopicMatch",
    "Track",
    "layered",
    "load_atlas",
    "read_atlas",
]
