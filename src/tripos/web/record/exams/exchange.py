"""Sittings and flags as plain values, out and in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tripos.web.record.exams.memory import remake
from tripos.web.record.exported import FlagPart, SittingPart
from tripos.web.record.models import Flag, Learner, Response, Sitting

_BATCH = 500


def sitting_rows(learner: Learner) -> list[dict[str, Any]]:
    """All sittings, oldest first, with their answers; a paper that is still open is left out."""
    return [
        {
            "kind": row.kind, "title": row.title, "topics": row.topics, "seed": row.seed,
            "paper": [{key: one[key] for key in ("number", "question", "seed")}
                      for one in row.state.get("paper", [])],
            "minutes": row.state.get("minutes"), "started": row.started.isoformat(),
            "ended": row.ended.isoformat() if row.ended else None, "stop": row.stop,
            "responses": [
                {"number": one.number, "question": one.question, "seed": one.seed,
                 "competency": one.competency, "kind": one.kind, "typed": one.typed,
                 "right": one.right, "seconds": one.seconds, "at": one.at.isoformat()}
                for one in row.responses.all()
            ],
        }
        for row in learner.sittings.order_by("id").prefetch_related("responses")
        if row.ended or row.kind != Sitting.MOCK
    ]  # fmt: skip


def exported_flags(learner: Learner) -> list[dict[str, Any]]:
    """All flags, oldest first."""
    return [
        {"question": row.question, "seed": row.seed, "reason": row.reason, "at": row.at.isoformat()}
        for row in learner.flags.order_by("id")
    ]


def fill_sittings(
    learner: Learner, sittings: Sequence[SittingPart], flags: Sequence[FlagPart]
) -> None:
    """Stores what was checked; memory is computed from the answers."""
    for part in sittings:
        state: dict[str, Any] = {"paper": [one.model_dump() for one in part.paper], "drafts": {},
                 "minutes": part.minutes} if part.paper else {}  # fmt: skip
        sitting = Sitting.objects.create(
            learner=learner, state=state,
            **part.model_dump(exclude={"responses", "paper", "minutes"}),
        )  # fmt: skip
        Response.objects.bulk_create(
            (Response(learner=learner, sitting=sitting, **one.model_dump())
             for one in part.responses), _BATCH,
        )  # fmt: skip
    Flag.objects.bulk_create(Flag(learner=learner, **one.model_dump()) for one in flags)
    remake(learner)
