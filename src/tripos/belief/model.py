"""What we believe a learner knows: a probability for each competency, and the evidence for it.

Two kinds of evidence (docs/belief-model.md). *Claims* (degree, courses, work, self-rating) say with
what probability somebody of whom they hold has mastered a competency. They are pooled in log-odds
relative to a low prior,

    logit p = logit p0 + sum of w_i (logit q_i - logit p0),

the weighted logarithmic opinion pool of Genest and Zidek (1986), *Statistical Science* 1(1). As
claims are not independent, the sum is capped. Mastery then flows down hard requirements: who
can do the harder thing can, but for a leak, do what it rests on.

*Observations* (questions, labs, projects) are likelihoods: faded to today (`chain`), they move the
joint distribution (`network`) whose marginals the claims set.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tripos.atlas import Atlas
from tripos.belief.chain import Event, log_odds, log_ratio
from tripos.belief.parameters import current

EvidenceKind = Literal[
    "degree", "course", "certificate", "rating", "work", "plan", "question", "lab", "project"
]

OBSERVED = frozenset({"question", "lab", "project"})
_TAUGHT_BY = frozenset({"course", "certificate", "plan"})

PRIOR = 0.05
LEAK = 0.1  # how often a requirement is missing although the harder competency is mastered
FLOOR, CEILING = 0.01, 0.97
SUREST = 0.99  # bound of what observations can make certain
_FEW = 8  # observations below which silence counts as ignorance
_ROOTS = 0.55  # what an ordinary learner knows of what requires nothing; falls to the prior
_NOTICED = 0.05  # change of a probability that is worth a reason

KNOWN = 0.7  # from here on a plan takes a competency as covered
INTRODUCED = 0.35  # from here on a plan takes it as introduced
SURE = 0.9  # from here on a plan takes it as mastered


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe something: `says` is a probability of mastery, `weight` 0 to 1.

    For observations `says` starts from even odds. `on` is the day of it; None has no date.
    """

    competency: str
    kind: EvidenceKind
    says: float
    weight: float
    source: str
    on: dt.date | None = None

    @property
    def observed(self) -> bool:
        """Whether it was seen, not claimed."""
        return self.kind in OBSERVED


@dataclass(frozen=True, slots=True)
class Mastery:
    """The belief about one competency; `implied_by` names what moved it through the graph."""

    p: float
    evidence: tuple[Evidence, ...] = ()
    implied_by: str | None = None

    @property
    def tested(self) -> bool:
        """Whether an observation of its own speaks of it."""
        return any(one.observed for one in self.evidence)

    @property
    def verified(self) -> bool:
        """Whether it counts as known and an observation of its own says so."""
        return self.p >= KNOWN and any(one.observed and one.says > 0.5 for one in self.evidence)


class Belief(Mapping[str, Mastery]):
    """Belief about every competency of an atlas, always recomputable from evidence."""

    def __init__(self, masteries: Mapping[str, Mastery]) -> None:
        self._masteries = dict(masteries)

    def __getitem__(self, key: str) -> Mastery:
        return self._masteries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._masteries)

    def __len__(self) -> int:
        return len(self._masteries)

    def at_least(self, p: float) -> frozenset[str]:
        """The competencies believed with probability `p` or more."""
        return frozenset(key for key, mastery in self.items() if mastery.p >= p)

    @property
    def known(self) -> frozenset[str]:
        """The competencies that a plan takes as covered."""
        return self.at_least(KNOWN)


def believe(
    atlas: Atlas, evidence: Iterable[Evidence], today: dt.date | None = None, *,
    ordinary: float | None = None,
) -> Belief:  # fmt: skip
    """The belief that `evidence` supports on `today`; without a day nothing has faded.

    Evidence on competencies not in `atlas` is ignored. What no claim speaks of is taken as not
    known until enough was observed; `ordinary` (0 to 1) says instead how far it is taken as what
    people who come here know, and makes even a belief without observations joint.
    """
    found: dict[str, list[Evidence]] = {key: [] for key in atlas}
    for item in evidence:
        if item.competency in found:
            found[item.competency].append(item)
    claimed = {key: [one for one in items if not one.observed] for key, items in found.items()}
    p, implied = _claimed(atlas, claimed)
    ratios = observed_ratios(found, today)
    if ratios or ordinary is not None:
        seen = sum(1 for items in found.values() for one in items if one.observed)
        share = _share_ordinary(seen) if ordinary is None else ordinary
        silent = {key for key in atlas if not claimed[key] and key not in implied}
        prior = p
        p = _joint(atlas, expected(atlas, p, silent, share), ratios)
        moved = _moved(atlas, prior, p, ratios)
        implied = {key: by for key, by in (implied | moved).items() if by is not None}
    return Belief({key: Mastery(p[key], tuple(found[key]), implied.get(key)) for key in atlas})


def _share_ordinary(observations: int) -> float:
    """How far silence of the claims stands for an ordinary learner and not for ignorance: who
    answers many questions need not have claimed much."""
    return 0.0 if observations < _FEW else 0.5 if observations < 2 * _FEW else 1.0


def expected(
    atlas: Atlas, p: Mapping[str, float], silent: Collection[str], share: float
) -> Mapping[str, float]:
    """`p`, with the log-odds of what is `silent` moved by `share` towards an ordinary learner's."""
    if not share:
        return p
    deepest = max(len(before) for before in atlas.ancestors.values()) or 1
    found = dict(p)
    for key in silent:
        ordinary = _ROOTS - (_ROOTS - PRIOR) * len(atlas.ancestors[key]) / deepest
        odds = (1 - share) * log_odds(p[key]) + share * log_odds(ordinary)
        found[key] = 1 / (1 + math.exp(-odds))
    return found


def observed_ratios(
    found: Mapping[str, Sequence[Evidence]], today: dt.date | None
) -> dict[str, float]:
    """The log likelihood ratio by competency, for those that anything was observed about."""
    days = [one.on for items in found.values() for one in items if one.on]
    day = today or max(days, default=dt.date.min)
    half_life = current().half_life_days
    ratios = {}
    for key, items in found.items():
        if any(one.observed for one in items):
            events = [
                Event(one.on or day, one.says, one.weight, not one.observed)
                for one in items
                if one.observed or (one.kind in _TAUGHT_BY and one.on)
            ]
            ratios[key] = log_ratio(events, day, half_life)
    return ratios


def _claimed(
    atlas: Atlas, found: Mapping[str, list[Evidence]]
) -> tuple[dict[str, float], dict[str, str]]:
    """The probabilities that claims support, and which harder thing lifted which."""
    p = {key: _pool(items) for key, items in found.items()}
    implied: dict[str, str] = {}
    for key in reversed(tuple(atlas)):
        if p[key] <= PRIOR:
            continue
        for required in atlas[key].requires:
            lifted = p[key] * (1 - LEAK)
            if lifted > p[required] and not _denied(found[required]):
                p[required] = lifted
                implied[required] = implied.get(key, key)
    return p, implied


def _joint(
    atlas: Atlas, prior: Mapping[str, float], ratios: Mapping[str, float]
) -> dict[str, float]:
    """The marginals once the observations have moved the joint distribution."""
    from tripos.belief.joint import marginals  # noqa: PLC0415 - NumPy is not needed for claims

    found = marginals(atlas, prior, ratios)
    return {key: min(SUREST, max(FLOOR, p)) for key, p in found.items()}


def _moved(
    atlas: Atlas, prior: Mapping[str, float], p: Mapping[str, float], seen: Collection[str]
) -> dict[str, str | None]:
    """For what was moved without an observation of its own: the nearest one that moved it, or
    None if it was the general impression."""
    found: dict[str, str | None] = {}
    for key in atlas:
        change = p[key] - prior[key]
        if key in seen or abs(change) < _NOTICED:
            continue
        below, above = atlas.descendants[key], atlas.ancestors[key]
        reasons = [
            other for other in seen
            if other in (below if change > 0 else above) and (p[other] - prior[other]) * change > 0
        ]  # fmt: skip
        found[key] = min(
            reasons, key=lambda other: (abs(_depth(atlas, key, other)), other), default=None
        )
    return found


def _depth(atlas: Atlas, key: str, other: str) -> int:
    return len(atlas.ancestors[other]) - len(atlas.ancestors[key])


def _pool(items: list[Evidence]) -> float:
    odds = log_odds(PRIOR)
    for item in items:
        odds += item.weight * (log_odds(item.says) - log_odds(PRIOR))
    highest = max((item.says for item in items), default=CEILING)
    # Several claims may say the same thing twice: they add up to little more than the best one.
    ceiling = min(CEILING, highest + (1 - highest) / 3)
    for item in items:
        if item.kind == "rating" and item.says < KNOWN:
            # Who rates themselves low knows it better than a profile does.
            ceiling = min(ceiling, item.says + (1 - item.says) / 3)
    return min(ceiling, max(FLOOR, 1 / (1 + math.exp(-odds))))


def _denied(items: list[Evidence]) -> bool:
    return any(item.kind == "rating" and item.says <= PRIOR for item in items)
