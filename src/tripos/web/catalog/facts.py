"""One fact: where it comes from, how old it is, and room for the learner's own figure."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from tripos.atlas import load_atlas
from tripos.catalog import (
    Assumption,
    Entry,
    Fact,
    Program,
    Statistic,
    courses_from_rows,
    facts_of,
    load_catalog,
    make_override,
    model_of,
)
from tripos.decide.terms import WORDS, read_terms
from tripos.decide.words import capital, plain
from tripos.errors import TriposError
from tripos.show.facts import (
    confidence_in_words,
    field_in_words,
    value_as_typed,
    value_in_words,
    value_parts,
)
from tripos.show.plain import title_of
from tripos.web.access import by_htmx, own, page_behind
from tripos.web.catalog.entry import fact_row
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of, remove_override, save_override
from tripos.web.sentences import status_of

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_LONGEST_VALUE, _LONGEST_SOURCE = 4_000, 500


@own
def fact(request: HttpRequest, learner: Learner, path: str) -> HttpResponse:
    """The fact at `path` with its form; as a sheet where htmx asks."""
    if request.method != "POST":
        return _shown(request, learner, path)
    try:
        said = _act(learner, path, request.POST)
    except TriposError as error:
        return _shown(request, learner, path, str(error), status_of(error))
    messages.success(request, said)
    target = _next(request) or f"/catalog/fact/{path}"
    if by_htmx(request):
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target, status=303)


def _next(request: HttpRequest) -> str:
    """The address of ours to return to, if the form names one."""
    given = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, request.is_secure())
    return given if given and safe else ""


def _act(learner: Learner, path: str, form: Any) -> str:
    """Saves or removes the learner's figure, and says so. Raises TriposError."""
    entry, name = catalog_of(learner).locate(path)
    what = f"{field_in_words(name)} of {title_of(entry)}"
    if form.get("action") == "remove":
        remove_override(learner, path)
        return f"{capital(what)}: the catalogue's figure counts again."
    if form.get("action") != "save":
        raise TriposError("nothing was changed: say whether to save or to remove")
    found = save_figure(learner, path, form.get("value", ""), form.get("source", ""))
    return f"{capital(what)}, now yours: {value_in_words(found, name)}."


def save_figure(learner: Learner, path: str, value: str, source: str) -> Fact:
    """Stores the learner's own figure once it is known to be usable. Raises TriposError."""
    value, source = plain(value), plain(source)
    if not source:
        raise TriposError("source: say where you know it from, by an address or a few words")
    if len(source) > _LONGEST_SOURCE or len(value) > _LONGEST_VALUE:
        raise TriposError(
            f"too long: a value has at most {_LONGEST_VALUE:,} characters, a source"
            f" {_LONGEST_SOURCE}"
        )
    catalog = catalog_of(learner)
    entry, name = catalog.locate(path)
    value = _without_percent(value, facts_of(entry)[name])
    made = make_override(catalog, path, value, source, today())
    check_storable(made.value)
    if isinstance(entry, Program) and name.startswith("terms."):
        read_terms(catalog.with_fact(path, made).programs[entry.id])
    return save_override(learner, path, value, source, today())


def _without_percent(value: str, present: Fact) -> str:
    """`49%` as 0.49 where a share is meant."""
    if not (present.unit or "").startswith("share"):
        return value
    return _SHARE.sub(lambda found: f"{float(found[1]) / 100:.6g}", value)


def check_storable(value: object) -> None:
    """Raises TriposError for text that no database takes, as escapes in JSON can smuggle in."""
    try:
        text = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise TriposError("there are broken characters in it; write them anew") from error
    if b"\\u0000" in text:
        raise TriposError("there are zero bytes in it; write it anew")


def _shown(
    request: HttpRequest, learner: Learner, path: str, problem: str = "", status: int = 200
) -> HttpResponse:
    catalog = catalog_of(learner)
    entry, name = catalog.locate(path)
    present = facts_of(entry)[name]
    mine = learner.overrides.filter(path=path).exists()
    former = catalogue_fact(learner, path) if mine else None
    context = {
        "entry": entry, "title": title_of(entry), "row": fact_row(entry.id, name, present, today()),
        "parts": value_parts(present), "trust": confidence_in_words(present.confidence),
        "mine": mine, "former": fact_row(entry.id, name, former, today()) if former else None,
        "problem": problem, "hint": _hint(name, former or model_of(catalog, path)),
        "caveats": entry if isinstance(entry, Statistic) else None,
        "heading": _heading(entry, name),
        **_typed(request, present, mine=mine),
    }  # fmt: skip
    context["part"] = by_htmx(request)
    template = "catalog/fact_sheet.html" if context["part"] else "catalog/fact.html"
    return render(request, template, context, status=status)


def _heading(entry: Entry, name: str) -> str:
    """What the fact is; an assumption and a finding have but one."""
    if isinstance(entry, Assumption):
        return entry.name
    return "a finding" if isinstance(entry, Statistic) else field_in_words(name)


def _typed(request: HttpRequest, present: Fact, *, mine: bool) -> dict[str, str]:
    """What stands in the form: what was typed, or what is stored as the learner's own."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("value", "source", "next")}
    back = page_behind(request) if by_htmx(request) else request.GET.get("next")
    return {
        "value": value_as_typed(present.value) if mine else "",
        "source": present.sources[0].title if mine else "",
        "next": (back or "").partition("#")[0],
    }


def catalogue_fact(learner: Learner, path: str) -> Fact | None:
    """What the catalogue, or the learner's own course, says where no own figure is laid over it."""
    key, _, name = path.partition(".")
    catalog = load_catalog()
    if catalog.leads(path):
        return facts_of(catalog.entries[key])[name]
    row = learner.own_courses.filter(key=key).first()
    courses = courses_from_rows([row.data], load_atlas(), "own courses") if row else []
    return facts_of(courses[0]).get(name) if courses else None


def _hint(name: str, model: Fact) -> str:
    """How to write a value of this fact."""
    term = name.removeprefix("terms.")
    if name.startswith("terms.") and term in WORDS:
        return f"One of: {', '.join(WORDS[term])}."
    if isinstance(model.value, bool):
        return "Yes or no."
    if isinstance(model.value, list):
        return "Several, with semicolons between them, such as 1; 8."
    if model.span() is None and not model.unit:
        return "In words, or as a figure."
    unit = f" In {model.unit}." if model.unit else ""
    if (model.unit or "").startswith("share"):
        unit = " As a share: 0.49 or 49%."
    return (
        "A figure such as 49, a range such as 39..89, or lowest, most likely and highest such as"
        f" 39/49/89.{unit}"
    )
