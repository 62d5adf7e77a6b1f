"""Evidence, which is only ever added to, and the belief that follows from it."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from tripos.belief import Evidence
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, page
from tripos.web.record.knowledge import add_evidence, belief_of, take_back
from tripos.web.record.models import EvidenceRow

router = Router()


class EvidenceIn(Schema):
    """One piece of evidence: with what probability somebody of whom it holds has mastered the
    competency (for questions, labs and projects: from even odds), and its weight. `corrects` is
    the id of the row that it takes the place of.
    """

    competency: Text
    kind: Literal["certificate", "question", "lab", "project", "rating"]
    says: float = Field(ge=0, le=1)
    weight: float = Field(1.0, ge=0, le=1)
    source: Text = Field(min_length=1, max_length=300)
    corrects: int | None = Field(None, ge=1, le=2**62)


def _shown(row: EvidenceRow) -> Plain:
    return {
        "id": row.pk, "competency": row.competency, "kind": row.kind, "says": row.says,
        "weight": row.weight, "source": row.source, "origin": row.origin,
        "at": row.at.isoformat(), "corrects": row.corrects_id,
    }  # fmt: skip


@router.get("/evidence", response=Page, summary="List evidence")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """All rows in the order in which they came, those that were corrected included."""
    return page(caller(request).evidence.all(), window, _shown)


@router.post("/evidence", response={201: Plain, 400: Problem, 404: Problem},
             summary="Add evidence")  # fmt: skip
def add(request: HttpRequest, given: EvidenceIn) -> Status[Plain]:
    """Writes a row; with `corrects`, in place of an earlier one."""
    evidence = Evidence(given.competency, given.kind, given.says, given.weight, given.source)
    (row,) = add_evidence(caller(request), [evidence], "api", given.corrects)
    return Status(201, _shown(row))


@router.delete("/evidence/{int:key}", response={200: Plain, 400: Problem},
               summary="Take evidence back")  # fmt: skip
def remove(request: HttpRequest, key: int) -> Plain:
    """Writes the row that takes an earlier one back; nothing is erased."""
    return _shown(take_back(caller(request), key))


@router.get("/belief", response=Page, summary="What is believed")
def belief(request: HttpRequest, window: Query[Window]) -> Plain:
    """For each competency the probability of mastery and the evidence behind it."""
    found = list(belief_of(caller(request)).items())
    return page(found, window, lambda pair: {
        "id": pair[0], "mastery": round(pair[1].p, 4), "implied_by": pair[1].implied_by,
        "verified": pair[1].verified,
        "evidence": [{"kind": e.kind, "says": e.says, "weight": e.weight, "source": e.source}
                     for e in pair[1].evidence],
    })  # fmt: skip
