"""Evidence in, belief out: belief is always computed from evidence and only cached."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from tripos.atlas import load_atlas
from tripos.belief import Belief, Evidence, EvidenceKind, believe, claims
from tripos.catalog import Catalog
from tripos.errors import TriposError
from tripos.person import Person
from tripos.same import Same
from tripos.web.record.day import day_of, today
from tripos.web.record.models import EvidenceRow, Learner
from tripos.web.record.own import catalog_of
from tripos.web.record.person import person_of

PLAN = "plan:"  # origins of evidence from finished lines of a plan
KINDS = ("degree", "course", "certificate", "rating", "work", "plan", "question", "lab", "project")
MOST_ROWS = 100_000


def evidence_rows(learner: Learner) -> Sequence[EvidenceRow]:
    """The rows that hold: those that no later row corrects or takes back."""
    return list(learner.evidence.filter(corrected_by=None).exclude(says=None))


def evidence_of(learner: Learner, *, without: Collection[int] = ()) -> list[Evidence]:
    """The evidence that holds, claims of the profile and the rows `without` not included."""
    return [
        Evidence(
            row.competency, cast("EvidenceKind", row.kind), cast("float", row.says), row.weight,
            row.source, day_of(row.at),
        )
        for row in evidence_rows(learner) if row.pk not in without
    ]  # fmt: skip


def add_evidence(
    learner: Learner, evidence: Sequence[Evidence], origin: str, corrects: int | None = None,
    *, at: dt.datetime | None = None,
) -> list[EvidenceRow]:  # fmt: skip
    """Writes new rows, as of `at` (None: now).

    Raises TriposError for a competency that does not exist or a wrong share.
    """
    atlas = load_atlas()
    for item in evidence:
        atlas.find(item.competency, "evidence")
        if item.kind not in KINDS:
            raise TriposError(f"evidence: '{item.kind}' is none of {', '.join(KINDS)}")
        if not (0 <= item.says <= 1 and 0 <= item.weight <= 1):
            raise TriposError("evidence: says and weight must lie between 0 and 1")
    with transaction.atomic():
        if learner.evidence.count() + len(evidence) > MOST_ROWS:
            raise TriposError(f"a record holds at most {MOST_ROWS} pieces of evidence")
        former = _to_correct(learner, corrects) if corrects is not None else None
        moment = at or timezone.now()
        rows = [
            EvidenceRow(
                learner=learner, competency=item.competency, kind=item.kind, says=item.says,
                weight=item.weight, source=item.source[:300], origin=origin[:120],
                corrects=former if number == 0 else None, at=moment,
            )
            for number, item in enumerate(evidence)
        ]  # fmt: skip
        return list(EvidenceRow.objects.bulk_create(rows))


def take_back(learner: Learner, key: int) -> EvidenceRow:
    """Writes the row that takes evidence back. Raises TriposError if it does not hold."""
    former = _to_correct(learner, key)
    row = EvidenceRow(
        learner=learner, competency=former.competency, kind=former.kind, says=None,
        source="taken back", origin=former.origin, corrects=former,
    )  # fmt: skip
    row.save()
    return row


def _to_correct(learner: Learner, key: int) -> EvidenceRow:
    former = learner.evidence.filter(pk=key, corrected_by=None).exclude(says=None).first()
    if former is None:
        raise TriposError(f"there is no evidence {key} that could be corrected")
    return former


def belief_of(learner: Learner, day: dt.date | None = None) -> Belief:
    """What the profile and all evidence together support on `day` (None: today)."""
    return belief_from(
        person_of(learner), catalog_of(learner), evidence_of(learner), day or today()
    )


def expected_of(learner: Learner, day: dt.date) -> Belief:
    """What a diagnostic expects: as `belief_of`, but where the profile is silent it starts from
    what people who come here know, so that it asks in the middle of things."""
    person, catalog = person_of(learner), catalog_of(learner)
    return belief_from(person, catalog, evidence_of(learner), day, ordinary=1.0)


def belief_from(
    person: Person, catalog: Catalog, evidence: Sequence[Evidence], day: dt.date,
    ordinary: float | None = None,
) -> Belief:  # fmt: skip
    """The belief of these values on a day (see `believe`); the same values again cost nothing."""
    said = person.model_dump_json(include={"background"})
    return _believe(said, tuple(evidence), Same(catalog), day, ordinary)


@lru_cache(maxsize=256)
def _believe(
    said: str, evidence: tuple[Evidence, ...], catalog: Same[Catalog], day: dt.date,
    ordinary: float | None,
) -> Belief:  # fmt: skip
    atlas = load_atlas()
    person = Person.model_validate_json(said)
    everything = [*claims(person, atlas, catalog.it), *evidence]
    return believe(atlas, everything, day, ordinary=ordinary)


def digest(value: Any) -> str:
    """A hash of plain values, the same for equal values."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
