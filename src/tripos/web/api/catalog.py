"""The catalogue as the learner sees it, their own figures, and what to verify."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from tripos.atlas import load_atlas
from tripos.catalog import Course, Program, facts_of, search, stale_facts
from tripos.catalog.stale import StaleFact
from tripos.show.plain import brief_json, entry_json
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, page
from tripos.web.record.day import today
from tripos.web.record.own import catalog_of, overrides_of, remove_override, save_override

router = Router()


class Filter(Window):
    """Which entries to list: `q` are words, `teaches` the id of a competency."""

    kind: Literal["", "courses", "programs"] = ""
    q: Text = Field("", max_length=200)
    teaches: Text = ""


class Stale(Window):
    """How old a fact must be to be listed, and whether unknown ones count."""

    months: int = Field(12, ge=0, le=600)
    unknown: bool = False


class Figure(Schema):
    """Your own figure (49, 39..89, 5/7/12 or words) and where you verified it."""

    value: Text = Field(max_length=2000)
    source: Text = Field(max_length=500)


@router.get("/catalog/entries", response={200: Page, 404: Problem}, summary="List entries")
def entries(request: HttpRequest, wanted: Query[Filter]) -> Plain:
    """Courses and programs; with `q` or `teaches` the best matches first."""
    catalog = catalog_of(caller(request))
    if wanted.q or wanted.teaches:
        teaches = [load_atlas().find(wanted.teaches, "teaches").id] if wanted.teaches else []
        found = [hit.entry for hit in search(catalog, wanted.q, teaches)]
    else:
        found = [*catalog.programs.values(), *catalog.courses.values()]
    kinds = {"courses": Course, "programs": Program}
    if wanted.kind:
        found = [entry for entry in found if isinstance(entry, kinds[wanted.kind])]
    return page(found, wanted, brief_json)


@router.get("/catalog/entries/{key}", response={200: Plain, 404: Problem}, summary="One entry")
def one(request: HttpRequest, key: Text) -> Plain:
    """An entry with all its facts."""
    catalog = catalog_of(caller(request))
    return entry_json(catalog.find(key), catalog)


@router.get("/catalog/facts/{path}", response={200: Plain, 400: Problem, 404: Problem},
            summary="One fact")  # fmt: skip
def fact(request: HttpRequest, path: Text) -> Plain:
    """A fact (ENTRY.FIELD) with value, unit, source, date and confidence."""
    entry, name = catalog_of(caller(request)).locate(path)
    return {"path": path, **facts_of(entry)[name].to_json()}


@router.get("/catalog/overrides", response=Page, summary="List your own figures")
def overrides(request: HttpRequest, window: Query[Window]) -> Plain:
    """Your own figures by path."""
    found = list(overrides_of(caller(request)).items())
    return page(found, window, lambda pair: {"path": pair[0], **pair[1].to_json()})


@router.put("/catalog/overrides/{path}", response={200: Plain, 400: Problem, 404: Problem},
            summary="Set your own figure")  # fmt: skip
def override(request: HttpRequest, path: Text, figure: Figure) -> Plain:
    """Your figure wins over the catalogue's and is shown as yours."""
    fact = save_override(caller(request), path, figure.value, figure.source, today())
    return {"path": path, **fact.to_json()}


@router.delete("/catalog/overrides/{path}", response={204: None, 400: Problem},
               summary="Forget your own figure")  # fmt: skip
def forget(request: HttpRequest, path: Text) -> Status[None]:
    """The catalogue's figure counts again."""
    remove_override(caller(request), path)
    return Status(204, None)


@router.get("/catalog/stale", response=Page, summary="What to verify")
def stale(request: HttpRequest, wanted: Query[Stale]) -> Plain:
    """Facts to verify, the most consequential first."""
    catalog = catalog_of(caller(request))
    found = stale_facts(catalog, today(), wanted.months, unknown=wanted.unknown)

    def shown(item: StaleFact) -> Plain:
        return {"path": item.ref.path, "months": item.months, "score": round(item.score, 3),
                **item.ref.fact.to_json()}  # fmt: skip

    return page(found, wanted, shown)
