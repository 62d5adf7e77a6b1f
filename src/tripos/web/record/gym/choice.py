"""Which case comes next for a learner: what is hard enough, and was not met lately."""

from __future__ import annotations

import secrets
from collections import Counter

from tripos.labs.gym import Family
from tripos.labs.gym.choosing import choose
from tripos.web.record.knowledge import belief_of
from tripos.web.record.models import Learner

ON_CALL = 25  # minutes of a timed case


def choose_for(
    learner: Learner, key: str | None, level: int | None, seed: int | None, week: str | None
) -> tuple[Family, int]:
    """A family and a seed; where nothing is asked for, fitted to what the learner knows.

    Raises TriposError if nothing fits what is asked for.
    """
    fresh = secrets.randbelow(2**31)
    if key is not None or seed is not None or week is not None:
        return choose(key, level, seed, week, fresh)
    belief = belief_of(learner)
    met = Counter(learner.cases.values_list("family", flat=True))
    known = {key: one.p for key, one in belief.items()}
    return choose(None, level, None, None, fresh, known, met)
