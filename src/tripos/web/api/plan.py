"""Plans: made and edited as jobs, and how far their lines have come."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema, Status

from tripos.plan import read_plan, to_ics
from tripos.web.api.access import caller
from tripos.web.api.shapes import JobOut, Page, Plain, Problem, Text, Window, job_out, page
from tripos.web.jobs.queue import enqueue
from tripos.web.plan.edits import edit_of
from tripos.web.record.day import today
from tripos.web.record.models import Learner, StoredPlan
from tripos.web.record.plans import current_plan, set_progress, shares_of, undo_plan

router = Router()


class EditIn(Schema):
    """One edit. `base` is the plan it was made from (null: there is none yet).

    action: new, rest, pin, ban, free, gone (with `line`, a course), earlier, later (with `line`),
    pause (with `month`, YYYY-MM), unpause (with `first`, a date).
    """

    action: Text
    base: int | None = Field(None, ge=0)
    line: Text = ""
    month: Text = ""
    first: Text = ""
    objective: Text = ""


class ProgressIn(Schema):
    """How much of a line is done, from 0 to 1."""

    line: Text
    share: float = Field(ge=0, le=1)


class UndoIn(Schema):
    """The plan to go back from."""

    base: int = Field(ge=0)


def _brief(stored: StoredPlan) -> Plain:
    return {
        "id": stored.pk, "created": stored.created.isoformat(), "reason": stored.reason,
        "planned_finish": stored.data["planned_finish"], "cost": stored.data["cost"],
    }  # fmt: skip


def _in_force(learner: Learner) -> StoredPlan:
    found = current_plan(learner)
    if found is None:
        raise Http404
    return found


@router.post("/plans/edits", response={202: JobOut, 400: Problem, 404: Problem, 409: Problem},
             summary="Make or edit the plan")  # fmt: skip
def edit(request: HttpRequest, wanted: EditIn) -> Status[Plain]:
    """Starts the work; follow the job, then read the plan in force."""
    learner = caller(request)
    form = {key: str(value) for key, value in wanted.dict().items() if value is not None}
    params = {"today": str(today()), "edit": asdict(edit_of(learner, form))}
    return Status(202, job_out(enqueue(learner, "plan", params)))


@router.get("/plans", response=Page, summary="List plans")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """The plans, the one in force first."""
    return page(caller(request).plans.all(), window, _brief)


@router.get("/plans/current", response={200: Plain, 404: Problem}, summary="The plan in force")
def current(request: HttpRequest) -> Plain:
    """The plan (docs/plan.md) and how much of each part is done."""
    learner = caller(request)
    stored = _in_force(learner)
    return {**_brief(stored), "plan": stored.data, "progress": shares_of(learner)}


@router.get("/plans/current/calendar", response={200: Plain, 404: Problem},
            summary="The plan as a calendar")  # fmt: skip
def calendar(request: HttpRequest) -> Plain:
    """The iCalendar text, and the address to subscribe to."""
    learner = caller(request)
    stored = _in_force(learner)
    address = request.build_absolute_uri(f"/calendar/{learner.feed}.ics")
    return {"address": address, "ics": to_ics(read_plan(stored.data, "the plan"), stored.created)}


@router.get("/plans/{int:key}", response={200: Plain, 404: Problem}, summary="One plan")
def one(request: HttpRequest, key: int) -> Plain:
    """A plan, in force or not."""
    stored = caller(request).plans.filter(pk=key).first()
    if stored is None:
        raise Http404
    return {**_brief(stored), "plan": stored.data}


@router.put("/plans/current/progress", response={200: Plain, 400: Problem},
            summary="Note progress")  # fmt: skip
def progress(request: HttpRequest, done: ProgressIn) -> Plain:
    """Notes how much of a line is done; finished lines become evidence."""
    learner = caller(request)
    set_progress(learner, done.line, done.share)
    return {"progress": shares_of(learner)}


@router.post("/plans/undo", response={200: Plain, 400: Problem, 409: Problem},
             summary="Undo the last change")  # fmt: skip
def undo(request: HttpRequest, wanted: UndoIn) -> Plain:
    """Puts the plan before `base` in force again."""
    return _brief(undo_plan(caller(request), wanted.base))
