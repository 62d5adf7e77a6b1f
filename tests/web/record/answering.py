"""Somebody who answers the questions of sittings in tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tripos.exam import Variant
from tripos.web.record.day import day_of
from tripos.web.record.exams.sittings import Outcome, end, give, pending
from tripos.web.record.exams.starting import begin_practice
from tripos.web.record.models import Learner, Sitting

NOW = dt.datetime.now(tz=dt.UTC)


def right_answer(variant: Variant) -> str:
    """What to type to be right."""
    answer: Any = variant.answer
    shown: str = answer.shown()
    return shown.partition(":")[0] if answer.kind == "choice" else shown


def answer(sitting: Sitting, *, right: bool = True, now: dt.datetime = NOW) -> Outcome | None:
    """Answers the question that waits, or says that it is not known; None if none waits."""
    waiting = pending(sitting, day_of(now))
    if waiting is None:
        return None
    return give(sitting, waiting.number, right_answer(waiting.variant) if right else None, now)


def ago(days: int) -> dt.datetime:
    """A moment so many days ago."""
    return NOW - dt.timedelta(days=days)


def practised(learner: Learner, *topics: str, count: int = 1, days: int = 0) -> Sitting:
    """So many right answers on `topics`, so many days ago."""
    sitting = begin_practice(learner, day_of(ago(days)), topics=topics, seed=1)
    for _ in range(count):
        answer(sitting, now=ago(days))
    end(sitting)
    return sitting
