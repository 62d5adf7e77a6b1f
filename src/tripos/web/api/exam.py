"""Sittings: begun, asked, answered; reviews that are due; questions called faulty."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from tripos.errors import TriposError
from tripos.exam.bank import by_competency
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, page
from tripos.web.record.day import today
from tripos.web.record.exams.flags import flag, flag_rows
from tripos.web.record.exams.found import found_of, found_rows
from tripos.web.record.exams.memory import due_of, forecast_of
from tripos.web.record.exams.mock import hand_in, question_of, report_of, report_rows, write_draft
from tripos.web.record.exams.sittings import Pending, end, give, outcome_of, pending, sitting_of
from tripos.web.record.exams.starting import begin_kind
from tripos.web.record.models import Sitting

router = Router()
_KEY = 2**62


class SittingIn(Schema):
    """What to sit: `topics` for practice, `stage` or `program` for a mock examination, `minutes`
    for a review or a mock examination, `goals` for a diagnostic of the goals alone."""

    kind: Literal["diagnose", "practise", "review", "mock"]
    topics: list[Text] = Field(default_factory=list, max_length=50)
    goals: bool = False
    stage: int | None = Field(None, ge=1, le=5)
    program: Text | None = None
    minutes: float | None = Field(None, ge=1, le=240)
    seed: int | None = Field(None, ge=0, lt=2**31)


class AnswerIn(Schema):
    """The answer to question `number`, as one would type it; without one: "I don't know"."""

    number: int = Field(ge=1, le=100_000)
    answer: str | None = Field(None, max_length=20_000)


class FlagIn(Schema):
    """A variant that is faulty, and why."""

    question: Text
    seed: int = Field(ge=0, lt=2**31)
    reason: Text


def _sitting(request: HttpRequest, key: int) -> Sitting:
    """The caller's sitting; a number beyond the database's is that of none."""
    return sitting_of(caller(request), min(key, _KEY))


def _shown(row: Sitting) -> Plain:
    return {
        "id": row.pk, "kind": row.kind, "title": row.title, "started": row.started.isoformat(),
        "closes": row.closes.isoformat() if row.closes else None,
        "ended": row.ended.isoformat() if row.ended else None, "stop": row.stop,
        "answered": row.responses.count(),
    }  # fmt: skip


def _question(waiting: Pending) -> Plain:
    answer: Any = waiting.variant.answer
    return {
        "number": waiting.number, "question": waiting.generator.id, "seed": waiting.seed,
        "title": waiting.generator.title, "competencies": dict(waiting.generator.about),
        "prompt": waiting.variant.prompt, "kind": answer.kind,
        "options": list(getattr(answer, "texts", ())) or list(getattr(answer, "left", ())),
        "matches": list(getattr(answer, "right_side", ())), "unit": getattr(answer, "unit", ""),
        "figure": waiting.variant.figure, "figure_said": waiting.variant.figure_said,
        "minutes": waiting.generator.minutes,
    }  # fmt: skip


@router.get("/sittings", response=Page, summary="List sittings")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """All sittings, the newest first."""
    return page(caller(request).sittings.all(), window, _shown)


@router.post("/sittings", response={201: Plain, 400: Problem, 404: Problem},
             summary="Begin a sitting")  # fmt: skip
def begun(request: HttpRequest, wanted: SittingIn) -> Status[Plain]:
    """Begins a diagnostic, practice, review or mock examination."""
    options = wanted.dict(exclude={"kind"})
    return Status(201, _shown(begin_kind(caller(request), wanted.kind, today(), **options)))


@router.get("/sittings/{int:key}/question", response={200: Plain, 400: Problem, 404: Problem},
            summary="The question that waits")  # fmt: skip
def waiting(request: HttpRequest, key: int, number: int | None = None) -> Plain:
    """The question to answer now, or `{"ended": true}`; of a paper, question `number`."""
    sitting = _sitting(request, key)
    if sitting.kind == Sitting.MOCK:
        if sitting.ended:
            return {"ended": True, "stop": sitting.stop}
        return {"ended": False, **_question(question_of(sitting, number or 1))}
    found = pending(sitting, today())
    if found is None:
        return {"ended": True, "stop": sitting.stop}
    return {"ended": False, **_question(found)}


@router.post("/sittings/{int:key}/answers",
             response={200: Plain, 400: Problem, 404: Problem, 409: Problem},
             summary="Answer")  # fmt: skip
def answered(request: HttpRequest, key: int, given: AnswerIn) -> Plain:
    """Marks an answer and writes what it says; in a paper it is a draft until handed in. What
    cannot be read is refused at no cost."""
    sitting = _sitting(request, key)
    now = dt.datetime.now(tz=dt.UTC)
    if sitting.kind == Sitting.MOCK:
        write_draft(sitting, given.number, given.answer or "", now)
        return {"number": given.number, "kept": True}
    return _outcome(sitting, give(sitting, given.number, given.answer, now).response.number)


@router.get("/sittings/{int:key}/answers/{int:number}", response={200: Plain, 404: Problem},
            summary="The mark of an answer")  # fmt: skip
def marked(request: HttpRequest, key: int, number: int) -> Plain:
    """Right or not, feedback, the answer, and the worked solution."""
    return _outcome(_sitting(request, key), min(number, _KEY))


def _outcome(sitting: Sitting, number: int) -> Plain:
    found = outcome_of(sitting, number)
    return {
        "number": number, "right": found.response.right, "feedback": found.mark.feedback,
        "answer": found.mark.answer, "solution": found.mark.solution,
    }  # fmt: skip


@router.post("/sittings/{int:key}/end", response={200: Plain, 404: Problem},
             summary="End a sitting")  # fmt: skip
def ended(request: HttpRequest, key: int) -> Plain:
    """Ends it; what was answered counts. A paper is handed in."""
    sitting = _sitting(request, key)
    if sitting.kind == Sitting.MOCK:
        return _shown(hand_in(sitting, dt.datetime.now(tz=dt.UTC)))
    return _shown(end(sitting))


@router.get("/sittings/{int:key}/result", response={200: Plain, 400: Problem, 404: Problem},
            summary="What came of it")  # fmt: skip
def result(request: HttpRequest, key: int) -> Plain:
    """What a diagnostic found, or the marks of a paper."""
    sitting = _sitting(request, key)
    if sitting.kind == Sitting.MOCK:
        if sitting.ended is None:
            raise TriposError("the paper was not handed in yet")
        return report_rows(report_of(sitting))
    if sitting.kind != Sitting.DIAGNOSE:
        rows = list(sitting.responses.values_list("right", flat=True))
        return {"answered": len(rows), "right": sum(1 for row in rows if row)}
    return found_rows(found_of(sitting.learner, sitting))


@router.get("/review", response=Plain, summary="What is due for review")
def due(request: HttpRequest) -> Plain:
    """Today's queue, and the minutes of review on each of the next thirty days."""
    learner = caller(request)
    return {
        "due": [{"competency": one.competency, "recalled": round(one.recalled, 4),
                 "minutes": one.minutes, "covers": list(one.covers)}
                for one in due_of(learner, today())],
        "forecast_minutes": [round(one, 1) for one in forecast_of(learner, today())],
    }  # fmt: skip


@router.get("/bank", response=Plain, summary="What the questions cover")
def bank(request: HttpRequest) -> Plain:  # noqa: ARG001 - one signature
    """For each competency that has any, the ids of its questions."""
    return {key: [one.id for one in found] for key, found in by_competency().items()}


@router.get("/flags", response=Page, summary="Questions called faulty")
def flags(request: HttpRequest, window: Query[Window]) -> Plain:
    """The caller's own flags, the newest first."""
    return page(caller(request).flags.all(), window, lambda row: flag_rows([row])[0])


@router.post("/flags", response={201: Plain, 400: Problem, 404: Problem},
             summary="Call a question faulty")  # fmt: skip
def flagged(request: HttpRequest, given: FlagIn) -> Status[Plain]:
    """Keeps seed and reason for the question's authors."""
    row = flag(caller(request), given.question, given.seed, given.reason)
    return Status(201, flag_rows([row])[0])
