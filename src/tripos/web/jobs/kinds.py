"""What a job can do; each kind is one function of a learner and plain parameters."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from tripos.errors import TriposError
from tripos.labs import find_lab
from tripos.labs.gym import find_family
from tripos.labs.judge import Judge
from tripos.labs.judging import LostError
from tripos.web.jobs.judges import judge_for
from tripos.web.jobs.queue import CHECK, GYM, GYM_CASE, GYM_RUN, LAB
from tripos.web.record.decisions import make_decision
from tripos.web.record.gym.attempts import attempt_of, judge_attempt
from tripos.web.record.gym.cases import prepare, row_of, run_project
from tripos.web.record.labs.drafts import check_draft
from tripos.web.record.labs.submissions import judge_stored, submission_of
from tripos.web.record.models import GymCase, Job, Learner, Result
from tripos.web.record.plans import Edit, carry_out, make_frontier

_EVERY = 0.25  # s between two writes of progress
_TRIES = 3
_MOST_PRINTED = 8000  # characters, the last ones


def run(job: Job) -> None:
    """Does the work of a job and notes how it ended. Whatever goes wrong becomes a sentence."""
    try:
        work = KINDS[job.kind]
        result = work(job.learner, job.params, Tell(job))
    except TriposError as error:
        _end(job, Job.FAILED, error=str(error))
    except Exception:
        _end(job, Job.FAILED, error="an error of ours stopped the work; your record is unchanged")
        raise
    else:
        _end(job, Job.DONE, result=result)


def _end(job: Job, state: str, *, error: str = "", result: Result | None = None) -> None:
    """Ends the job, unless it was cancelled or given to somebody else meanwhile."""
    Job.objects.filter(pk=job.pk, state=Job.RUNNING, worker=job.worker).update(
        state=state, error=error[:500], result=result, progress="", printed="",
        lease=None, finished=timezone.now(),
    )  # fmt: skip


class Tell:
    """Called with how far a job is; `hear` is called with what its code prints. Neither is written
    more than four times a second."""

    def __init__(self, job: Job) -> None:
        self._job, self._printed = job.pk, ""
        self._said = self._heard = 0.0

    def __call__(self, message: str) -> None:
        if time.monotonic() - self._said >= _EVERY:
            Job.objects.filter(pk=self._job).update(progress=message[:200])
            self._said = time.monotonic()

    def hear(self, text: str) -> None:
        """Adds to what is shown while the job runs."""
        self._printed = (self._printed + text)[-_MOST_PRINTED:]
        if time.monotonic() - self._heard >= _EVERY:
            Job.objects.filter(pk=self._job).update(printed=self._printed)
            self._heard = time.monotonic()


def _today(params: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(params["today"])


def _decide(learner: Learner, params: Mapping[str, Any], tell: Tell) -> Result:
    return make_decision(
        learner, _today(params), tell, draws=params.get("draws", settings.DRAWS),
        seed=params.get("seed", 0), plan_seconds=settings.PLAN_SECONDS,
    )  # fmt: skip


def _plan(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:
    edit = Edit(**{**params["edit"], "retired": tuple(params["edit"].get("retired", ()))})
    carry_out(learner, edit, _today(params), tell, seconds=settings.PLAN_SECONDS)


def _frontier(learner: Learner, params: Mapping[str, Any], tell: Tell) -> Result:
    return make_frontier(learner, _today(params), tell, seconds=settings.PLAN_SECONDS)


def _lab(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:
    row = submission_of(learner, params["submission"])
    judge = _judge_of(row.lab, params)
    _unless_lost(lambda: judge_stored(row, judge, tell))


def _check(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:  # noqa: ARG001
    judge = _judge_of(params["lab"], params)
    _unless_lost(lambda: check_draft(learner, params["lab"], judge))


def _gym_case(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:
    row = row_of(learner, params["case"])
    judge = _gym_judge(row, params)
    _unless_lost(lambda: prepare(row, judge, tell))


def _gym_run(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:
    row = row_of(learner, params["case"])
    judge = _gym_judge(row, params)
    _unless_lost(lambda: run_project(row, judge, tell.hear))


def _gym(learner: Learner, params: Mapping[str, Any], tell: Tell) -> None:
    attempt = attempt_of(learner, params["attempt"])
    judge = _gym_judge(attempt.case, params)
    _unless_lost(lambda: judge_attempt(attempt, judge, tell))


def _gym_judge(row: GymCase, params: Mapping[str, Any]) -> Judge:
    stack = find_family(row.family).card.stack
    return judge_for(stack, practice=params.get("practice", False))


def _judge_of(lab: str, params: Mapping[str, Any]) -> Judge:
    return judge_for(find_lab(lab).card.stack, practice=params.get("practice", False))


def _unless_lost(work: Callable[[], object]) -> None:
    """Does work with a judge; one that is lost on the way is started again, a few times."""
    for left in reversed(range(_TRIES)):
        try:
            work()
        except LostError:
            if not left:
                raise TriposError(
                    "the judge was interrupted; what you submitted is kept, judge it again"
                ) from None
        else:
            return


KINDS: Mapping[str, Callable[[Learner, Mapping[str, Any], Tell], Result | None]] = {
    "decide": _decide,
    "plan": _plan,
    "frontier": _frontier,
    LAB: _lab,
    CHECK: _check,
    GYM_CASE: _gym_case,
    GYM_RUN: _gym_run,
    GYM: _gym,
}
RESIDENT = (LAB, CHECK, GYM_CASE, GYM_RUN, GYM)  # kinds for the process that keeps its judge
