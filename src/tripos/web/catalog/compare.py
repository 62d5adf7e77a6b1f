"""Up to four programs, or up to four courses, side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Course, Depth, Entry, Fact, Program, facts_of
from tripos.errors import TriposError
from tripos.show.briefs import Figure, course_price, coverage
from tripos.show.facts import age_in_words, field_in_words, value_in_words
from tripos.show.plain import title_of
from tripos.web.access import own
from tripos.web.catalog.entry import DOUBTFUL
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of
from tripos.web.record.standing import Standing, standing_of, targets_of

MOST = 4
_PROGRAM_FIRST = (
    "terms.price", "cost_per_credit", "terms.duration_months", "terms.hours",
    "weekly_hours_per_course", "terms.admission", "terms.degree_needed", "terms.related_degree",
    "terms.evidence", "terms.admission_rate", "terms.intake_months", "terms.deadline_months",
    "terms.delivery", "terms.full_time_only", "terms.award", "terms.research", "terms.network",
    "terms.stacks_into", "completion_retention", "registration_scarcity", "accredited",
)  # fmt: skip
_COURSE_FIRST = ("hours", "weeks", "cost.certificate", "graduate_credit", "rating", "enrolled")
_HIDDEN = ("url", "status")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one entry; `path` leads to the fact behind it, '' where there is none."""

    words: str
    path: str = ""
    age: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The same thing of all entries."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def same(self) -> bool:
        """Whether all entries say the same."""
        return len({cell.words for cell in self.cells}) == 1


@own
def compare(request: HttpRequest, learner: Learner) -> HttpResponse:
    """The entries named by `id`, with what differs and what does not."""
    catalog = catalog_of(learner)
    keys = list(dict.fromkeys(key.strip() for key in request.GET.getlist("id") if key.strip()))
    entries = chosen(catalog, keys)
    standing = standing_of(learner)
    lines = _lines(catalog, entries)
    targets, _ = targets_of(learner)
    context = {
        "columns": [(one, title_of(one), _without(keys, one.id)) for one in entries],
        "first": lines[: _split(entries)], "rest": lines[_split(entries) :],
        "areas": _areas(standing.atlas, catalog, entries),
        "helps": _helps(standing, catalog, entries, targets), "keys": keys,
        "room": len(keys) < MOST, "programs": isinstance(entries[0], Program),
    }  # fmt: skip
    return render(request, "catalog/compare.html", context)


def chosen(catalog: Catalog, keys: Sequence[str]) -> list[Course | Program]:
    """The entries to compare. Raises TriposError for too many, too few, or unlike ones."""
    if len(keys) > MOST:
        raise TriposError(f"at most {MOST} can be compared at a time; you chose {len(keys)}")
    if len(keys) < 2:
        raise TriposError("there is nothing to compare: choose two to four in the catalogue")
    found = [catalog.find(key) for key in keys]
    kinds = {type(entry) for entry in found}
    if len(kinds) > 1 or not kinds <= {Course, Program}:
        raise TriposError("compare programs with programs, and courses with courses")
    return [entry for entry in found if isinstance(entry, Course | Program)]


def _without(keys: Sequence[str], key: str) -> str:
    """The address of the comparison without one entry; '' where too few would be left."""
    left = [("id", other) for other in keys if other != key]
    return f"/catalog/compare?{urlencode(left)}" if len(left) > 1 else ""


def _split(entries: Sequence[Course | Program]) -> int:
    return len(_PROGRAM_FIRST) if isinstance(entries[0], Program) else len(_COURSE_FIRST) + 3


def _lines(catalog: Catalog, entries: Sequence[Course | Program]) -> list[Line]:
    """All facts that any entry has, those that matter most first."""
    facts = [facts_of(entry) for entry in entries]
    first = _PROGRAM_FIRST if isinstance(entries[0], Program) else _COURSE_FIRST
    rest = [name for name in dict.fromkeys(n for one in facts for n in one)
            if name not in (*first, *_HIDDEN, "cost.price")]  # fmt: skip
    courses = [entry for entry in entries if isinstance(entry, Course)]
    return [*_course_lines(catalog, courses), *(_line(entries, facts, n) for n in (*first, *rest))]


def _course_lines(catalog: Catalog, courses: Sequence[Course]) -> list[Line]:
    if not courses:
        return []
    prices = tuple(_figure(course_price(catalog, course)) for course in courses)
    level = tuple(Cell(f"{c.level}, {', '.join(c.formats)}") for c in courses)
    graded = tuple(Cell(", ".join(c.assessment) or "nothing said") for c in courses)
    return [Line("price", prices), Line("level and form", level), Line("work that counts", graded)]


def _figure(figure: Figure) -> Cell:
    fact = figure.fact
    return Cell(figure.words, figure.path, age_in_words(fact, today()) if fact else "", _look(fact))


def _line(entries: Sequence[Entry], facts: Sequence[Mapping[str, Fact]], name: str) -> Line:
    return Line(
        field_in_words(name),
        tuple(
            _cell(entry.id, name, own.get(name)) for entry, own in zip(entries, facts, strict=True)
        ),
    )


def _cell(key: str, name: str, fact: Fact | None) -> Cell:
    if fact is None:
        return Cell("–")
    age = age_in_words(fact, today()) if fact.known else ""
    return Cell(value_in_words(fact, name), f"{key}.{name}", age, _look(fact))


def _look(fact: Fact | None) -> str:
    if fact is None or not fact.known:
        return ""
    if fact.confidence == "personal":
        return "yours"
    return "doubt" if fact.confidence in DOUBTFUL else ""


def _areas(
    atlas: Atlas, catalog: Catalog, entries: Sequence[Course | Program]
) -> list[tuple[Any, int, list[int]]]:  # fmt: skip
    """For each area that any entry covers: how many competencies there are, and are covered."""
    found = []
    for area in atlas.areas.values():
        members = [item.id for item in atlas.select(area=area.id)]
        counts = [_covered(catalog, entry, members) for entry in entries]
        if any(counts):
            found.append((area, len(members), counts))
    return found


def _helps(
    standing: Standing, catalog: Catalog, entries: Sequence[Course | Program],
    targets: frozenset[str],
) -> tuple[int, list[int]]:  # fmt: skip
    """How many targets the learner is missing, and how many of them each entry covers."""
    missing = targets - standing.known
    return len(missing), [_covered(catalog, entry, missing) for entry in entries]


def _covered(catalog: Catalog, entry: Course | Program, keys: Collection[str]) -> int:
    covers = coverage(catalog)[entry.id]
    return sum(1 for key in keys if covers.get(key, 0) >= Depth.COVERS)
