"""The whole record as one JSON file, out and in again, and its removal.

An import replaces the record, all or nothing; everything in the file is checked first. Secrets
(tokens, the calendar's address) and jobs are not part of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from tripos.atlas import load_atlas
from tripos.catalog import courses_from_rows, overrides_from_rows, personal_catalog
from tripos.content import Document
from tripos.decide.posting import corrections_from_rows, fingerprint
from tripos.errors import ContentError, TriposError
from tripos.person import check_person, parse_person
from tripos.plan import read_plan
from tripos.web.record.knowledge import KINDS
from tripos.web.record.models import (
    EvidenceRow,
    Learner,
    Progress,
    Result,
    StoredPlan,
    StoredPosting,
)
from tripos.web.record.own import (
    add_courses,
    corrections_of,
    own_rows,
    put_corrections,
    put_overrides,
)
from tripos.web.record.postings import MOST_CHARACTERS, MOST_POSTINGS

FORMAT, VERSION = "tripos-record", 1
MOST_BYTES = 50_000_000
_MOST_ROWS = 100_000
_NEWER = "was written by a newer Tripos; update Tripos to read it"


def export_record(learner: Learner) -> dict[str, Any]:
    """Everything the learner said and did, and the last results, as plain values."""
    corrections: dict[str, Any] = {}
    for row in learner.corrections.order_by("fingerprint", "field"):
        one = corrections.setdefault(row.fingerprint, {"title": row.title, "fields": {}})
        one["fields"][row.field] = {"value": row.value, "date": row.date}
    own = own_rows(learner)
    evidence = list(learner.evidence.order_by("id"))
    number = {row.pk: at for at, row in enumerate(evidence)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "person": learner.person,
        "theme": learner.theme,
        "welcomed": learner.welcomed,
        "postings": [
            {"name": row.name, "title": row.title, "text": row.text, "notes": row.notes,
             "added": row.added.isoformat()}
            for row in learner.postings.all()
        ],
        "corrections": corrections,
        "overrides": own["overrides"],
        "courses": own["courses"],
        "plans": [
            {"data": row.data, "reason": row.reason, "created": row.created.isoformat()}
            for row in learner.plans.order_by("id")
        ],
        "progress": [
            {"line": row.line, "share": row.share, "at": row.at.isoformat()}
            for row in learner.progress.order_by("id")
        ],
        "evidence": [
            {"competency": row.competency, "kind": row.kind, "says": row.says,
             "weight": row.weight, "source": row.source, "origin": row.origin,
             "at": row.at.isoformat(),
             "corrects": number[row.corrects_id] if row.corrects_id else None}
            for row in evidence
        ],
        "results": [
            {"kind": row.kind, "key": row.key, "value": row.value,
             "created": row.created.isoformat()}
            for row in learner.results.exclude(kind="import").order_by("id")
        ],
    }  # fmt: skip


def summary_of(data: Mapping[str, Any]) -> dict[str, int]:
    """How much of each kind a record holds, for people to compare."""
    names = ("postings", "corrections", "overrides", "courses", "plans", "progress", "evidence")
    return {name: len(data[name]) for name in names}


def check_record(data: object, where: str) -> dict[str, Any]:
    """`data` as a record that can be imported. Raises TriposError naming the first mistake."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ContentError(where, "is not a record of Tripos", "export one on the settings page")
    if not isinstance(data.get("version"), int) or data["version"] > VERSION:
        raise ContentError(where, _NEWER)
    for name, kind in _PARTS.items():
        if not isinstance(data.get(name), kind):
            raise ContentError(f"{where}: {name}", f"must be {_WORDS[kind]}")
        if isinstance(data[name], list) and len(data[name]) > _MOST_ROWS:
            raise ContentError(f"{where}: {name}", f"holds more than {_MOST_ROWS} rows")
    atlas = load_atlas()
    overrides = overrides_from_rows(data["overrides"], f"{where}: overrides")
    courses = courses_from_rows(data["courses"], atlas, f"{where}: courses")
    corrections_from_rows(data["corrections"], f"{where}: corrections")
    document = Document(f"{where}: person", data["person"], None)
    check_person(parse_person(document), atlas, personal_catalog(courses, overrides), document)
    for name, check in _ROWS.items():
        for at, row in enumerate(data[name]):
            place = f"{where}: {name}[{at}]"
            try:
                check(row, at, place)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ContentError(place, f"cannot be read ({error!r})"[:200]) from error
    if len(data["postings"]) > MOST_POSTINGS:
        raise ContentError(f"{where}: postings", f"are more than {MOST_POSTINGS}")
    return data


_PARTS: Mapping[str, type] = {
    "person": dict, "postings": list, "corrections": dict, "overrides": dict, "courses": list,
    "plans": list, "progress": list, "evidence": list, "results": list,
}  # fmt: skip
_WORDS = {dict: "an object", list: "a list"}


def _when(text: str) -> dt.datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise ValueError(f"'{text[:40]}' is not a time with its zone")
    return found


def _text(row: Mapping[str, Any], name: str, most: int) -> str:
    value = row[name]
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise ValueError(f"{name} must be text of at most {most} characters")
    return value


def _share(value: Any) -> None:
    if isinstance(value, bool) or not 0 <= float(value) <= 1:
        raise ValueError("a share must lie between 0 and 1")


def _check_posting(row: Any, at: int, place: str) -> None:  # noqa: ARG001 - all checks look alike
    _text(row, "name", 300)
    _text(row, "title", 300)
    _text(row, "text", MOST_CHARACTERS)
    _when(row["added"])
    if not all(isinstance(note, str) for note in row["notes"]):
        raise ValueError("notes must be texts")


def _check_plan(row: Any, at: int, place: str) -> None:  # noqa: ARG001
    read_plan(row["data"], place)
    if not isinstance(row["data"].get("finished", []), list):
        raise ValueError("finished must be a list")
    _text(row, "reason", 200)
    _when(row["created"])


def _check_progress(row: Any, at: int, place: str) -> None:  # noqa: ARG001
    _text(row, "line", 120)
    _share(row["share"])
    _when(row["at"])


def _check_evidence(row: Any, at: int, place: str) -> None:  # noqa: ARG001
    load_atlas().find(_text(row, "competency", 80))
    if row["kind"] not in KINDS:
        raise ValueError(f"kind is none of {', '.join(KINDS)}")
    if row["says"] is not None:
        _share(row["says"])
    _share(row["weight"])
    _text(row, "source", 300)
    _text(row, "origin", 120)
    _when(row["at"])
    corrects = row["corrects"]
    if corrects is not None and not (isinstance(corrects, int) and 0 <= corrects < at):
        raise ValueError("corrects must be the number of an earlier row")


def _check_result(row: Any, at: int, place: str) -> None:  # noqa: ARG001
    _text(row, "kind", 20)
    _text(row, "key", 64)
    _when(row["created"])
    if not isinstance(row["value"], dict):
        raise TypeError("value must be an object")


_ROWS = {
    "postings": _check_posting, "plans": _check_plan, "progress": _check_progress,
    "evidence": _check_evidence, "results": _check_result,
}  # fmt: skip


@transaction.atomic
def import_record(learner: Learner, data: object, where: str) -> None:
    """Replaces the learner's record by `data`. Raises TriposError, changing nothing, for a
    mistake in it."""
    found = check_record(data, where)
    delete_record(learner)
    learner.person, learner.version = found["person"], learner.version + 1
    learner.welcomed = bool(found.get("welcomed"))
    if found.get("theme") in dict(Learner.THEMES):
        learner.theme = found["theme"]
    learner.save()
    put_overrides(learner, overrides_from_rows(found["overrides"], where))
    add_courses(learner, courses_from_rows(found["courses"], load_atlas(), where))
    put_corrections(learner, corrections_from_rows(found["corrections"], where))
    _import_postings(learner, found["postings"])
    for row in found["plans"]:
        _dated(StoredPlan(learner=learner, data=row["data"], reason=row["reason"]), "created",
               row["created"])  # fmt: skip
    for row in found["progress"]:
        _dated(Progress(learner=learner, line=row["line"], share=row["share"]), "at", row["at"])
    _import_evidence(learner, found["evidence"])
    for row in found["results"]:
        _dated(Result(learner=learner, kind=row["kind"], key=row["key"], value=row["value"]),
               "created", row["created"])  # fmt: skip


def _dated(row: Any, field: str, when: str) -> Any:
    """Stores a row under the time at which it was first written."""
    row.save()
    type(row).objects.filter(pk=row.pk).update(**{field: _when(when)})
    return row


def _import_postings(learner: Learner, rows: list[Any]) -> None:
    known: set[str] = set()
    for row in rows:
        key = fingerprint(row["text"])
        if key not in known:
            known.add(key)
            _dated(
                StoredPosting(learner=learner, name=row["name"], title=row["title"],
                              text=row["text"], notes=row["notes"], fingerprint=key),
                "added", row["added"],
            )  # fmt: skip


def _import_evidence(learner: Learner, rows: list[Any]) -> None:
    made: list[EvidenceRow] = []
    for row in rows:
        corrects = made[row["corrects"]] if row["corrects"] is not None else None
        made.append(
            _dated(
                EvidenceRow(
                    learner=learner, competency=row["competency"], kind=row["kind"],
                    says=row["says"], weight=row["weight"], source=row["source"],
                    origin=row["origin"], corrects=corrects,
                ),
                "at", row["at"],
            )
        )  # fmt: skip


@transaction.atomic
def delete_record(learner: Learner) -> None:
    """Removes everything but the account: profile, postings, figures, plans, evidence, results,
    jobs and tokens."""
    for rows in (
        learner.jobs, learner.results, learner.evidence, learner.progress, learner.plans,
        learner.corrections, learner.postings, learner.overrides, learner.own_courses,
        learner.tokens,
    ):  # fmt: skip
        rows.all().delete()
    learner.person, learner.welcomed, learner.theme = {}, False, "auto"
    learner.version += 1
    learner.save()


def take_rows(learner: Learner, name: str, data: object, where: str) -> None:
    """Takes over the content of one of the files that held figures, courses and corrections
    before there was a record. Raises ContentError if it was damaged."""
    if name == "overrides.json":
        put_overrides(learner, overrides_from_rows(data, where))
    elif name == "courses.json":
        add_courses(learner, courses_from_rows(data, load_atlas(), where))
    elif name == "posting-corrections.yaml":
        put_corrections(learner, corrections_of(learner) | corrections_from_rows(data, where))
    else:
        raise TriposError(f"{where}: is not a file that a record takes over")
