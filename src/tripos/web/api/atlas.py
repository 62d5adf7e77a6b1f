"""The atlas: competencies, areas, ways through them."""

from __future__ import annotations

from typing import cast, get_args

from django.http import HttpRequest
from ninja import Field, Query, Router

from tripos.atlas import Atlas, Competency, Track, load_atlas
from tripos.content import nearest
from tripos.errors import TriposError, UnknownIdError
from tripos.show.plain import competency_json
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, page
from tripos.web.record.knowledge import belief_of

router = Router()


class Filter(Window):
    """Which competencies to list; `q` looks in names and aliases."""

    area: Text = ""
    track: Text = ""
    stage: int | None = Field(None, ge=1, le=5)
    q: Text = Field("", max_length=200)


@router.get("/atlas/areas", response=Page, summary="List areas")
def areas(request: HttpRequest, window: Query[Window]) -> Plain:  # noqa: ARG001
    """The areas with their sizes."""
    atlas = load_atlas()

    def shown(key: str) -> Plain:
        members = atlas.select(area=key)
        return {"id": key, "name": atlas.areas[key].name, "competencies": len(members),
                "hours": sum(item.hours for item in members)}  # fmt: skip

    return page(list(atlas.areas), window, shown)


@router.get("/atlas/competencies", response={200: Page, 400: Problem, 404: Problem},
            summary="List competencies")  # fmt: skip
def competencies(request: HttpRequest, wanted: Query[Filter]) -> Plain:  # noqa: ARG001
    """Competencies in teaching order."""
    atlas = load_atlas()
    if wanted.area and wanted.area not in atlas.areas:
        raise UnknownIdError("area", wanted.area, nearest(wanted.area, atlas.areas))
    if wanted.track and wanted.track not in get_args(Track):
        raise TriposError(f"track: choose one of {', '.join(get_args(Track))}")
    found = atlas.select(
        area=wanted.area or None, stage=wanted.stage, track=cast("Track", wanted.track) or None
    )
    words = wanted.q.casefold().split()
    matching = [item for item in found if all(_mentions(item, word) for word in words)]
    return page(matching, wanted, lambda item: competency_json(item, atlas))


def _mentions(item: Competency, word: str) -> bool:
    return any(word in text.casefold() for text in (item.id, item.name, *item.aliases))


@router.get("/atlas/competencies/{key}", response={200: Plain, 404: Problem},
            summary="One competency")  # fmt: skip
def one(request: HttpRequest, key: Text) -> Plain:
    """A competency, its place in the graph, and what is believed of the learner."""
    atlas = load_atlas()
    item = atlas.find(key)
    mastery = belief_of(caller(request))[item.id]
    return competency_json(item, atlas) | {"mastery": round(mastery.p, 4)}


@router.get("/atlas/competencies/{key}/path", response={200: Page, 404: Problem},
            summary="The way to a competency")  # fmt: skip
def path(request: HttpRequest, key: Text, window: Query[Window]) -> Plain:
    """What stands between what the learner knows and the competency, in teaching order."""
    atlas = load_atlas()
    known = belief_of(caller(request)).known
    steps = atlas.path(atlas.find(key).id, known)
    return page(steps, window, lambda step: {"id": step.competency.id, "hours": step.hours,
                                             "name": step.competency.name})  # fmt: skip


@router.get("/atlas/next", response=Page, summary="What could be learned now")
def ready(request: HttpRequest, window: Query[Window]) -> Plain:
    """Competencies whose requirements the learner knows."""
    atlas = load_atlas()
    keys = atlas.ready(atlas.implied(belief_of(caller(request)).known))
    return page(keys, window, lambda key: _next(key, atlas))


def _next(key: str, atlas: Atlas) -> Plain:
    item = atlas[key]
    return {"id": key, "name": item.name, "area": item.area, "hours": item.hours}
