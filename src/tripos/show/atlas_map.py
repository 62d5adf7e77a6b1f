"""Turns the atlas into cards and curves for each of the map's three zooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tripos.atlas import STAGES, Atlas, Competency, layered
from tripos.content import nearest
from tripos.draw import Card, Shape, State, draw_graph
from tripos.errors import UnknownIdError

Href = Callable[[str], str]

_WORTH_DRAWING = 0.6  # share of an area that rests on another before an arrow is drawn


@dataclass(frozen=True, slots=True)
class _Look:
    """What is drawn beside the cards themselves."""

    shown: bool
    href: Href | None
    heading: bool

    def link(self, key: str) -> str | None:
        return self.href(key) if self.href else None


def draw_map(
    atlas: Atlas,
    known: frozenset[str],
    area: str | None,
    focus: str | None,
    *,
    shown: bool,
    href: Href | None = None,
    heading: bool = True,
) -> str:
    """The map as SVG. `shown` says whether states should be drawn: somebody's file was given.

    `href` gives the address of a card by its id: of an area where areas are drawn, otherwise of a
    competency. Without `heading` the title is only spoken. Raises UnknownIdError for an area or
    competency that does not exist.
    """
    have = atlas.implied(known)
    look = _Look(shown, href, heading)
    if focus:
        return _one(atlas, have, atlas.find(focus), look)
    if area:
        return _area(atlas, have, area, look)
    return _areas(atlas, have, look)


def _state(atlas: Atlas, key: str, have: frozenset[str], *, shown: bool) -> State:
    if not shown:
        return "open"
    if key in have:
        return "known"
    return "ready" if have.issuperset(atlas[key].requires) else "open"


def _areas(atlas: Atlas, have: frozenset[str], look: _Look) -> str:
    """All areas; an arrow where most of one rests on another, unless a longer way says so."""
    order = {key: at for at, key in enumerate(atlas.areas)}
    sizes = Counter(item.area for item in atlas.values())
    resting: Counter[tuple[str, str]] = Counter()
    for key, item in atlas.items():
        below = {atlas[before].area for before in atlas.ancestors[key]} - {item.area}
        resting.update((area, item.area) for area in below)
    strongest = _without_detours(
        {
            (before, after): count
            for (before, after), count in resting.items()
            if order[before] < order[after] and count >= _WORTH_DRAWING * sizes[after]
        }
    )
    layout = layered(list(atlas.areas), list(strongest))
    cards = []
    for key, area in atlas.areas.items():
        members = atlas.select(area=key)
        count = sum(1 for item in members if item.id in have)
        hours = sum(item.hours for item in members)
        note = f"{count} of {len(members)} known" if look.shown else f"{len(members)} · {hours:g} h"
        share = count / len(members) if look.shown else None
        state: State = "known" if look.shown and count == len(members) else "open"
        x, y = layout.positions[key]
        cards.append(Card(key, area.name, note, x, y, state, share=share, href=look.link(key)))
    total = sum(item.hours for item in atlas.values())
    return draw_graph(
        cards,
        layout.routes,
        "The atlas",
        subtitle=f"{len(atlas)} competencies in {len(atlas.areas)} areas, {total:g} hours;"
        " thicker lines carry more competencies",
        weights=strongest,
        shape=Shape(width=146, height=72, pitch_x=184, pitch_y=96, characters=17),
        heading=look.heading,
    )


def _without_detours(edges: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The edges that no path of other edges replaces."""
    after: dict[str, set[str]] = {}
    for start, end in edges:
        after.setdefault(start, set()).add(end)

    def reaches(start: str, end: str) -> bool:
        return any(step == end or reaches(step, end) for step in after.get(start, ()))

    return {
        (start, end): count
        for (start, end), count in edges.items()
        if not any(step != end and reaches(step, end) for step in after[start])
    }


def _area(atlas: Atlas, have: frozenset[str], area: str, look: _Look) -> str:
    if area not in atlas.areas:
        raise UnknownIdError("area", area, nearest(area, atlas.areas))
    members = [item.id for item in atlas.select(area=area)]
    layout = layered(members, _reduced(atlas, members))
    cards = [_card(atlas, atlas[key], layout.positions[key], have, look) for key in members]
    hours = sum(atlas[key].hours for key in members)
    return draw_graph(
        cards,
        layout.routes,
        atlas.areas[area].name,
        subtitle=f"{len(members)} competencies, {hours:g} hours;"
        " what is needed from other areas stands below a card, after the arrow",
        shape=Shape(pitch_y=86),
        legend=look.shown,
        heading=look.heading,
    )


def _one(atlas: Atlas, have: frozenset[str], item: Competency, look: _Look) -> str:
    """A competency with all it rests on, less what is known and only supports the known."""
    below = atlas.closure([item.id])
    if look.shown:
        needed = {key for key in below if key not in have}
        edge = {req for key in needed for req in atlas[key].requires}
        below = tuple(key for key in below if key in needed or key in edge or key == item.id)
    layout = layered(below, _reduced(atlas, below))
    cards = [
        _card(atlas, atlas[key], layout.positions[key], have, look,
              focus=key == item.id, tags=False)
        for key in below
    ]  # fmt: skip
    hours = atlas.hours([item.id], have)
    rest = "left to learn" if look.shown else "from scratch"
    return draw_graph(
        cards,
        layout.routes,
        item.name,
        subtitle=f"rests on {len(atlas.ancestors[item.id])} competencies; {hours:g} hours {rest}",
        shape=Shape(pitch_y=74),
        legend=look.shown,
        heading=look.heading,
    )


def _card(
    atlas: Atlas,
    item: Competency,
    place: tuple[float, float],
    have: frozenset[str],
    look: _Look,
    *,
    focus: bool = False,
    tags: bool = True,
) -> Card:
    outside = dict.fromkeys(
        atlas.areas[atlas[key].area].name for key in item.requires if atlas[key].area != item.area
    )
    return Card(
        item.id,
        item.name,
        f"{item.hours:g} h · {STAGES[item.stage].split()[0].lower()}",
        *place,
        state=_state(atlas, item.id, have, shown=look.shown),
        focus=focus,
        tags=tuple(outside)[:2] if tags else (),
        href=look.link(item.id),
    )


def _reduced(atlas: Atlas, among: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    """The edges within `among` without those that a longer way already implies."""
    return [
        (before, after)
        for before, after in atlas.edges(among)
        if not any(
            other != before and before in atlas.ancestors[other] for other in atlas[after].requires
        )
    ]
