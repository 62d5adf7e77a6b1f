"""The gym: what can be begun, how it went so far, and one case to work on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tripos.draw import draw_series
from tripos.labs.gym import all_families
from tripos.labs.gym.case import code_of
from tripos.labs.gym.debrief import changes
from tripos.web.access import own
from tripos.web.jobs.judges import for_pages
from tripos.web.jobs.queue import GYM_CASE, GYM_RUN
from tripos.web.jobs.views import job_about, share_of
from tripos.web.record.day import today
from tripos.web.record.gym.cases import case_of, row_of
from tripos.web.record.gym.choice import ON_CALL
from tripos.web.record.gym.history import case_rows, history_of
from tripos.web.record.models import GymCase, Job, Learner

_SHOWN = 40
_ORDER = ("pipeline.py", "config.py", "run.py", "guard.py")
_WIDE, _NARROW = 700.0, 340.0


@own
@require_safe
def index(request: HttpRequest, learner: Learner) -> HttpResponse:
    """What can be begun, open cases, and the history."""
    return show_index(request, learner)


def show_index(
    request: HttpRequest, learner: Learner, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The page, perhaps with why a case was not begun."""
    rows = case_rows(learner)
    week = week_of_today()
    context = {
        "error": error, "all": len(all_families()), "told": history_of(learner),
        "open": [row for row in rows if row["minutes"] is None],
        "ended": [row for row in rows if row["minutes"] is not None][:_SHOWN],
        "levels": sorted({one.card.level for one in all_families().values()}),
        "week": week, "met_week": any(row["week"] == week for row in rows), "on_call": ON_CALL,
        **for_pages(),
    }  # fmt: skip
    return render(request, "gym/index.html", context, status=status)


def week_of_today() -> str:
    """The week of today, as challenges are named."""
    year, week, _ = today().isocalendar()
    return f"{year}-W{week:02}"


@own
@require_safe
def case_page(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:
    """One case."""
    return show_case(request, learner, row_of(learner, min(number, 2**62)))


def show_case(
    request: HttpRequest, learner: Learner, row: GymCase, *, error: str = "",
    typed: Mapping[str, str] | None = None, causes: Sequence[str] = (), evidence: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a case, perhaps with what was typed and could not be kept."""
    job = _job_of(learner, row)
    context: dict[str, Any] = {
        "row": row, "job": job, "share": share_of(job) if job else None, "error": error,
        **for_pages(),
    }  # fmt: skip
    if row.project is None:
        return render(request, "gym/waiting.html", context, status=status)
    case = case_of(row)
    code = dict(typed) if typed else code_of(row.project)
    order = sorted(code, key=lambda name: (_place(name), name))
    attempts = list(row.attempts.defer("files"))
    context |= {
        "ticket": row.project.get("ticket.md", ""), "readme": row.project.get("README.md", ""),
        "files": [(name, code[name]) for name in order],
        "causes": case.causes.items(), "chosen": causes, "said": evidence,
        "pictures": pictures_of(row), "changed": changes(case, code).items(),
        "hints": case.family.card.hints[: row.hints], "left": len(case.family.card.hints),
        "attempts": attempts, "over": bool(row.closes and timezone.now() > row.closes),
        "minutes_left": _minutes_left(row),
    }  # fmt: skip
    return render(request, "gym/case.html", context, status=status)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _minutes_left(row: GymCase) -> int | None:
    if row.closes is None or row.ended is not None:
        return None
    return max(0, math.ceil((row.closes - timezone.now()).total_seconds() / 60))


def pictures_of(row: GymCase) -> Mapping[str, str] | None:
    """The curves of the last run, for wide and narrow pages; None without anything to draw."""
    curves = {
        name: [math.nan if one is None else one for one in values]
        for name, values in row.curves.items()
    }  # fmt: skip
    if not any(math.isfinite(one) for values in curves.values() for one in values):
        return None
    title = "Curves of the last run"
    return {
        "wide": draw_series(curves, title, key="run-wide", width=_WIDE),
        "narrow": draw_series(curves, title, key="run-narrow", width=_NARROW),
    }


def _job_of(learner: Learner, row: GymCase) -> Job | None:
    """The newest job that proves or runs this case, unless it went well."""
    job = job_about(learner, [GYM_CASE, GYM_RUN], "case", row.pk, among=_SHOWN)
    return None if job is None or job.state == Job.DONE else job
