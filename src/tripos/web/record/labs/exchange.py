"""Drafts and submissions as plain values, out and in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tripos.web.record.models import Draft, Learner, Submission

Files = Annotated[
    dict[Annotated[str, Field(max_length=80)], str], Field(min_length=1, max_length=64)
]
Points = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckPart(_Part):
    """What came of one check."""

    name: str = Field(max_length=300)
    passed: bool
    score: Points
    points: Points
    message: str = Field(max_length=4000)


class JudgementPart(_Part):
    """A judgement as `tripos.labs.judgement_row` writes it."""

    lab: str = Field(max_length=60)
    score: Points
    max: Points
    passed: bool
    checks: list[CheckPart] = Field(min_length=1, max_length=100)
    confinement: str = Field(max_length=12)
    practice: bool
    seed: int = Field(ge=0, lt=2**31)
    cpu_seconds: Seconds
    overhead_cpu_seconds: Seconds
    output: str = Field(max_length=20_000)


class SubmissionPart(_Part):
    """One submission to a lab, with the judgement on it if there is one."""

    lab: str = Field(max_length=60)
    files: Files
    seed: int | None = Field(ge=0, lt=2**31)
    judgement: JudgementPart | None
    created: AwareDatetime
    judged: AwareDatetime | None


class DraftPart(_Part):
    """What was being written for a lab."""

    lab: str = Field(max_length=60)
    files: Files
    updated: AwareDatetime


def submission_rows(learner: Learner) -> list[dict[str, Any]]:
    """All submissions, oldest first."""
    return [
        {"lab": row.lab, "files": row.files, "seed": row.seed, "judgement": row.judgement,
         "created": row.created.isoformat(),
         "judged": row.judged.isoformat() if row.judged else None}
        for row in learner.submissions.order_by("id")
    ]  # fmt: skip


def draft_rows(learner: Learner) -> list[dict[str, Any]]:
    """All drafts; what their checks said is left out, as they can be run again."""
    return [
        {"lab": row.lab, "files": row.files, "updated": row.updated.isoformat()}
        for row in learner.drafts.all()
    ]


def fill_labs(
    learner: Learner, submissions: Sequence[SubmissionPart], drafts: Sequence[DraftPart]
) -> None:
    """Stores what was checked."""
    Submission.objects.bulk_create(
        Submission(learner=learner, **row.model_dump()) for row in submissions
    )
    newest = {row.lab: row for row in drafts}
    Draft.objects.bulk_create(Draft(learner=learner, **row.model_dump()) for row in newest.values())
