"""What a learner's earlier answers say about the next one, kept up answer by answer.

Everything is causal: the features of an answer are computed before it is known. A learner's state
is of the size of what they have met, not of how much they have answered.

Counts of successes and tries: Pavlik, Cen and Koedinger (2009), AIED, with logarithms and at the
levels of item, skill and all as in Gervet et al. (2020), Journal of Educational Data Mining 12(3).
Success rates that fade by answer: Galyardt and Goldin (2015), same journal 7(2). Abilities: one
step of assumed-density filtering on a Rasch model for each answer (Minka 2001), overall and by
skill.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

DAY = 86_400.0
FAST, SLOW = 0.8, 0.97  # share of a fading success rate that an answer leaves
_DRIFT = 0.01  # variance of an ability, in squared logits, that each answer adds: people learn
_SPREAD, _SKILL_SPREAD = 1.0, 1.0  # variances of abilities before any answer, in squared logits
_EVEN = 0.5
_LOGS = [math.log1p(count) for count in range(1000)]

NAMES = (
    "constant", "wins", "tries", "skill wins", "skill tries", "item wins", "item tries",
    "rate", "skill rate", "item rate", "fast", "slow", "skill fast", "skill slow", "ability",
    "skill ability", "item last", "skill last", "days since the skill", "days since any",
)  # fmt: skip
SLOPES = (3, 4, 15)  # features whose weight is a skill's own, beside the common one


@dataclass(slots=True)
class Tally:
    """Answers so far in one respect: counts, fading success rates, an ability in logits with its
    variance, the last answer (1 right, -1 wrong, 0 none) and its time in unix seconds."""

    spread: float = _SKILL_SPREAD
    wins: int = 0
    tries: int = 0
    fast: float = _EVEN
    slow: float = _EVEN
    ability: float = 0.0
    last: int = 0
    at: float = 0.0

    def add(self, right: int, at: float) -> None:
        """One more answer."""
        self.wins += right
        self.tries += 1
        self.fast += (1 - FAST) * (right - self.fast)
        self.slow += (1 - SLOW) * (right - self.slow)
        self.last = 1 if right else -1
        self.at = at

    def days_since(self, at: float) -> float:
        """log(1 + days) since the last answer; 0 where times are not known."""
        return math.log1p((at - self.at) / DAY) if self.tries and at > self.at > 0 else 0.0


@dataclass(slots=True)
class History:
    """One learner's answers, added up: all of them, by skill and by item."""

    all: Tally = field(default_factory=lambda: Tally(_SPREAD))
    skills: dict[str, Tally] = field(default_factory=dict)
    items: dict[str, list[int]] = field(default_factory=dict)  # wins, tries, last


_NO_SKILL, _NO_ITEM = Tally(), [0, 0, 0]


def _log(count: int) -> float:
    return _LOGS[count] if count < len(_LOGS) else math.log1p(count)


@dataclass(frozen=True)
class Features:
    """The features of a next answer. `easiness` is the log-odds with which each item is answered
    rightly by people of ability 0, and `typical` that of an item nobody has met."""

    easiness: Mapping[str, float]
    typical: float = 0.0

    def of(self, state: History, item: str, skill: str, at: float) -> list[float]:
        """The features in the order of NAMES, of an answer at unix time `at` (0: not known)."""
        own, this = state.all, state.skills.get(skill, _NO_SKILL)
        wins, tries, last = state.items.get(item, _NO_ITEM)
        return [
            1.0,
            _log(own.wins), _log(own.tries), _log(this.wins), _log(this.tries),
            _log(wins), _log(tries),
            (own.wins + 1) / (own.tries + 2), (this.wins + 1) / (this.tries + 2),
            (wins + 1) / (tries + 2),
            own.fast, own.slow, this.fast, this.slow, own.ability, this.ability,
            last, this.last, this.days_since(at), own.days_since(at),
        ]  # fmt: skip

    def add(self, state: History, item: str, skill: str, right: int, at: float) -> None:
        """Adds an answer to the learner's state."""
        own, this = state.all, state.skills.get(skill)
        if this is None:
            this = state.skills[skill] = Tally()
        score = self.easiness.get(item, self.typical) + own.ability + this.ability
        p = 1 / (1 + math.exp(-score))
        for tally in (own, this):
            tally.spread = 1 / (1 / (tally.spread + _DRIFT) + p * (1 - p))
            tally.ability += tally.spread * (right - p)
            tally.add(right, at)
        met = state.items.get(item)
        if met is None:
            met = state.items[item] = [0, 0, 0]
        met[0] += right
        met[1] += 1
        met[2] = 1 if right else -1
