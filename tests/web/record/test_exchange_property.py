"""Whatever a record holds, its file brings back the same."""

from __future__ import annotations

import datetime as dt
import json
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tripos.decide.posting import fingerprint
from tripos.web.record.exchange import export_record, import_record
from tripos.web.record.knowledge import KINDS
from tripos.web.record.models import Learner

_number = count()
_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
_seed = st.integers(0, 2**31 - 1)
_share = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 9))
_when = st.datetimes(timezones=st.sampled_from([dt.UTC])).map(lambda value: value.isoformat())
_value = st.one_of(st.integers(1, 10**6), st.fixed_dictionaries({
    "low": st.integers(1, 10), "high": st.integers(10, 99)}))  # fmt: skip
_files = st.dictionaries(st.sampled_from(["submission.py", "more.py"]), _words, min_size=1)
_judgement = st.fixed_dictionaries({
    "lab": st.just("least-squares"), "score": st.just(1.0), "max": st.just(2.0),
    "passed": st.booleans(), "confinement": st.sampled_from(["full", "sealed", "none"]),
    "practice": st.booleans(), "seed": _seed, "cpu_seconds": _share,
    "overhead_cpu_seconds": _share, "output": _words,
    "checks": st.lists(st.fixed_dictionaries({
        "name": _words, "passed": st.booleans(), "score": _share, "points": _share,
        "message": _words,
    }), min_size=1, max_size=2),
})  # fmt: skip


def _rows(fields: dict[str, Any], most: int = 5) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(fields), max_size=most)


@st.composite
def _evidence(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = draw(_rows({
        "competency": st.sampled_from(["lasso", "ridge-regression", "derivatives"]),
        "kind": st.sampled_from(KINDS), "says": _share, "weight": _share, "source": _words,
        "origin": _words, "at": _when, "corrects": st.none(),
    }, 8))  # fmt: skip
    free = set(range(len(rows)))
    for at, row in enumerate(rows):
        earlier = sorted(one for one in free if one < at)
        if earlier and draw(st.booleans()):
            row["corrects"] = draw(st.sampled_from(earlier))
            free.discard(row["corrects"])
            if draw(st.booleans()):
                row["says"] = None
    return rows


@st.composite
def _sittings(draw: st.DrawFn) -> list[dict[str, Any]]:
    answers = st.lists(st.fixed_dictionaries({
        "number": st.integers(1, 9), "question": st.sampled_from(["vectors-cosine", "det-rules"]),
        "seed": _seed, "competency": st.just("lasso"), "kind": st.just("number"),
        "typed": _words, "right": st.sampled_from([True, False, None]),
        "seconds": st.one_of(st.none(), st.integers(0, 900).map(float)), "at": _when,
    }), max_size=4, unique_by=lambda row: row["number"])  # fmt: skip
    return draw(_rows({
        "kind": st.sampled_from(["diagnose", "practise", "review"]), "title": _words,
        "topics": st.lists(st.sampled_from(["lasso", "derivatives"]), max_size=2), "seed": _seed,
        "paper": st.just([]), "minutes": st.none(), "started": _when,
        "ended": st.one_of(st.none(), _when), "stop": st.sampled_from(["", "sure"]),
        "responses": answers,
    }, 3))  # fmt: skip


@st.composite
def _cases(draw: st.DrawFn) -> list[dict[str, Any]]:
    verdict = st.fixed_dictionaries({
        "passed": st.booleans(), "repaired": st.booleans(), "metric": st.one_of(st.none(), _share),
        "line": _share, "recovered": st.just(3), "metric_recovered": st.booleans(),
        "runs": st.just(5), "invariants": st.just(
            [{"name": "same", "passed": False, "message": "broken in 1 of 5 hidden runs"}]),
        "cause_right": st.booleans(), "failure": _words, "confinement": st.just("full"),
        "practice": st.booleans(), "cpu_seconds": _share, "guard": st.just(
            {"caught": 1, "of": 4, "healthy_passed": 2, "healthy_of": 3}),
    })  # fmt: skip
    attempts = st.lists(st.fixed_dictionaries({
        "files": _files, "cause": st.just("drift"), "evidence": _words,
        "verdict": st.one_of(st.none(), verdict), "created": _when,
        "judged": st.one_of(st.none(), _when),
    }), max_size=2)  # fmt: skip
    return draw(_rows({
        "family": st.just("skew-refit-scaler"), "seed": _seed, "attempt": st.just(0),
        "probes": st.integers(0, 9), "hints": st.integers(0, 3), "started": _when,
        "project": st.one_of(st.none(), _files), "number": st.integers(0, 9), "log": _words,
        "curves": st.just({"loss": [1.5, None, 0.25]}), "week": st.sampled_from(["", "2026-W48"]),
        "minutes": st.one_of(st.none(), st.just(25)),
        "closes": st.one_of(st.none(), _when), "ended": st.one_of(st.none(), _when),
        "attempts": attempts,
    }, 2))  # fmt: skip


@st.composite
def _records(draw: st.DrawFn) -> dict[str, Any]:
    postings = draw(_rows({"name": _words, "title": _words, "text": _words,
                           "notes": st.lists(_words, max_size=2), "added": _when}))  # fmt: skip
    once = {fingerprint(one["text"]): one for one in postings}
    return {
        "format": "tripos-record", "version": 1, "theme": draw(st.sampled_from(["auto", "dark"])),
        "welcomed": draw(st.booleans()),
        "person": draw(st.fixed_dictionaries({}, optional={
            "name": _words, "story": _words, "note of mine": _words,
            "means": st.fixed_dictionaries({"at_once": st.integers(1, 6)}),
        })),
        "postings": list(once.values()),
        "corrections": draw(st.dictionaries(
            st.text("0123456789abcdef", min_size=64, max_size=64),
            st.fixed_dictionaries({"title": _words, "fields": st.fixed_dictionaries({
                "years_min": st.fixed_dictionaries({
                    "value": st.one_of(st.none(), st.integers(0, 50).map(float)),
                    "date": st.dates().map(str)})})}), max_size=3)),
        "overrides": draw(st.dictionaries(
            st.sampled_from(["coursera-plus.monthly", "gone.price", "uw-ml-regression.hours"]),
            st.fixed_dictionaries({"value": _value, "unit": st.none(),
                                   "source": _words.filter(str.strip), "as_of": _words}))),
        "courses": [], "plans": [],
        "progress": draw(_rows({"line": _words, "share": _share, "at": _when})),
        "evidence": draw(_evidence()), "results": [], "sittings": draw(_sittings()),
        "submissions": draw(_rows({
            "lab": st.just("least-squares"), "seed": st.one_of(st.none(), _seed),
            "files": _files, "judgement": st.one_of(st.none(), _judgement),
            "created": _when, "judged": st.one_of(st.none(), _when),
        }, 2)),
        "cases": draw(_cases()),
        "drafts": draw(st.lists(st.fixed_dictionaries(
            {"lab": st.sampled_from(["autodiff", "least-squares"]), "files": _files,
             "updated": _when}
        ), max_size=2, unique_by=lambda row: row["lab"]).map(
            lambda rows: sorted(rows, key=lambda row: row["lab"]))),
        "flags": draw(st.lists(st.fixed_dictionaries({
            "question": st.just("vectors-cosine"), "seed": _seed,
            "reason": _words.filter(bool), "at": _when,
        }), max_size=3, unique_by=lambda row: row["seed"])),
    }  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck),
          database=None, derandomize=True)  # fmt: skip
@given(_records())
def test_export_after_import_gives_the_file(record: dict[str, Any]) -> None:
    """Into an empty record and out again: the same, in the same order."""
    learner = Learner.objects.create(user=User.objects.create_user(f"u{next(_number)}"))

    import_record(learner, record, "record.json")
    again = json.loads(json.dumps(export_record(learner)))

    assert record == again
