"""Long work: its progress, and how to stop it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from tripos.web.api.access import caller
from tripos.web.api.shapes import JobOut, Page, Plain, Problem, Window, job_out, page
from tripos.web.jobs.queue import cancel
from tripos.web.record.models import Job, Learner

router = Router()


def _job(learner: Learner, key: int) -> Job:
    found = learner.jobs.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@router.get("/jobs", response=Page, summary="List jobs")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """All jobs, the newest first."""
    return page(caller(request).jobs.all(), window, job_out)


@router.get("/jobs/{int:key}", response={200: JobOut, 404: Problem}, summary="Follow a job")
def one(request: HttpRequest, key: int) -> Plain:
    """How far a job is, or how it ended."""
    return job_out(_job(caller(request), key))


@router.delete("/jobs/{int:key}", response={200: JobOut, 404: Problem}, summary="Cancel a job")
def stop(request: HttpRequest, key: int) -> Plain:
    """Asks a job to stop; nothing that it had not finished is kept."""
    learner = caller(request)
    job = _job(learner, key)
    cancel(job)
    return job_out(_job(learner, key))
