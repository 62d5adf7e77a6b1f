"""Progress of long work, live where there is script and by reloading where there is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.web.access import by_htmx, own, page_behind
from tripos.web.jobs.queue import CHECK, GYM, GYM_CASE, GYM_RUN, LAB, cancel
from tripos.web.record.models import Job, Learner

_PAGES = {"decide": "/decide/", "plan": "/plan/", "frontier": "/plan/frontier"}
_OF = re.compile(r"(\d+) of (\d+)")


def page_of(job: Job) -> str:
    """The page that shows what comes of a job."""
    if job.kind == LAB:
        return f"/labs/{job.params['lab']}/{job.params['submission']}/"
    if job.kind == CHECK:
        return f"/labs/{job.params['lab']}/"
    if job.kind in (GYM_CASE, GYM_RUN):
        return f"/gym/{job.params['case']}/"
    if job.kind == GYM:
        return f"/gym/{job.params['case']}/{job.params['attempt']}/"
    return _PAGES.get(job.kind, "/")


def share_of(job: Job) -> int | None:
    """Per cent done, where the progress counts; None where it does not."""
    found = _OF.search(job.progress)
    return round(100 * int(found[1]) / int(found[2])) if found and int(found[2]) else None


def latest_job(
    learner: Learner, kinds: Sequence[str], since: dt.datetime | None = None
) -> Job | None:
    """The newest job of these kinds if a page should show it: going, failed or cancelled.

    What ended before `since`, when the page's content was made, is no longer news.
    """
    job = learner.jobs.filter(kind__in=kinds).first()
    if job is None or job.state == Job.DONE:
        return None
    return None if since and job.finished and job.finished < since else job


def job_about(
    learner: Learner, kinds: Sequence[str], name: str, value: int | str, *, among: int = 100
) -> Job | None:
    """The newest job of these kinds whose parameter `name` is `value`, among the newest ones."""
    jobs = learner.jobs.filter(kind__in=kinds)[:among]
    return next((job for job in jobs if job.params.get(name) == value), None)


def _mine(learner: Learner, key: int) -> Job:
    job = learner.jobs.filter(pk=key).first()
    if job is None:
        raise Http404
    return job


def _lead_on(request: HttpRequest, page: str) -> HttpResponse:
    """Reloads the page where it is the one that shows the outcome (keeping its place), else goes
    there."""
    response = HttpResponse(status=204)
    if page_behind(request).partition("?")[0] == page:
        response["HX-Refresh"] = "true"
    else:
        response["HX-Redirect"] = page
    return response


@own
def show(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """A job's progress; leads on to its page when it has ended."""
    job = _mine(learner, key)
    if by_htmx(request):
        if not job.going:
            return _lead_on(request, page_of(job))
        return render(request, "jobs/job.html", {"job": job, "share": share_of(job)})
    if not job.going:
        return redirect(page_of(job))
    return render(request, "jobs/page.html", {"job": job, "share": share_of(job)})


@require_POST
@own
def stop(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Cancels a job; nothing that it had not finished is kept."""
    job = _mine(learner, key)
    cancel(job)
    return redirect(page_of(job))


@require_POST
@own
def dismiss(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Forgets a job that has ended, so that its page no longer speaks of it."""
    job = _mine(learner, key)
    if not job.going:
        job.delete()
    return redirect(page_of(job))
