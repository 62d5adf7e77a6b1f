"""The landing page of a returning learner; newcomers are led to the welcome."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tripos.plan import read_plan
from tripos.web.access import own
from tripos.web.jobs.views import latest_job, share_of
from tripos.web.record.day import today
from tripos.web.record.decisions import last_decision
from tripos.web.record.exams.memory import due_of
from tripos.web.record.models import Learner
from tripos.web.record.plans import current_plan, shares_of
from tripos.web.today.week import week_of


@own
def home(request: HttpRequest, learner: Learner) -> HttpResponse:  # noqa: ARG001
    """The start page: today for whoever is under way, the welcome for whoever is new."""
    if current_plan(learner) or learner.welcomed or learner.person:
        return redirect("/today/")
    return redirect("/welcome/1/")


@own
def today_page(request: HttpRequest, learner: Learner) -> HttpResponse:
    """This week's work, what is due, how it stands, and what comes next."""
    stored = current_plan(learner)
    day = today()
    job = latest_job(learner, ["plan"])
    context: dict[str, Any] = {
        "day": day, "stored": stored, "job": job if job and job.going else None,
        "share": share_of(job) if job else None,
    }  # fmt: skip
    if stored is None:
        context["decided"] = last_decision(learner)
        context["postings"] = learner.postings.count()
        return render(request, "today/start.html", context)
    plan = read_plan(stored.data, "the plan")
    finished = stored.data.get("finished", [])
    week = week_of(
        plan, shares_of(learner), day, hours_finished=sum(item["hours"] for item in finished)
    )
    context |= {
        "plan": plan, "week": week, "per_cent": _per_cent(week.hours_done, week.hours_total),
        "on_course": _per_cent(week.hours_planned, week.hours_total),
        "begins_later": plan.start > day, "due": due_of(learner, day),
    }  # fmt: skip
    return render(request, "today/today.html", context)


def _per_cent(part: float, whole: float) -> int:
    return round(100 * part / whole) if whole else 100
