"""Which question a sitting asks next, by its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from tripos.atlas import load_atlas
from tripos.exam.diagnostic import next_question
from tripos.exam.offer import Asked, by_competency, offer
from tripos.exam.practice import frontier, next_practice
from tripos.exam.question import Rng
from tripos.web.record.exams.past import past_of
from tripos.web.record.knowledge import belief_of, expected_of
from tripos.web.record.models import Sitting

SET = 10  # questions of one practice
Chosen = tuple[Asked | None, str]


def choose(sitting: Sitting, today: dt.date, rng: Rng) -> Chosen:
    """The next question of a sitting, or None and the name of the reason to stop."""
    return _WAYS[sitting.kind](sitting, today, rng)


def _diagnose(sitting: Sitting, today: dt.date, rng: Rng) -> Chosen:
    atlas = load_atlas()
    p = {key: one.p for key, one in expected_of(sitting.learner, today).items()}
    topics = [key for key in sitting.topics if key in atlas]
    found = next_question(atlas, p, topics, offer(), past_of(sitting.responses.all()), rng)
    return found.question, found.stop or ""


def _practise(sitting: Sitting, today: dt.date, rng: Rng) -> Chosen:
    done = sitting.responses.count()
    if done and done % SET == 0 and sitting.state.get("sets", 1) * SET <= done:
        return None, "set done"
    atlas = load_atlas()
    bank = by_competency(offer())
    p = {key: one.p for key, one in belief_of(sitting.learner, today).items()}
    past = past_of(sitting.learner.responses.all())
    wanted = [key for key in sitting.topics if key in atlas]
    ready = [key for key in frontier(atlas, p, wanted, past) if key in bank]
    topics = wanted if sitting.state.get("named") or not ready else ready
    found = next_practice(p, topics, bank, past, rng)
    return found, "" if found else "nothing left"


def _review(sitting: Sitting, today: dt.date, rng: Rng) -> Chosen:
    """Each topic of the queue once, in its order; what was wrong once more at the end."""
    bank = by_competency(offer())
    given = list(sitting.responses.all())
    tries = [row.competency for row in given]
    right = {row.competency for row in given if row.right}
    queue = [key for key in sitting.topics if key in bank]
    for most in (1, 2):
        for key in queue:
            if key not in right and tries.count(key) < most:
                p = {key: belief_of(sitting.learner, today)[key].p}
                past = past_of(sitting.learner.responses.filter(competency=key))
                return next_practice(p, [key], bank, past, rng), ""
    return None, "all reviewed"


_WAYS: Mapping[str, Callable[[Sitting, dt.date, Rng], Chosen]] = {
    Sitting.DIAGNOSE: _diagnose, Sitting.PRACTISE: _practise, Sitting.REVIEW: _review,
}  # fmt: skip
