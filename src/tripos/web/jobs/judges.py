"""What may be judged where, and the judges of a process: one a stack, kept for what comes next."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from tripos.labs.judge import ConfinementError, Judge, Level, offered
from tripos.web.jobs.queue import LAB, enqueue
from tripos.web.record.models import Job, Learner

_judges: dict[tuple[str, Level], Judge] = {}


@cache
def confinement() -> tuple[Level, str]:
    """The highest level of this machine, and why it is not a higher one; tried once a process."""
    return offered()


def for_pages() -> dict[str, Any]:
    """What pages say about running code here: the level, why it is not a higher one, whether one
    may ask for practice mode, and whether nothing is run at all."""
    level, reason = confinement()
    return {
        "level": level.name.lower(), "reason": reason,
        "practice": settings.LOCAL and level is Level.NONE,
        "closed": not settings.LOCAL and level < Level.FULL,
    }  # fmt: skip


def least_level(*, practice: bool) -> Level:
    """The confinement below which nothing is run: full on a shared server; on one's own machine
    sealed, and none only in practice mode, which its owner asks for."""
    if not settings.LOCAL:
        return Level.FULL
    return Level.NONE if practice else Level.SEALED


def judge_for(stack: str, *, practice: bool) -> Judge:
    """The judge of a stack in this process. It refuses code below `least_level`."""
    least = least_level(practice=practice)
    if (stack, least) not in _judges:
        _judges[stack, least] = Judge(stack, least, cgroups=settings.CGROUPS)
    return _judges[stack, least]


def close_judges() -> None:
    """Ends the judges of this process; the next submission would start new ones."""
    while _judges:
        _judges.popitem()[1].close()


def may_judge(*, practice: bool) -> None:
    """Raises `ConfinementError` where code of learners may not be run."""
    level, reason = confinement()
    least = least_level(practice=practice)
    if level < least:
        raise ConfinementError(least, level, reason)


def queue_judging(learner: Learner, lab: str, submission: int, *, practice: bool) -> Job:
    """Queues the judging of a stored submission."""
    return enqueue(learner, LAB, {"lab": lab, "submission": submission,
                           "practice": practice and settings.LOCAL})  # fmt: skip


def queue_gym(learner: Learner, kind: str, params: dict[str, int], *, practice: bool) -> Job:
    """Queues work of the gym: a case to prove, a run, a submission to judge."""
    return enqueue(learner, kind, {**params, "practice": practice and settings.LOCAL})
