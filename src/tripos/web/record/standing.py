"""Where a learner stands on the atlas: what is known, what is ready, and what to take next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tripos.atlas import Atlas, Competency, load_atlas
from tripos.belief import Belief
from tripos.draw import State
from tripos.errors import TriposError
from tripos.plan import target_profile
from tripos.web.record.knowledge import belief_of
from tripos.web.record.models import Learner
from tripos.web.record.person import person_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The atlas with what the learner knows of it; what the known rests on counts as known."""

    atlas: Atlas
    belief: Belief
    known: frozenset[str]
    ready: frozenset[str]

    def state(self, key: str) -> State:
        """Known, ready to learn, or open."""
        if key in self.known:
            return "known"
        return "ready" if key in self.ready else "open"

    def marked(self, keys: Collection[str]) -> list[tuple[Competency, State]]:
        """Competencies, each with its state."""
        return [(self.atlas[key], self.state(key)) for key in keys]


def standing_of(learner: Learner) -> Standing:
    """Where the learner stands today."""
    atlas, belief = load_atlas(), belief_of(learner)
    known = atlas.implied(belief.known)
    return Standing(atlas, belief, known, frozenset(atlas.ready(known)))


def targets_of(learner: Learner) -> tuple[frozenset[str], str]:
    """What the learner wants to reach, or nothing and the sentence that says why."""
    try:
        return frozenset(target_profile(person_of(learner), load_atlas())), ""
    except TriposError as error:
        return frozenset(), str(error)


@dataclass(frozen=True, slots=True)
class Next:
    """Something to learn next; `carries` targets that are not known yet rest on it."""

    item: Competency
    carries: int


def next_up(standing: Standing, targets: Collection[str]) -> list[Next]:
    """What is ready among `targets`, first what most of the missing targets rest on."""
    missing = set(targets) - standing.known
    below = standing.atlas.descendants
    found = [
        Next(standing.atlas[key], len(below[key] & missing)) for key in standing.ready & missing
    ]
    return sorted(found, key=lambda one: (-one.carries, one.item.stage, one.item.id))
