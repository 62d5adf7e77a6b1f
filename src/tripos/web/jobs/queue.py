"""The queue: jobs are rows of the record, claimed by lease, so that a killed worker loses none.

A worker renews its lease while it runs a job. When a lease has run out, the next worker takes the
job up again; the work itself is idempotent (results have keys, plans have a base).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from tripos.errors import TriposError
from tripos.web.record.models import Job, Learner
from tripos.web.record.person import held

LEASE = dt.timedelta(seconds=15)
LAB, CHECK = "lab", "lab-check"  # kinds of job that judge: a submission, a draft
# Of the gym: a case proved and handed out, a run of the learner's own, a submission judged.
GYM_CASE, GYM_RUN, GYM = "gym-case", "gym-run", "gym"
_LIMITED = (LAB, GYM)  # kinds whose number the record itself limits
MOST_WAITING = 5  # jobs of one learner that may wait or run at the same time
LOST = "the work was interrupted three times; try again, perhaps with a smaller question"


@transaction.atomic
def enqueue(learner: Learner, kind: str, params: dict[str, Any]) -> Job:
    """A new job, or the one that already waits or runs with the same purpose.

    Raises TriposError if too many of the learner's jobs are waiting; submissions do not count, as
    the record limits how many of them may wait.
    """
    held(learner)
    going = list(learner.jobs.filter(state__in=(Job.QUEUED, Job.RUNNING)))
    for job in going:
        if job.kind == kind and job.params == params and not job.cancelling:
            return job
    counted = sum(job.kind not in _LIMITED for job in going)
    if kind not in _LIMITED and counted >= MOST_WAITING:
        raise TriposError("too much work is waiting already; cancel some of it, or wait")
    return Job.objects.create(learner=learner, kind=kind, params=params)


def claim(worker: str) -> Job | None:
    """The next job for `worker`, marked as running under a lease; None if nothing waits."""
    # A look costs no lock; only where there is something to claim is the record held for writing.
    if not Job.objects.filter(state__in=(Job.QUEUED, Job.RUNNING)).exists():
        return None
    with transaction.atomic():
        return _claim(worker, timezone.now())


def _claim(worker: str, now: dt.datetime) -> Job | None:
    _give_back_lost(now)
    job = (
        Job.objects.select_for_update(skip_locked=_can_skip())
        .filter(state=Job.QUEUED)
        .order_by("id")
        .first()
    )
    if job is None:
        return None
    job.state, job.worker, job.lease = Job.RUNNING, worker, now + LEASE
    job.attempts += 1
    job.progress = "starting"
    job.save(update_fields=["state", "worker", "lease", "attempts", "progress"])
    return job


def _can_skip() -> bool:
    from django.db import connection  # noqa: PLC0415 - the connection of this thread

    return connection.features.has_select_for_update_skip_locked


def _give_back_lost(now: dt.datetime) -> None:
    """Queues jobs whose worker is gone, and ends those that were lost too often or cancelled."""
    for job in Job.objects.filter(state=Job.RUNNING, lease__lt=now):
        if job.cancelling:
            finish(job, Job.CANCELLED)
        elif job.attempts >= Job.MOST_ATTEMPTS:
            finish(job, Job.FAILED, error=LOST)
        else:
            Job.objects.filter(pk=job.pk, state=Job.RUNNING, lease=job.lease).update(
                state=Job.QUEUED, worker="", lease=None
            )
    for job in Job.objects.filter(state=Job.QUEUED, cancelling=True):
        finish(job, Job.CANCELLED)


def renew(job: Job, worker: str) -> bool:
    """Prolongs the lease; False if the job is no longer this worker's or was told to stop."""
    held = Job.objects.filter(pk=job.pk, worker=worker, state=Job.RUNNING, cancelling=False)
    return bool(held.update(lease=timezone.now() + LEASE))


def finish(job: Job, state: str, *, error: str = "", worker: str | None = None) -> None:
    """Ends a job that is still going; with `worker`, only if that worker holds it."""
    held = Job.objects.filter(pk=job.pk, state__in=(Job.QUEUED, Job.RUNNING))
    if worker is not None:
        held = held.filter(worker=worker)
    held.update(
        state=state, error=error[:500], finished=timezone.now(), lease=None, progress="", printed=""
    )  # fmt: skip


def cancel(job: Job) -> None:
    """Asks for a job to stop; one that only waits ends at once."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.QUEUED)
    if waiting.update(state=Job.CANCELLED, finished=timezone.now()):
        return
    Job.objects.filter(pk=job.pk, state=Job.RUNNING).update(cancelling=True)
