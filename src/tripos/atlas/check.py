"""Proves that the atlas' data keep the rules that graph and matcher rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripos.atlas.graph import Atlas
from tripos.atlas.load import DATA, load_atlas
from tripos.atlas.match import tagged_lines
from tripos.atlas.model import TRACKS, Competency
from tripos.errors import TriposError

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FEWEST_ALIASES = 6


def atlas_problems() -> Iterator[str]:
    """Every broken rule of the atlas that ships, as a sentence with file, place and remedy."""
    try:
        atlas = load_atlas()
        tagged_lines(atlas)
    except TriposError as error:
        yield str(error)
        return
    yield from graph_problems(atlas)


def graph_problems(atlas: Atlas) -> Iterator[str]:
    """Every broken rule of `atlas`."""
    files = {path.stem.split("-", 1)[-1]: path.name for path in DATA.glob("*.yaml")}
    for item in atlas.values():
        place = f"{files.get(item.area, item.area)}: {item.id}"
        yield from (f"{place}: {problem}" for problem in _problems(item, atlas))
    for retired in atlas.retired.values():
        if retired.id in atlas:
            yield f"retired.yaml: {retired.id}: is still in use; give the new competency a new id"
        if retired.successor not in atlas:
            yield f"retired.yaml: {retired.id}: the successor '{retired.successor}' does not exist"


def _problems(item: Competency, atlas: Atlas) -> Iterator[str]:
    if not _ID.fullmatch(item.id):
        yield "id: use lower-case words joined by hyphens"
    if item.core == bool(item.tracks):
        yield "tracks: a competency is core, or an elective of some tracks; set one of the two"
    if not item.can[:1].islower() or item.can.endswith("."):
        yield "can: start with a lower-case verb and leave out the full stop"
    if not item.refs:
        yield "refs: name at least one reading"
    if len(item.aliases) < _FEWEST_ALIASES:
        yield f"aliases: give at least {_FEWEST_ALIASES} names that the field uses"
    if len(set(item.prerequisites)) != len(item.prerequisites):
        yield "requires: names a competency twice"
    for key in item.requires:
        before = atlas[key]
        if before.stage > item.stage:
            yield f"requires: {key} belongs to the later stage {before.stage}; make it helpful"
        wanted = TRACKS if item.core else tuple(item.tracks)
        missing = [track for track in wanted if not before.belongs_to(track)]
        if missing:
            yield f"requires: {key} is not in the track {missing[0]}; add the track or soften it"
    for key in item.encompasses:
        if item.id in atlas.ancestors[key]:
            yield f"encompasses: {key} comes later; only what comes before can be practised"
