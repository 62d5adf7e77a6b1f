"""The adaptive diagnostic: asks what tells most, stops when further questions would change little.

State goes in, new state comes out: a diagnostic is its answers so far, and can be taken up again
after any interruption. What an answer says is the mutual information between it and the whole map;
as it depends on the map through its own competency alone, one marginal decides (Lindley 1956,
Annals of Mathematical Statistics 27(4)).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripos.belief.network import Graph, Network
from tripos.chance import Floats

SLIP = 0.08  # chance that somebody who has mastered it answers wrongly, until answers are recorded
IDLE = (0.06, 0.7)  # chance to say "I don't know" of somebody who has mastered it, and who has not
ENOUGH = 0.95  # expected share of the targets told right at which the diagnostic stops
LEAST_BITS = 0.06  # what the best question must tell to be worth asking
MOST_QUESTIONS = 60
_NEW_AREA = 1.3  # how much more a question counts in an area that was not asked about yet


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be asked: its main competency, and the chance to guess it."""

    id: str
    competency: str
    guess: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a diagnostic. `right` is None for "I don't know"."""

    question: str
    seed: int
    competency: str
    right: bool | None
    guess: float
    weight: float = 1.0

    @property
    def evidence(self) -> float:
        """The log likelihood ratio of mastery."""
        if self.right is None:
            known, not_known = IDLE
        elif self.right:
            known, not_known = 1 - SLIP, max(self.guess, 0.02)
        else:
            known, not_known = SLIP, 1 - max(self.guess, 0.02)
        return self.weight * float(np.log(known) - np.log(not_known))


@dataclass(frozen=True, slots=True)
class Standing:
    """What is believed after some answers. `accuracy` is the expected share of targets told right
    by calling each known or not, whichever is likelier."""

    marginals: Mapping[str, float]
    accuracy: float
    asked: int


class Diagnostic:
    """Chooses questions about `targets` for one learner; the network keeps what it has computed."""

    def __init__(
        self, graph: Graph, prior: Floats, targets: Collection[str], bank: Sequence[Asked]
    ) -> None:
        self.graph = graph
        self.network = Network(graph, prior)
        self.place = {key: at for at, key in enumerate(graph.keys)}
        self.targets = np.array([self.place[key] for key in graph.keys if key in set(targets)])
        self.bank = [one for one in bank if one.competency in self.place]

    def standing(self, given: Sequence[Given]) -> Standing:
        """What is believed after the answers `given`."""
        marginals = self._marginals(given)
        held = marginals[self.targets]
        accuracy = float(np.maximum(held, 1 - held).mean()) if len(held) else 1.0
        shown = dict(zip(self.graph.keys, map(float, marginals), strict=True))
        return Standing(shown, accuracy, len(given))

    def next_question(self, given: Sequence[Given], rng: np.random.Generator) -> Asked | None:
        """The question that tells most now; None when it is time to stop."""
        standing = self.standing(given)
        if len(given) >= MOST_QUESTIONS or standing.accuracy >= ENOUGH:
            return None
        values = self._worth(standing, given)
        if not len(values) or values.max() < LEAST_BITS:
            return None
        best = np.flatnonzero(values >= 0.97 * values.max())
        return self.bank[int(rng.choice(best))]

    def _marginals(self, given: Sequence[Given]) -> Floats:
        evidence = np.zeros(len(self.graph.keys))
        for one in given:
            if one.competency in self.place:
                evidence[self.place[one.competency]] += one.evidence
        return self.network.posterior(evidence)[0]

    def _worth(self, standing: Standing, given: Sequence[Given]) -> Floats:
        """Bits that each question of the bank would tell, weighed for breadth and repetition."""
        times: dict[str, int] = {}
        seen_areas = set()
        for answer in given:
            times[answer.competency] = times.get(answer.competency, 0) + 1
            if answer.competency in self.place:
                seen_areas.add(int(self.graph.area[self.place[answer.competency]]))
        reachable = set(self.targets.tolist())
        found = np.zeros(len(self.bank))
        for at, one in enumerate(self.bank):
            here = self.place[one.competency]
            bits = one.weight * information(standing.marginals[one.competency], one.guess)
            if here not in reachable:
                bits *= 0.5
            if int(self.graph.area[here]) not in seen_areas:
                bits *= _NEW_AREA
            found[at] = bits * 0.6 ** times.get(one.competency, 0)
        return found


def information(p: float, guess: float, slip: float = SLIP) -> float:
    """Bits that an answer is expected to tell about a competency mastered with probability `p`."""
    held = min(1 - 1e-9, max(1e-9, p))
    right = held * (1 - slip) + (1 - held) * guess
    return _entropy(right) - held * _entropy(slip) - (1 - held) * _entropy(guess)


def _entropy(p: float) -> float:
    held = min(1 - 1e-12, max(1e-12, p))
    return float(-(held * np.log2(held) + (1 - held) * np.log2(1 - held)))
