"""The queue: claimed once, given back when lost, cancelled when asked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tripos.errors import TriposError
from tripos.web.jobs.kinds import KINDS, run
from tripos.web.jobs.queue import LOST, MOST_WAITING, cancel, claim, enqueue, renew
from tripos.web.record.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """A kind of job that does what the test says."""
    doing = {"do": lambda learner, params, tell: None}

    def work(*given):
        return doing["do"](*given)

    monkeypatch.setitem(KINDS, "test", work)
    return doing


def test_it_works(learner, work) -> None:
    """A job waits, is claimed, runs, and is done."""
    job = enqueue(learner, "test", {"a": 1})
    assert Job.QUEUED == job.state

    claimed = claim("w1")
    run(claimed)

    job.refresh_from_db()
    assert Job.DONE == job.state
    assert job.finished is not None


def test_a_job_is_claimed_once(learner, work) -> None:
    """Two workers never hold the same job."""
    enqueue(learner, "test", {})

    assert claim("w1") is not None
    assert claim("w2") is None


def test_the_oldest_comes_first(learner, work) -> None:
    """Jobs are taken up in the order in which they came."""
    first = enqueue(learner, "test", {"n": 1})
    enqueue(learner, "test", {"n": 2})

    assert first == claim("w")


def test_a_lost_worker_loses_no_job(learner, work) -> None:
    """When the lease has run out, another worker takes the job up again."""
    enqueue(learner, "test", {})
    job = claim("gone")
    Job.objects.filter(pk=job.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))

    again = claim("alive")

    assert job == again
    assert 2 == again.attempts
    assert not renew(job, "gone")
    assert renew(again, "alive")


def test_a_job_that_kills_its_workers_is_given_up(learner, work) -> None:
    """After three lost attempts the job fails with a sentence."""
    enqueue(learner, "test", {})
    for _ in range(Job.MOST_ATTEMPTS):
        job = claim("w")
        Job.objects.filter(pk=job.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))

    assert claim("w") is None
    job.refresh_from_db()
    assert (Job.FAILED, LOST) == (job.state, job.error)


def test_a_late_worker_cannot_end_what_is_no_longer_its(learner, work) -> None:
    """A worker that comes back after its lease does not overwrite the other's state."""
    enqueue(learner, "test", {})
    old = claim("slow")
    Job.objects.filter(pk=old.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))
    claim("fast")

    run(old)

    old.refresh_from_db()
    assert (Job.RUNNING, "fast") == (old.state, old.worker)


def test_what_the_user_can_mend_is_a_sentence(learner, work) -> None:
    """An error of the kinds that users cause is kept as the job's sentence."""

    def fail(*_):
        raise TriposError("hours a week: must be more than 0")

    work["do"] = fail
    enqueue(learner, "test", {})
    job = claim("w")
    run(job)

    job.refresh_from_db()
    assert (Job.FAILED, "hours a week: must be more than 0") == (job.state, job.error)


def test_an_error_of_ours_does_not_hang(learner, work) -> None:
    """A bug fails the job with an honest sentence, and is raised for the log."""
    work["do"] = lambda *_: 1 / 0
    enqueue(learner, "test", {})
    job = claim("w")

    with pytest.raises(ZeroDivisionError):
        run(job)

    job.refresh_from_db()
    assert Job.FAILED == job.state
    assert "error of ours" in job.error


def test_progress_is_seen_while_it_runs(learner, work) -> None:
    """What a job tells stands in its row."""
    seen = []

    def do(learner, params, tell):
        tell("path 3 of 50")
        seen.append(Job.objects.get().progress)

    work["do"] = do
    enqueue(learner, "test", {})
    run(claim("w"))

    assert ["path 3 of 50"] == seen


def test_what_is_printed_is_seen_while_it_runs(client, learner, work) -> None:
    """The page that asks after the job has it; nothing of it is left when it has ended."""
    seen = []

    def do(learner, params, tell):
        tell.hear("epoch 1 loss 0.5\n")
        asked = client.get(f"/jobs/{Job.objects.get().pk}/", HTTP_HX_REQUEST="true")
        seen.append(asked.content.decode())

    work["do"] = do
    job = enqueue(learner, "test", {})
    run(claim("w"))

    job.refresh_from_db()
    assert "epoch 1 loss 0.5" in seen[0]
    assert not job.printed


def test_cancelling_what_waits_ends_it(learner, work) -> None:
    """A waiting job is cancelled at once and never runs."""
    job = enqueue(learner, "test", {})
    cancel(job)

    job.refresh_from_db()
    assert Job.CANCELLED == job.state
    assert claim("w") is None


def test_a_learner_cannot_fill_the_queue(learner, work) -> None:
    """Beyond a few waiting jobs there is a sentence."""
    for number in range(MOST_WAITING):
        enqueue(learner, "test", {"n": number})

    with pytest.raises(TriposError, match="too much work"):
        enqueue(learner, "test", {"n": 99})
