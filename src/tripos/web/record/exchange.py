"""The whole record as one JSON file, out and in again, and its removal.

An import replaces the record, all or nothing; everything in the file is checked first. Secrets
(tokens, the calendar's address) and jobs are not part of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from axes.utils import reset
from django.conf import settings
from django.db import transaction

from tripos.atlas import load_atlas
from tripos.catalog import courses_from_rows, overrides_from_rows
from tripos.decide.posting import corrections_from_rows, fingerprint
from tripos.errors import TriposError
from tripos.web.record.exams.exchange import exported_flags, fill_sittings, sitting_rows
from tripos.web.record.exported import FORMAT, VERSION, EvidencePart, Exported, read_exported
from tripos.web.record.gym.exchange import case_rows, fill_cases
from tripos.web.record.labs.exchange import draft_rows, fill_labs, submission_rows
from tripos.web.record.models import (
    EvidenceRow,
    Job,
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
    stored_corrections,
)
from tripos.web.record.person import held

MOST_BYTES = 50_000_000
_RESULTS = ("decide", "frontier")
_LAST = 2  # results of a kind: the last one, and the one before to compare with
_BATCH = 500


def export_record(learner: Learner) -> dict[str, Any]:
    """Everything the learner said and did, and the last results, as plain values."""
    own = own_rows(learner)
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
        "corrections": stored_corrections(learner),
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
        "evidence": _evidence(learner),
        "sittings": sitting_rows(learner),
        "flags": exported_flags(learner),
        "submissions": submission_rows(learner),
        "drafts": draft_rows(learner),
        "cases": case_rows(learner),
        "results": [
            {"kind": row.kind, "key": row.key, "value": row.value,
             "created": row.created.isoformat()}
            for kind in _RESULTS
            for row in reversed(learner.results.filter(kind=kind)[:_LAST])
        ],
    }  # fmt: skip


def _evidence(learner: Learner) -> list[dict[str, Any]]:
    rows = list(learner.evidence.order_by("id"))
    number = {row.pk: at for at, row in enumerate(rows)}
    return [
        {"competency": row.competency, "kind": row.kind, "says": row.says,
         "weight": row.weight, "source": row.source, "origin": row.origin,
         "at": row.at.isoformat(),
         "corrects": number[row.corrects_id] if row.corrects_id else None}
        for row in rows
    ]  # fmt: skip


def counts_of(learner: Learner) -> dict[str, int]:
    """How much of each kind the record holds."""
    return {
        "postings": learner.postings.count(),
        "corrections": learner.corrections.values("fingerprint").distinct().count(),
        "figures of your own": learner.overrides.count(),
        "courses of your own": learner.own_courses.count(),
        "plans": learner.plans.count(),
        "notes of progress": learner.progress.count(),
        "pieces of evidence": learner.evidence.count(),
        "sittings": learner.sittings.count(),
        "answers": learner.responses.count(),
        "submissions to labs": learner.submissions.count(),
        "drafts of labs": learner.drafts.count(),
        "cases of the gym": learner.cases.count(),
        "decisions": learner.results.filter(kind="decide").count(),
    }


def counts_in(record: Exported) -> dict[str, int]:
    """How much of each kind a file holds, under the names of `counts_of`."""
    return {
        "postings": len(record.postings),
        "corrections": len(record.corrections),
        "figures of your own": len(record.overrides),
        "courses of your own": len(record.courses),
        "plans": len(record.plans),
        "notes of progress": len(record.progress),
        "pieces of evidence": len(record.evidence),
        "sittings": len(record.sittings),
        "answers": sum(len(row.responses) for row in record.sittings),
        "submissions to labs": len(record.submissions),
        "drafts of labs": len(record.drafts),
        "cases of the gym": len(record.cases),
        "decisions": sum(row.kind == "decide" for row in record.results),
    }


def in_words(counts: Mapping[str, int]) -> str:
    """What there is, as people say it: 2 postings, 1 plan."""
    said = []
    for name, count in counts.items():
        word, _, rest = name.partition(" ")
        if count:
            said.append(f"{count} {word if count > 1 else word[:-1]} {rest}".strip())
    return ", ".join(said)


def is_empty(learner: Learner) -> bool:
    """Whether there is nothing that an import would replace."""
    return not learner.person and not any(counts_of(learner).values())


@transaction.atomic
def import_record(learner: Learner, data: object, where: str) -> None:
    """Replaces the learner's record by `data`; account, tokens and calendar address stay.

    Raises TriposError, changing nothing, for a mistake in it, or while work is going on.
    """
    record = read_exported(data, where)
    locked = held(learner)
    if locked.jobs.filter(state__in=(Job.QUEUED, Job.RUNNING)).exists():
        raise TriposError("work is going on: cancel it, or wait for its end, and import then")
    _clear(locked)
    locked.person, locked.version = record.person, locked.version + 1
    locked.theme, locked.welcomed = record.theme, record.welcomed
    locked.save()
    _fill_own(locked, record, where)
    _fill_work(locked, record)
    _fill_evidence(locked, record.evidence)
    fill_sittings(locked, record.sittings, record.flags)
    fill_labs(locked, record.submissions, record.drafts)
    fill_cases(locked, record.cases)
    learner.refresh_from_db()


def _clear(learner: Learner) -> None:
    for rows in (
        learner.jobs, learner.results, learner.evidence, learner.progress, learner.plans,
        learner.corrections, learner.postings, learner.overrides, learner.own_courses,
        learner.sittings, learner.remembered, learner.flags, learner.submissions, learner.drafts,
        learner.cases,
    ):  # fmt: skip
        rows.all().delete()


def _fill_own(learner: Learner, record: Exported, where: str) -> None:
    rows = {path: row.model_dump() for path, row in record.overrides.items()}
    put_overrides(learner, overrides_from_rows(rows, where))
    add_courses(learner, courses_from_rows(record.courses, load_atlas(), where))
    rows = {key: row.model_dump() for key, row in record.corrections.items()}
    put_corrections(learner, corrections_from_rows(rows, where))


def _fill_work(learner: Learner, record: Exported) -> None:
    StoredPosting.objects.bulk_create(
        StoredPosting(learner=learner, fingerprint=fingerprint(row.text), **row.model_dump())
        for row in record.postings
    )
    StoredPlan.objects.bulk_create(
        StoredPlan(learner=learner, **row.model_dump()) for row in record.plans
    )
    Progress.objects.bulk_create(
        (Progress(learner=learner, **row.model_dump()) for row in record.progress), _BATCH
    )
    Result.objects.bulk_create(
        Result(learner=learner, **row.model_dump()) for row in record.results
    )


def _fill_evidence(learner: Learner, parts: Sequence[EvidencePart]) -> None:
    rows = EvidenceRow.objects.bulk_create(
        [EvidenceRow(learner=learner, **part.model_dump(exclude={"corrects"})) for part in parts],
        _BATCH,
    )
    correcting = []
    for row, part in zip(rows, parts, strict=True):
        if part.corrects is not None:
            row.corrects = rows[part.corrects]
            correcting.append(row)
    EvidenceRow.objects.bulk_update(correcting, ["corrects"], _BATCH)


@transaction.atomic
def delete_record(learner: Learner) -> None:
    """Removes everything: profile, postings, figures, plans, evidence, results, jobs, tokens.

    On a shared server the account goes too; at home an empty record takes its place. Work that is
    still going on finds nobody to write its result for.
    """
    user = learner.user
    if settings.LOCAL:
        learner.delete()
        Learner.objects.create(user=user)
    else:
        reset(username=user.get_username())  # wrong tries to log in
        user.delete()


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
