"""Decisions: made as jobs, read as reports, each number explained."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema, Status

from tripos.decide import DRAWS
from tripos.web.api.access import caller
from tripos.web.api.shapes import JobOut, Page, Plain, Problem, Text, Window, job_out, page
from tripos.web.decide.number import trace_of
from tripos.web.jobs.queue import enqueue
from tripos.web.record.day import today
from tripos.web.record.decisions import DECIDE, is_current
from tripos.web.record.models import Learner, Result
from tripos.web.record.own import catalog_of

router = Router()


class Ask(Schema):
    """How many futures to simulate, from which seed."""

    draws: int = Field(DRAWS, ge=200, le=20_000)
    seed: int = Field(0, ge=0, le=2**31)


def _brief(result: Result) -> Plain:
    verdict = result.value["report"]["verdict"]
    return {"id": result.pk, "created": result.created.isoformat(), "verdict": verdict}


def _result(learner: Learner, key: int) -> Result:
    found = learner.results.filter(kind=DECIDE, pk=key).first()
    if found is None:
        raise Http404
    return found


@router.post("/decisions", response={202: JobOut, 400: Problem}, summary="Decide")
def ask(request: HttpRequest, question: Ask) -> Status[Plain]:
    """Starts a decision; follow the job, then read the newest decision."""
    params = {"today": str(today()), **question.dict()}
    return Status(202, job_out(enqueue(caller(request), DECIDE, params)))


@router.get("/decisions", response=Page, summary="List decisions")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """The last decisions, the newest first, with their verdicts."""
    return page(caller(request).results.filter(kind=DECIDE), window, _brief)


@router.get("/decisions/{int:key}", response={200: Plain, 404: Problem}, summary="One decision")
def one(request: HttpRequest, key: int) -> Plain:
    """The report (docs/decide-model.md), and whether what it rests on is unchanged."""
    learner = caller(request)
    result = _result(learner, key)
    return {**_brief(result), "current": is_current(learner, result),
            "report": result.value["report"]}  # fmt: skip


@router.get("/decisions/{int:key}/numbers/{number_id}", response={200: Plain, 404: Problem},
            summary="Explain a number")  # fmt: skip
def number(request: HttpRequest, key: int, number_id: Text) -> Plain:
    """Formula, inputs and sources of one number of the report."""
    learner = caller(request)
    return trace_of(_result(learner, key).value, number_id, catalog_of(learner))
