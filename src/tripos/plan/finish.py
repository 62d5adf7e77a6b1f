"""When a plan will really be finished, given that hours and weeks are ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tripos.chance import Floats, triangular
from tripos.plan.problem import Problem, Span
from tripos.plan.result import Finish

_DRAWS = 2000
_SHARED = 0.5  # chance that an item's draw is the learner's own pace rather than its own luck


def finish_distribution(
    problem: Problem, hours: Sequence[Span], seed: int, *, idle_days: int = 0
) -> Finish:
    """Quantiles of the finish date over simulated learners.

    Every item's hours and every week's hours are triangular over low, mode and high. Items share
    the learner's pace with probability 0.5, which correlates them by as much without touching
    their own distributions. `idle_days` are days on which the plan waits for money.
    """
    rng = np.random.default_rng(seed)
    low, mode, high = (np.array([getattr(span, k) for span in hours]) for k in Span.__slots__)
    pace = rng.random((_DRAWS, 1))
    own = rng.random((_DRAWS, len(hours)))
    shared = rng.random((_DRAWS, len(hours))) < _SHARED
    total = triangular(np.where(shared, pace, own), low, mode, high).sum(axis=1)
    days = _days_for(problem, total, rng) + idle_days
    found = [problem.start + dt.timedelta(days=int(np.ceil(d)) - 1) for d in _quantiles(days)]
    meets = None
    if problem.deadline is not None:
        meets = float(np.mean(days <= (problem.deadline - problem.start).days + 1))
    return Finish(found[0], found[1], found[2], None if meets is None else round(meets, 3))


def _quantiles(days: Floats) -> Floats:
    return np.asarray(np.quantile(days, [0.1, 0.5, 0.9]))


def _days_for(problem: Problem, total: Floats, rng: np.random.Generator) -> Floats:
    """Calendar days until each draw's hours are done, week by week."""
    span = problem.hours_per_week
    done = np.zeros_like(total)
    days = np.zeros_like(total)
    week = 0
    while (done < total).any() and week < 52 * 80:
        first = problem.start + dt.timedelta(weeks=week)
        share = problem.study_days(first, first + dt.timedelta(days=6)) / 7
        drawn = triangular(
            rng.random(len(total)), np.array(span.low), np.array(span.mode), np.array(span.high)
        )
        hours = np.maximum(drawn * share, 0.0)
        part = np.clip((total - done) / np.maximum(hours, 1e-9), 0.0, 1.0)
        days += 7 * np.where(done < total, part, 0.0)
        done += hours
        week += 1
    return days
