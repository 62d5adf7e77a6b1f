"""Practice at the frontier: interleaved, at a fitting difficulty, mastered by spaced success.

Interleaving topics beats blocking them (Rohrer and Taylor 2007, Instructional Science 35(6)), and
success on several days says more than a streak on one (Cepeda et al. 2006, Psychological Bulletin
132(3)); hence mastery needs both several right answers and several days.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripos.atlas import Atlas
from tripos.belief import KNOWN
from tripos.exam.offer import Asked, Past
from tripos.exam.question import Rng

SUCCESSES, DAYS = 3, 2  # right answers to different questions, and days on which they were given
_GOAL = 0.75  # chance of success at which practice is neither dull nor hopeless
_RECENT = 3  # questions back within which a competency is not asked again, if others wait
_MOST = 12  # competencies practised side by side


@dataclass(frozen=True, slots=True)
class Progress:
    """How far practice of one competency has come."""

    right: int
    days: int
    last_right: bool

    @property
    def mastered(self) -> bool:
        """Whether success was repeated and spaced."""
        return self.right >= SUCCESSES and self.days >= DAYS and self.last_right


def progress_of(past: Sequence[Past], key: str) -> Progress:
    """Success with `key` so far: different variants, and days; the last answer decides."""
    about = [one for one in past if one.competency == key]
    right = [one for one in about if one.right]
    return Progress(
        len({(one.id, one.seed) for one in right}), len({one.day for one in right}),
        bool(about and about[-1].right),
    )  # fmt: skip


def frontier(
    atlas: Atlas, p: Mapping[str, float], wanted: Collection[str], past: Sequence[Past]
) -> tuple[str, ...]:
    """What of `wanted` to practise now, at most a dozen, in teaching order.

    That is what is not mastered yet and rests only on what is known; if all of `wanted` still
    rests on something unknown, that comes first.
    """
    open_ = {key for key in wanted if not progress_of(past, key).mastered}
    need = open_.union(*(atlas.ancestors[key] for key in open_))
    ready = [
        key for key in atlas
        if key in need and (key in open_ or p[key] < KNOWN)
        and all(p[before] >= KNOWN for before in atlas[key].requires)
    ]  # fmt: skip
    first = [key for key in ready if key in open_] or ready
    return tuple(first[:_MOST])


def next_practice(
    p: Mapping[str, float], topics: Sequence[str], bank: Mapping[str, Sequence[Asked]],
    past: Sequence[Past], rng: Rng,
) -> Asked | None:  # fmt: skip
    """The question to practise with now; None if the bank has none on `topics`.

    Takes the topic that waited longest and was not among the last few, and of its questions one
    that was seen least, with a chance of success near three quarters.
    """
    known = [key for key in topics if bank.get(key)]
    if not known:
        return None
    recent = [one.competency for one in past[-min(_RECENT, len(known) - 1) :]]
    free = [key for key in known if len(known) == 1 or key not in recent] or known
    last = {one.competency: at for at, one in enumerate(past)}
    waited = min(last.get(key, -1) for key in free)
    topic = str(rng.choice([key for key in free if last.get(key, -1) == waited]))
    seen: dict[str, int] = {}
    for one in past:
        seen[one.id] = seen.get(one.id, 0) + 1
    fresh = min(seen.get(one.id, 0) for one in bank[topic])
    left = [one for one in bank[topic] if seen.get(one.id, 0) == fresh]
    away = np.array([abs(one.scale.expected(p[topic]) - _GOAL) for one in left])
    return left[int(rng.choice(np.flatnonzero(away <= away.min() + 0.05)))]
