"""Editing a plan without dragging: each edit is a short form, and replans as a job."""

from __future__ import annotations

import calendar
import copy
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, cast, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.errors import TriposError
from tripos.plan import ObjectiveName
from tripos.web.access import by_htmx, own
from tripos.web.jobs.queue import enqueue
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of
from tripos.web.record.person import checked_person
from tripos.web.record.plans import Edit, check_in_force, current_plan, set_progress, undo_plan
from tripos.web.whole import whole_number

_TITLE = 60


@require_POST
@own
def edit(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Starts the job that carries out one edit of the plan that the form was made from."""
    wanted = edit_of(learner, request.POST)
    job = enqueue(learner, "plan", {"today": str(today()), "edit": asdict(wanted)})
    if by_htmx(request):
        return render(request, "jobs/job.html", {"job": job, "share": None})
    return redirect(f"/jobs/{job.pk}/")


def edit_of(learner: Learner, form: QueryDict | Mapping[str, str]) -> Edit:
    """The edit that a form asks for.

    Raises ConflictError if it was made from another plan than the one in force, and TriposError if
    it makes no sense.
    """
    action = form.get("action", "")
    if action not in _ACTIONS:
        raise TriposError(f"there is no edit called '{action[:30]}'")
    text = form.get("base", "")
    base = whole_number(text)
    if text and base is None:
        raise TriposError("base: must be the number of the plan that the edit was made from")
    check_in_force(learner, base)
    made = _ACTIONS[action](learner, form)
    objective = form.get("objective") or _objective(learner)
    if objective not in get_args(ObjectiveName):
        raise TriposError(f"objective: choose one of {', '.join(get_args(ObjectiveName))}")
    if made.person is not None:
        checked_person(learner, made.person)
    return Edit(
        reason=made.reason, base=base, objective=cast("ObjectiveName", objective),
        person=made.person, move=made.move, by=made.by, retired=made.retired, afresh=made.afresh,
    )  # fmt: skip


def _objective(learner: Learner) -> str:
    plan = current_plan(learner)
    return str(plan.data["objective"]) if plan else "balanced"


Form = QueryDict | Mapping[str, str]


def _line(learner: Learner, form: Form) -> Mapping[str, Any]:
    plan = current_plan(learner)
    key = form.get("line", "")
    for item in plan.data["items"] if plan else ():
        if item["id"] == key:
            return cast("Mapping[str, Any]", item)
    raise TriposError(f"there is no line '{key[:60]}' in your plan")


def _course(learner: Learner, form: Form) -> tuple[str, str]:
    course = catalog_of(learner).course(form.get("line", ""), "line")
    return course.id, course.title[:_TITLE]


def _listed(learner: Learner, changes: Mapping[str, tuple[str, bool]]) -> dict[str, Any]:
    """The profile with courses put on (True) or taken off (False) lists of preferences."""
    data: dict[str, Any] = copy.deepcopy(learner.person)
    preferences = data.setdefault("preferences", {})
    for name, (key, wanted) in changes.items():
        rest = [one for one in preferences.get(name, []) if one != key]
        preferences[name] = [*rest, key] if wanted else rest
    return data


def _new(learner: Learner, form: Form) -> Edit:  # noqa: ARG001 - all actions look alike
    return Edit("a new plan", afresh=True)


def _rest(learner: Learner, form: Form) -> Edit:  # noqa: ARG001
    return Edit("the rest, from today")


def _pin(learner: Learner, form: Form) -> Edit:
    key, title = _course(learner, form)
    person = _listed(learner, {"must_courses": (key, True), "avoid_courses": (key, False)})
    return Edit(f"with {title} for certain", person=person)


def _ban(learner: Learner, form: Form) -> Edit:
    key, title = _course(learner, form)
    person = _listed(learner, {"avoid_courses": (key, True), "must_courses": (key, False)})
    return Edit(f"without {title}", person=person)


def _free(learner: Learner, form: Form) -> Edit:
    key, title = _course(learner, form)
    person = _listed(learner, {"avoid_courses": (key, False), "must_courses": (key, False)})
    return Edit(f"{title} as it comes", person=person)


def _earlier(learner: Learner, form: Form) -> Edit:
    item = _line(learner, form)
    return Edit(f"{item['title'][:_TITLE]} earlier", move=item["id"], by=-1)


def _later(learner: Learner, form: Form) -> Edit:
    item = _line(learner, form)
    return Edit(f"{item['title'][:_TITLE]} later", move=item["id"], by=1)


def _gone(learner: Learner, form: Form) -> Edit:
    key, title = _course(learner, form)
    return Edit(f"{title} is no longer offered", retired=(key,))


def _month(form: Form) -> tuple[dt.date, dt.date]:
    text = form.get("month", "")
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise TriposError("month: write it as YYYY-MM") from None
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _pause(learner: Learner, form: Form) -> Edit:
    first, last = _month(form)
    data = copy.deepcopy(learner.person)
    breaks = data.setdefault("means", {}).setdefault("breaks", [])
    one = {"first": str(first), "last": str(last)}
    if one not in breaks:
        breaks.append(one)
    return Edit(f"no study in {first:%B %Y}", person=data)


def _unpause(learner: Learner, form: Form) -> Edit:
    data = copy.deepcopy(learner.person)
    means = data.setdefault("means", {})
    gone = form.get("first", "")
    means["breaks"] = [one for one in means.get("breaks", []) if str(one["first"]) != gone]
    return Edit("without that pause", person=data)


_ACTIONS: Mapping[str, Callable[[Learner, Form], Edit]] = {
    "new": _new, "rest": _rest, "pin": _pin, "ban": _ban, "free": _free, "earlier": _earlier,
    "later": _later, "gone": _gone, "pause": _pause, "unpause": _unpause,
}  # fmt: skip


@require_POST
@own
def progress(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Notes how much of a line is done; it becomes evidence at once, the dates stay."""
    item_id = request.POST.get("line", "")
    try:
        share = float(request.POST.get("share", ""))
    except ValueError:
        raise TriposError("share: must be a number from 0 to 1") from None
    set_progress(learner, item_id, share)
    done = "done" if share >= 1 else "not begun" if share == 0 else f"{share:.0%} done"
    messages.success(request, f"Noted: {done}.")
    return redirect("/today/" if request.POST.get("from") == "today" else f"/plan/#{item_id}")


@require_POST
@own
def undo(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Puts the plan before this one in force again."""
    undo_plan(learner, whole_number(request.POST.get("base", "")) or 0)
    messages.success(request, "The plan before is in force again, with its profile.")
    return redirect("/plan/")
