"""One page for each entry of the catalogue, with all its facts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator

from tripos.catalog import Catalog, Course, Coverage, Entry, Fact, Groups, Program, Source, facts_of
from tripos.show.briefs import Figure, brief_of, coverage
from tripos.show.facts import age_in_words, field_in_words, source_page, value_in_words
from tripos.show.plain import title_of
from tripos.web.access import own
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of
from tripos.web.record.standing import Standing, standing_of, targets_of

_CITED = re.compile(r"\[([a-z0-9_-]+)\]")
_LONGEST = 240
DOUBTFUL = ("estimate", "recalled", "unknown")
_FIRST = ("terms.price", "terms.duration_months", "terms.hours", "cost.price", "hours")


Cited = tuple[str, str | None, str | None]  # title, page to open, where it is said to be


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as a row of a table."""

    name: str
    path: str
    value: str
    fact: Fact
    age: str
    sources: tuple[Cited, ...]

    @property
    def short(self) -> str:
        """The value, cut where it is too long for a table."""
        return Truncator(self.value).chars(_LONGEST)

    @property
    def look(self) -> str:
        """The class of the mark that shows the confidence."""
        if self.fact.confidence == "personal":
            return "yours"
        return "doubt" if self.fact.confidence in DOUBTFUL else ""


def fact_row(key: str, name: str, fact: Fact, day: dt.date) -> Row:
    """The fact `name` of the entry `key` as a row."""
    sources = tuple(_cited(source) for source in fact.sources)
    age = age_in_words(fact, day) if fact.known else ""
    value = value_in_words(fact, name)
    return Row(field_in_words(name), f"{key}.{name}", value, fact, age, sources)


@own
def show(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """One entry: what it is, what it covers, and every fact with its source."""
    catalog = catalog_of(learner)
    entry = catalog.find(key)
    context: dict[str, Any] = {
        "entry": entry, "title": title_of(entry), "tables": _tables(entry, today()),
        "brief": brief_of(catalog, entry),
    }  # fmt: skip
    if not isinstance(entry, Course | Program):
        return render(request, "catalog/entry.html", context)
    standing = standing_of(learner)
    context |= _covered(learner, standing, coverage(catalog)[entry.id])
    context["requires"] = _groups(standing, catalog, _required(entry))
    context["notes"] = [_note(catalog, text) for text in entry.notes]
    if isinstance(entry, Course):
        context |= _course(standing, catalog, entry)
        return render(request, "catalog/course.html", context)
    context["listed"] = entry.course_list
    return render(request, "catalog/program.html", context)


def _cited(source: Source) -> Cited:
    return source.title, source_page(source), source.url


def _note(catalog: Catalog, text: str) -> tuple[str, list[Cited]]:
    """A note, and the sources that it cites as [id]."""
    cited = [catalog.sources[key] for key in _CITED.findall(text) if key in catalog.sources]
    plain = _CITED.sub(lambda found: "" if found[1] in catalog.sources else found[0], text)
    return " ".join(plain.split()), [_cited(one) for one in cited]


def _required(entry: Course | Program) -> Groups:
    return entry.requires if isinstance(entry, Course) else entry.admission_requires


def _tables(entry: Entry, day: dt.date) -> list[tuple[str, list[Row]]]:
    """All facts in tables: what the decision reads of a program, and what its sources say."""
    rows = {name: fact_row(entry.id, name, fact, day) for name, fact in facts_of(entry).items()}
    if not isinstance(entry, Program):
        return [("All facts", list(rows.values()))]
    typed = [rows[name] for name in sorted(rows, key=_rank) if name.startswith("terms.")]
    words = [row for name, row in rows.items() if not name.startswith("terms.")]
    return [("What the decision goes by", typed), ("What the sources say", words)]


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _covered(learner: Learner, standing: Standing, covers: Coverage) -> dict[str, Any]:
    """What is covered, by area, and how much of it the learner is missing."""
    atlas = standing.atlas
    found: dict[str, list[Any]] = {}
    for key in atlas:
        if key in covers:
            one = (atlas[key], standing.state(key), covers[key].label)
            found.setdefault(atlas[key].area, []).append(one)
    targets, _ = targets_of(learner)
    missing = targets - standing.known
    return {
        "areas": [(atlas.areas[key], found[key], len(atlas.select(area=key)))
                  for key in atlas.areas if key in found],
        "covers": len(covers), "targets": len(targets), "missing": len(missing),
        "helps": sum(1 for key, depth in covers.items() if key in missing and depth >= 2),
    }  # fmt: skip


def _course(standing: Standing, catalog: Catalog, course: Course) -> dict[str, Any]:
    certificate = course.cost.certificate
    return {
        "certificate": Figure(
            value_in_words(certificate), f"{course.id}.cost.certificate", certificate
        ) if certificate else None,
        "recommended": _groups(standing, catalog, course.recommended),
        "topics": [(one.text, _marked(standing, one.teaches)) for one in course.topics],
        "modules": [(one, _marked(standing, one.teaches)) for one in course.modules],
        "members": [catalog.courses[key] for key in catalog.members.get(course.id, ())],
        "whole": catalog.courses.get(course.part_of or ""),
        "companions": [catalog.courses[key] for key in course.companions],
        "product": catalog.products.get(course.cost.product or ""),
        "assumed": catalog.assumptions.get(course.cost.assumed or ""),
    }  # fmt: skip


def _marked(standing: Standing, teaches: Coverage) -> list[tuple[Any, str, str]]:
    return [
        (standing.atlas[key], standing.state(key), depth.label)
        for key, depth in teaches.items()
        if key in standing.atlas
    ]


def _groups(
    standing: Standing, catalog: Catalog, groups: Groups
) -> list[list[tuple[str, str, str]]]:  # fmt: skip
    """What is needed, as name, address and state; any one of a group is enough."""
    return [[_needed(standing, catalog, key) for key in group] for group in groups]


def _needed(standing: Standing, catalog: Catalog, key: str) -> tuple[str, str, str]:
    if key.startswith("course:"):
        course = catalog.courses[key.removeprefix("course:")]
        return course.title, f"/catalog/{course.id}/", "open"
    return standing.atlas[key].name, f"/atlas/{key}/", standing.state(key)
