"""What we believe a learner knows: a probability for each competency, and the evidence for it.

The model. Every competency starts at the same low prior. Each piece of evidence says with what
probability somebody of whom it holds has mastered the competency, and carries a weight; evidence
is pooled in log-odds relative to the prior,

    logit p = logit p0 + sum of w_i (logit q_i - logit p0),

the weighted logarithmic opinion pool of Genest and Zidek (1986), *Statistical Science* 1(1). As
claims are not independent, the sum is capped. Mastery then flows down hard requirements: who
can do the harder thing can, but for a leak, do what it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tripos.atlas import Atlas

EvidenceKind = Literal[
    "degree", "course", "certificate", "rating", "work", "plan", "question", "lab", "project"
]

PRIOR = 0.05
LEAK = 0.1  # how often a requirement is missing although the harder competency is mastered
FLOOR, CEILING = 0.01, 0.97

KNOWN = 0.7  # from here on a plan takes a competency as covered
INTRODUCED = 0.35  # from here on a plan takes it as introduced
SURE = 0.9  # from here on a plan takes it as mastered


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe something: `says` is a probability of mastery, `weight` 0 to 1."""

    competency: str
    kind: EvidenceKind
    says: float
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Mastery:
    """The belief about one competency; `implied_by` names what lifted it through the graph."""

    p: float
    evidence: tuple[Evidence, ...] = ()
    implied_by: str | None = None


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


def believe(atlas: Atlas, evidence: Iterable[Evidence]) -> Belief:
    """The belief that `evidence` supports. Evidence on competencies not in `atlas` is ignored."""
    found: dict[str, list[Evidence]] = {key: [] for key in atlas}
    for item in evidence:
        if item.competency in found:
            found[item.competency].append(item)
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
    return Belief({key: Mastery(p[key], tuple(found[key]), implied.get(key)) for key in atlas})


def _pool(items: list[Evidence]) -> float:
    odds = _logit(PRIOR)
    for item in items:
        odds += item.weight * (_logit(item.says) - _logit(PRIOR))
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


def _logit(p: float) -> float:
    held = min(1 - 1e-6, max(1e-6, p))
    return math.log(held / (1 - held))
