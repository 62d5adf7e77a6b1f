"""What answers, labs and projects say today about one competency, forgetting and learning between.

Knowledge tracing (Corbett and Anderson 1995, User Modeling and User-Adapted Interaction 4) with
forgetting: a chain of two states, mastered or not. Between two days mastery survives with

    2 ^ (-days / half-life),

and the half-life doubles with every success on a later day than the one before (the spacing effect;
Cepeda et al. 2006, Psychological Bulletin 132(3)). After an answer its solution was read, which
teaches some; a course finished in between teaches with the probability that it speaks for. What is
handed on is a likelihood ratio: the odds at the end of the chain against the odds of the same chain
in which nothing was observed, so that the prior and what courses teach are not counted twice.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

TAUGHT = 0.06  # chance that an answer with its worked solution teaches what was missing
_MOST_DOUBLINGS = 5


@dataclass(frozen=True, slots=True)
class Event:
    """Something observed (`teaches` False) or learned from (True) on a day.

    `says` is the probability of mastery that it supports, from even odds.
    """

    on: dt.date
    says: float
    weight: float
    teaches: bool = False


def log_ratio(events: Sequence[Event], today: dt.date, half_life: float) -> float:
    """The log likelihood ratio of mastery on `today`; `half_life` in days.

    Events after `today` count as of today.
    """
    seen, blind = 0.5, 0.5  # probability of mastery with what was observed, and without
    last, success, doublings = None, None, 0
    for event in sorted(events, key=lambda one: (one.on, one.teaches, one.says, one.weight)):
        day = min(event.on, today)
        if last is not None:
            kept = _kept((day - last).days, half_life * 2**doublings)
            seen, blind = seen * kept, blind * kept
        last = day
        if event.teaches:
            learned = event.weight * event.says
            seen, blind = seen + (1 - seen) * learned, blind + (1 - blind) * learned
            continue
        seen = _observed(seen, event)
        seen += (1 - seen) * TAUGHT * event.weight
        if event.says > 0.5:
            if success is not None and day > success:
                doublings = min(_MOST_DOUBLINGS, doublings + 1)
            success = day
    if last is None:
        return 0.0
    kept = _kept((today - last).days, half_life * 2**doublings)
    return log_odds(seen * kept) - log_odds(blind * kept)


def _observed(p: float, event: Event) -> float:
    # Bounded, as after a dozen successes on one day `p` is 1 to the last digit.
    odds = math.exp(log_odds(p) + event.weight * log_odds(event.says))
    return odds / (1 + odds)


def _kept(days: int, half_life: float) -> float:
    return float(2 ** (-max(0, days) / half_life))


def log_odds(p: float) -> float:
    """The log-odds of one probability, held away from certainty."""
    held = min(1 - 1e-6, max(1e-6, p))
    return math.log(held / (1 - held))
