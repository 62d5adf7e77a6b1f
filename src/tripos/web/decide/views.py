"""The decision page: the verdict first, then everything it rests on."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.decide.words import open_paths, percent, plain, verdict_word
from tripos.errors import TriposError
from tripos.web.access import by_htmx, own
from tripos.web.decide.content import content_of
from tripos.web.held import Held
from tripos.web.jobs.queue import enqueue
from tripos.web.jobs.views import latest_job, share_of
from tripos.web.record.day import today
from tripos.web.record.decisions import DECIDE, is_current
from tripos.web.record.models import Job, Learner, Result
from tripos.web.record.person import change_person, person_of

_OLD_DAYS = 30
WEIGHTS = (
    ("soon", "Postings open soon"), ("reach", "Many postings open in the end"),
    ("money", "Money"), ("hours", "Hours of study"), ("coverage", "Learning all of the goal"),
    ("finish", "Finishing what I begin"), ("research", "Access to research"),
    ("network", "People I meet"),
)  # fmt: skip


@own
def page(request: HttpRequest, learner: Learner) -> HttpResponse:
    """The last decision, and whether it still holds; or what a decision would rest on."""
    results = list(learner.results.filter(kind=DECIDE)[:2])
    job = latest_job(learner, [DECIDE], results[0].created if results else None)
    context: dict[str, Any] = {
        "job": job, "share": share_of(job) if job else None, "weights": _weights(learner),
        "postings": learner.postings.count(), "missing": _missing(learner),
    }  # fmt: skip
    if not results:
        return render(request, "decide/empty.html", context)
    result = results[0]
    report = result.value["report"]
    context |= {
        "result": result, "report": report, "current": is_current(learner, result),
        "old": (today() - result.created.date()).days > _OLD_DAYS,
        "moved": _moved(results), "content": _content(result.pk, result.created, Held(result)),
    }  # fmt: skip
    return render(request, "decide/decide.html", context)


@lru_cache(maxsize=32)
def _content(  # the number and the time name the content; only `held` is read
    key: int,  # noqa: ARG001
    made: dt.datetime,  # noqa: ARG001
    held: Held[Result],
) -> dict[str, Any]:
    return content_of(held.value.value)


def _weights(learner: Learner) -> list[tuple[str, str, Any]]:
    mine = person_of(learner).preferences.weights
    return [(key, label, mine.get(key)) for key, label in WEIGHTS]  # type: ignore[call-overload]


def _missing(learner: Learner) -> list[tuple[str, str]]:
    """What would make the answer better and has not been said: words and where to say it."""
    person = person_of(learner)
    found = [
        (person.background.degree is None, "your degree", "/welcome/1/"),
        (person.background.years_experience is None, "your years of work", "/welcome/1/"),
        (not person.goals.role_families, "the jobs you aim at", "/welcome/2/"),
        (person.means.hours_per_week is None, "your hours a week", "/welcome/3/"),
        (person.means.budget.total is None, "your budget", "/welcome/3/"),
        (not learner.postings.exists(), "postings that you aim at", "/postings/"),
    ]
    return [(words, address) for missing, words, address in found if missing]


def _moved(results: list[Result]) -> str | None:
    """What the newest decision changed against the one before."""
    if len(results) < 2:
        return None
    new, old = (result.value["report"] for result in results)
    parts = []
    if new["verdict"]["kind"] != old["verdict"]["kind"]:
        before, after = verdict_word(old), verdict_word(new)
        parts.append(f"the verdict was “{before}” and is now “{after}”")
    was = {path["id"]: path["p_best"] for path in open_paths(old)}
    now = {path["id"]: path for path in open_paths(new)}
    for key, path in list(now.items())[:6]:
        if abs(path["p_best"] - was.get(key, 0.0)) >= 0.01:
            parts.append(
                f"{plain(path['short'])} is best in {percent(path['p_best'])} of the futures"
                f" ({percent(was[key]) if key in was else 'closed'} before)"
            )
    gone = [path for path in open_paths(old) if path["id"] not in now]
    parts += [f"{plain(path['short'])} is closed now" for path in gone[:2]]
    return "; ".join(parts[:4]) or "nothing that matters"


@require_POST
@own
def run(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Starts a decision as a job."""
    params: dict[str, Any] = {"today": str(today())}
    job: Job = enqueue(learner, DECIDE, params)
    if by_htmx(request):
        return render(request, "jobs/job.html", {"job": job, "share": None})
    return redirect(f"/jobs/{job.pk}/")


@require_POST
@own
def weights(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Stores what matters to the learner, from 0 (not at all) on; empty: as usual."""
    found: dict[str, float] = {}
    for key, label in WEIGHTS:
        text = request.POST.get(key, "").strip().replace(",", ".")
        if text:
            try:
                found[key] = float(text)
            except ValueError:
                raise TriposError(f"{label}: '{text[:20]}' is not a number from 0 to 100") from None
    change_person(learner, {"preferences.weights": found or None})
    messages.success(request, "Your weights are saved; decide again to see what they change.")
    return redirect("/decide/")
