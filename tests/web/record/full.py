"""A record with something of everything in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from tests.web.made import decided, planned
from tripos.atlas import load_atlas
from tripos.belief import Evidence
from tripos.catalog import courses_of, load_catalog, make_matcher
from tripos.web.record.decisions import keep_result
from tripos.web.record.exchange import export_record, import_record
from tripos.web.record.knowledge import add_evidence, take_back
from tripos.web.record.models import Learner
from tripos.web.record.own import add_courses, save_correction, save_override
from tripos.web.record.person import save_person
from tripos.web.record.plans import FRONTIER, set_progress
from tripos.web.record.postings import add_uploads, plain_posting

TODAY = dt.date(2026, 11, 22)
_CSV = "id,title,topics,source,hours\ntown-course,Town course,Ridge regression;Lasso,flyer,20\n"
_POSTINGS = [
    ("a.txt", b"Senior Data Scientist\nBachelor's degree required. 5 years of SQL experience."),
    ("b.txt", "ML Engineer\nPhD preferred – or equivalent experience.".encode()),
]


_filled: list[str] = []


def filled(learner: Learner, example: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Fills an empty record, the first time step by step; returns its file as read from disk."""
    if not _filled:
        fill(learner, example)
        _filled.append(json.dumps(export_record(learner)))
    else:
        import_record(learner, json.loads(_filled[0]), "the record of the tests")
    found: dict[str, Any] = json.loads(_filled[0])
    return found


def fill(learner: Learner, example: Callable[[str], dict[str, Any]]) -> None:
    """Fills an empty record."""
    person = example("nurse")
    atlas, catalog = load_atlas(), load_catalog()
    matcher = make_matcher(atlas, catalog)
    add_courses(learner, courses_of(_CSV, "own.csv", atlas, catalog, matcher, TODAY))
    person.setdefault("preferences", {})["avoid_courses"] = ["town-course"]
    save_person(learner, person)
    save_override(learner, "coursera-plus.monthly", "39..89", "https://me.example", TODAY)
    save_override(learner, "town-course.hours", "12.5", "a friend", TODAY)
    add_uploads(learner, _POSTINGS)
    first = plain_posting(learner.postings.first())  # type: ignore[arg-type]
    save_correction(learner, first, "years_min", "3", TODAY)
    save_correction(learner, first, "skills", "-sql", TODAY)
    planned(learner)
    plan = planned(learner)
    set_progress(learner, plan.data["items"][0]["id"], 1.0)
    set_progress(learner, plan.data["items"][1]["id"], 0.5)
    _learn(learner)
    decided(learner, "nurse")
    decided(learner, "nurse")
    keep_result(learner, FRONTIER, "k", {"today": "2026-11-22", "points": [
        {"cost": 0, "finish": "2028-01-01", "hours": 400.5, "courses": 7, "objective": "fastest"},
    ]})  # fmt: skip
    Learner.objects.filter(pk=learner.pk).update(theme="dark", welcomed=True)
    learner.refresh_from_db()


def _learn(learner: Learner) -> None:
    """Three answers: one that holds, one corrected, one taken back."""
    item = Evidence("lasso", "question", 0.9, 0.5, "an answer")
    add_evidence(learner, [item], "api")
    (wrong,) = add_evidence(learner, [item], "api")
    add_evidence(learner, [Evidence("lasso", "question", 0.2, 0.5, "read again")], "api", wrong.pk)
    (last,) = add_evidence(learner, [item], "api")
    take_back(learner, last.pk)
