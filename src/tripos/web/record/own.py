"""What a learner knows better: own figures, own courses, own readings of postings."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction

from tripos.atlas import load_atlas
from tripos.catalog import (
    Catalog,
    Course,
    Fact,
    course_rows,
    courses_from_rows,
    load_catalog,
    make_override,
    override_rows,
    overrides_from_rows,
    personal_catalog,
)
from tripos.content import nearest
from tripos.decide.posting import (
    Corrected,
    Posting,
    correction_rows,
    corrections_from_rows,
    fingerprint,
    with_correction,
    without_correction,
)
from tripos.errors import TriposError, UnknownIdError
from tripos.web.record.models import Correction, Learner, Override, OwnCourse

MOST_OVERRIDES = 2_000
MOST_COURSES = 5_000
MOST_SOURCE = 500  # letters
_FIGURE = ("value", "unit", "source", "as_of")


def catalog_of(learner: Learner) -> Catalog:
    """The catalogue as the learner sees it."""
    rows = own_rows(learner)
    if not rows["overrides"] and not rows["courses"]:
        return load_catalog()
    return _catalog(json.dumps(rows, sort_keys=True))


@lru_cache(maxsize=64)
def _catalog(rows: str) -> Catalog:
    stored = json.loads(rows)
    courses = courses_from_rows(stored["courses"], load_atlas(), "own courses")
    return personal_catalog(courses, overrides_from_rows(stored["overrides"], "own figures"))


def own_rows(learner: Learner) -> dict[str, Any]:
    """Own figures and courses as plain values: what `catalog_of` depends on."""
    figures = learner.overrides.order_by("path").values("path", *_FIGURE)
    return {
        "overrides": {row["path"]: {name: row[name] for name in _FIGURE} for row in figures},
        "courses": list(learner.own_courses.order_by("key").values_list("data", flat=True)),
    }


def overrides_of(learner: Learner) -> dict[str, Fact]:
    """The learner's own figures by path."""
    return overrides_from_rows(own_rows(learner)["overrides"], "own figures")


def save_override(
    learner: Learner, path: str, text: str, source: str, today: dt.date
) -> Fact:  # fmt: skip
    """Stores the learner's figure for `path`. Raises TriposError if it is not usable."""
    fact = make_override(catalog_of(learner), path, text, source, today)
    if learner.overrides.count() >= MOST_OVERRIDES:
        raise TriposError(f"there are {MOST_OVERRIDES} own figures already; remove some first")
    put_overrides(learner, {path: fact})
    return fact


def put_overrides(learner: Learner, facts: Mapping[str, Fact]) -> None:
    """Stores figures that were checked before."""
    for path, row in override_rows(facts).items():
        kept = {**row, "source": str(row["source"])[:MOST_SOURCE]}
        Override.objects.update_or_create(learner=learner, path=path, defaults=kept)


def remove_override(learner: Learner, path: str) -> None:
    """Forgets the learner's figure for `path`. Raises TriposError if there is none."""
    if not learner.overrides.filter(path=path).delete()[0]:
        raise TriposError(f"there is no override of '{path}'")


@transaction.atomic
def add_courses(learner: Learner, courses: Sequence[Course]) -> None:
    """Adds courses whose ids were found free. Raises TriposError for more than a person has."""
    if learner.own_courses.count() + len(courses) > MOST_COURSES:
        raise TriposError(f"a record holds at most {MOST_COURSES} own courses; remove some first")
    for row in course_rows(courses):
        OwnCourse.objects.update_or_create(learner=learner, key=row["id"], defaults={"data": row})


@transaction.atomic
def remove_course(learner: Learner, key: str) -> None:
    """Forgets an own course and the own figures on it. Raises UnknownIdError if there is none."""
    if not learner.own_courses.filter(key=key).delete()[0]:
        keys = learner.own_courses.values_list("key", flat=True)
        raise UnknownIdError("own course", key, nearest(key, keys))
    if key not in load_catalog().entries:
        learner.overrides.filter(path__startswith=f"{key}.").delete()


def corrections_of(learner: Learner) -> dict[str, Corrected]:
    """The learner's corrections by fingerprint."""
    return corrections_from_rows(stored_corrections(learner), "corrections")


def stored_corrections(learner: Learner) -> dict[str, Any]:
    """The learner's corrections by fingerprint, as plain values."""
    rows: dict[str, Any] = {}
    for row in learner.corrections.order_by("fingerprint", "field"):
        one = rows.setdefault(row.fingerprint, {"title": row.title, "fields": {}})
        one["fields"][row.field] = {"value": row.value, "date": row.date}
    return rows


def save_correction(
    learner: Learner, posting: Posting, name: str, text: str, today: dt.date
) -> None:
    """Stores what a field of `posting` truly is. Raises TriposError."""
    put_corrections(learner, with_correction(corrections_of(learner), posting, name, text, today))


@transaction.atomic
def put_corrections(learner: Learner, stored: Mapping[str, Corrected]) -> None:
    """Stores corrections that were checked before."""
    for key, row in correction_rows(stored).items():
        for name, made in row["fields"].items():
            Correction.objects.update_or_create(
                learner=learner, fingerprint=key, field=name,
                defaults={"value": made["value"], "date": made["date"],
                          "title": row["title"][:300]},
            )  # fmt: skip


def remove_correction(learner: Learner, posting: Posting, name: str) -> None:
    """Forgets the learner's value of a field. Raises TriposError if there is none."""
    without_correction(corrections_of(learner), posting, name)
    learner.corrections.filter(fingerprint=fingerprint(posting.text), field=name).delete()
