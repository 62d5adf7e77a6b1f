"""The plan page: when, how much, why, and every line with what can be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.draw import Column, draw_columns
from tripos.person import Person
from tripos.plan import Plan, read_plan
from tripos.show.timeline import plan_timeline
from tripos.web.access import own
from tripos.web.held import Held
from tripos.web.jobs.queue import enqueue
from tripos.web.jobs.views import latest_job, share_of
from tripos.web.plan.shown import shown_of
from tripos.web.record.day import today
from tripos.web.record.decisions import last_decision
from tripos.web.record.models import Learner, StoredPlan
from tripos.web.record.own import catalog_of
from tripos.web.record.person import person_of
from tripos.web.record.plans import FRONTIER, current_plan, shares_of

OBJECTIVES = (("balanced", "balanced"), ("cheapest", "cheapest"), ("fastest", "fastest"))
_MONTHS_AHEAD = 18
_WIDE, _NARROW = 1000.0, 340.0


@own
def page(request: HttpRequest, learner: Learner) -> HttpResponse:
    """The plan in force, or how to make one."""
    stored = current_plan(learner)
    job = latest_job(learner, ["plan"], stored.created if stored else None)
    context: dict[str, Any] = {
        "job": job, "share": share_of(job) if job else None, "objectives": OBJECTIVES,
        "stored": stored,
    }  # fmt: skip
    if stored is None:
        context["decided"] = last_decision(learner)
        return render(request, "plan/empty.html", context)
    plan = read_plan(stored.data, "the plan")
    person, shares = person_of(learner), shares_of(learner)
    context |= {
        "plan": plan, "lines": _lines(plan, person, shares),
        "shown": shown_of(learner, plan, shares),
        "note": stored.data.get("note"),
        "finished": stored.data.get("finished", []),
        "pictures": _pictures(stored.pk, stored.created, Held(plan)),
        "months": _months(plan), "wishes": _wishes(learner, person),
        "stale": _profile_changed(stored, person), "feed": request.build_absolute_uri(
            f"/calendar/{learner.feed}.ics"),
        "before": learner.plans.filter(pk__lt=stored.pk).first(),
    }  # fmt: skip
    return render(request, "plan/plan.html", context)


@lru_cache(maxsize=64)
def _pictures(  # the number and the time name the content; only `held` is read
    key: int,  # noqa: ARG001
    made: dt.datetime,  # noqa: ARG001
    held: Held[Plan],
) -> dict[str, str]:
    plan = held.value
    if not plan.items:
        return {}
    person = Person.model_validate(dict(plan.person))
    breaks = [(pause.first, pause.last) for pause in person.means.breaks]
    found = {}
    for name, width in (("wide", _WIDE), ("narrow", _NARROW)):
        found[f"timeline_{name}"] = plan_timeline(plan, breaks, key=f"time-{name}", width=width)
        found[f"load_{name}"] = _load(plan, person, name, width)
        if plan.payments:
            found[f"money_{name}"] = _money(plan, name, width)
    return found


def _load(plan: Plan, person: Person, key: str, width: float) -> str:
    columns = []
    weeks = _every_week(plan)
    for monday in weeks:
        hours = plan.load.get(monday, 0.0)
        tick = f"{monday:%b %Y}" if monday.day <= 7 else ""
        columns.append(Column(hours, f"week of {monday}: {hours:.1f} hours", tick))
    week = person.means.hours_per_week
    limit = week.typical if week else None
    return draw_columns(columns, "Hours a week", "hours a week", limit=limit,
                        limit_said="your usual week", key=f"load-{key}", width=width)  # fmt: skip


def _every_week(plan: Plan) -> list[dt.date]:
    first, last = min(plan.load), max(plan.load)
    return [first + dt.timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _money(plan: Plan, key: str, width: float) -> str:
    assert plan.planned_finish is not None
    sums: dict[tuple[int, int], float] = {}
    for paid in plan.payments:
        month = (paid.date.year, paid.date.month)
        sums[month] = sums.get(month, 0.0) + paid.amount
    columns = []
    for day in _month_starts(plan.start, plan.planned_finish):
        amount = sums.get((day.year, day.month), 0.0)
        said = f"{day:%B %Y}: {amount:,.0f} USD"
        columns.append(Column(amount, said, f"{day:%b %Y}"))
    return draw_columns(columns, "Money a month", "USD a month", key=f"money-{key}", width=width)


def _month_starts(first: dt.date, last: dt.date) -> list[dt.date]:
    days, day = [], first.replace(day=1)
    while day <= last:
        days.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return days


def _lines(plan: Plan, person: Person, shares: Mapping[str, float]) -> list[dict[str, Any]]:
    preferences = person.preferences
    return [
        {
            "item": item,
            "share": sum(shares.get(part, 0.0) for part in item.parts) / len(item.parts),
            "pinned": item.id in preferences.must_courses,
            "first": at == 0, "last": at == len(plan.items) - 1,
        }
        for at, item in enumerate(plan.items)
    ]  # fmt: skip


def _months(plan: Plan) -> list[tuple[str, str]]:
    """Months that may be paused: those of the plan from now on."""
    last = plan.planned_finish or plan.start
    days = _month_starts(max(plan.start, today()), last)[:_MONTHS_AHEAD]
    return [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in days]


def _wishes(learner: Learner, person: Person) -> dict[str, Sequence[Any]]:
    """What the learner asked for, each with its title, to be taken back."""
    catalog = catalog_of(learner)

    def titles(keys: Sequence[str]) -> list[tuple[str, str]]:
        return [(key, catalog.courses[key].title) for key in keys if key in catalog.courses]

    return {
        "pinned": titles(person.preferences.must_courses),
        "banned": titles(person.preferences.avoid_courses),
        "pauses": person.means.breaks,
    }


def _profile_changed(stored: StoredPlan, person: Person) -> bool:
    """Whether the profile says something else than when the plan was made."""
    return bool(stored.data["person"] != person.model_dump(mode="json"))


@own
def frontier(request: HttpRequest, learner: Learner) -> HttpResponse:
    """What more money would buy in time; computed once on demand."""
    if request.method == "POST":
        enqueue(learner, FRONTIER, {"today": str(today())})
    job = latest_job(learner, [FRONTIER])
    result = learner.results.filter(kind=FRONTIER).first()
    stored = current_plan(learner)
    context = {"job": job, "share": None, "result": result, "stored": stored}
    return render(request, "plan/frontier.html", context)
