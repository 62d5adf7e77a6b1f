"""Cases of the gym as plain values, out and in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tripos.web.record.models import GymAttempt, GymCase, Learner

Number = Annotated[float, Field(allow_inf_nan=False)]
FileName = Annotated[str, Field(max_length=80)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InvariantPart(_Part):
    """One exact condition."""

    name: str = Field(max_length=200)
    passed: bool
    message: str = Field(max_length=500)


class GuardPart(_Part):
    """How a guard did."""

    caught: Count
    of: Count
    healthy_passed: Count
    healthy_of: Count


class VerdictPart(_Part):
    """A verdict as `tripos.labs.gym.judging.verdict_row` writes it."""

    passed: bool
    repaired: bool
    metric: Number | None
    line: Number
    recovered: Count
    metric_recovered: bool
    runs: Count
    invariants: list[InvariantPart] = Field(max_length=40)
    cause_right: bool
    guard: GuardPart
    failure: str = Field(max_length=4000)
    confinement: str = Field(max_length=12)
    practice: bool
    cpu_seconds: Number


class AttemptPart(_Part):
    """One submission to a case."""

    files: dict[FileName, str] = Field(min_length=1, max_length=64)
    cause: str = Field(max_length=120)
    evidence: str = Field(max_length=2000)
    verdict: VerdictPart | None
    created: AwareDatetime
    judged: AwareDatetime | None


class CasePart(_Part):
    """One case with its submissions."""

    family: str = Field(max_length=60)
    seed: int = Field(ge=0, lt=2**31)
    attempt: int = Field(ge=0, le=100)
    probes: Count
    hints: int = Field(ge=0, le=3)
    project: dict[FileName, str] | None = Field(max_length=70)
    number: Count
    log: str = Field(max_length=20_000)
    curves: dict[FileName, list[Number | None]] = Field(max_length=4)
    week: str = Field(max_length=8)
    minutes: int | None = Field(ge=1, le=600)
    started: AwareDatetime
    closes: AwareDatetime | None
    ended: AwareDatetime | None
    attempts: list[AttemptPart] = Field(max_length=20)


def case_rows(learner: Learner) -> list[dict[str, Any]]:
    """All cases, oldest first, with their submissions."""
    return [
        {
            "family": row.family, "seed": row.seed, "attempt": row.attempt, "probes": row.probes,
            "hints": row.hints, "project": row.project, "number": row.number, "log": row.log,
            "curves": row.curves, "week": row.week, "minutes": row.minutes,
            "started": row.started.isoformat(),
            "closes": row.closes.isoformat() if row.closes else None,
            "ended": row.ended.isoformat() if row.ended else None,
            "attempts": [
                {"files": one.files, "cause": one.cause, "evidence": one.evidence,
                 "verdict": one.verdict, "created": one.created.isoformat(),
                 "judged": one.judged.isoformat() if one.judged else None}
                for one in reversed(row.attempts.all())
            ],
        }
        for row in learner.cases.order_by("id").prefetch_related("attempts")
    ]  # fmt: skip


def fill_cases(learner: Learner, cases: Sequence[CasePart]) -> None:
    """Stores what was checked."""
    for part in cases:
        row = GymCase.objects.create(learner=learner, **part.model_dump(exclude={"attempts"}))
        GymAttempt.objects.bulk_create(
            GymAttempt(case=row, **one.model_dump()) for one in part.attempts
        )
