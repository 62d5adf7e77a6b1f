"""What pairs of cells say: how much edges leak, and how fast mastery fades.

Both are found where the composite likelihood of pairs (Varin, Reid and Firth 2011, Statistica
Sinica 21) is greatest on a grid, with a prior around the former figure. For an edge, both ends'
chances of mastery together follow from the model of the belief (network.py) with its slope and the
spread of its areas, and from how many have mastered each; requirements are taken as independent
given the abilities. Two episodes of a cell are weighed by the abilities that the learner's other
answers speak for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tripos.belief.calibrate.cells import DAY, SHARES, Cells, Ints, Posterior
from tripos.belief.network import _AREA_POINTS as AREA_POINTS
from tripos.belief.network import _AREA_SHARES as AREA_SHARES
from tripos.belief.network import ABILITIES, Graph
from tripos.belief.parameters import Parameters
from tripos.chance import Floats

LEAKS = np.array([0.01, 0.03, *np.arange(0.06, 0.96, 0.045)])
HALF_LIVES = np.geomspace(4, 4000, 31)  # days
_LEARNED = np.array([0.0, 0.03, 0.08, 0.15, 0.25, 0.4])  # chance to learn between two episodes
_DOUBLINGS = 5  # as in the belief's chain: each success on a later day doubles the half-life
_SPREAD = 1.0  # of the priors of a leak, in logits, and of a half-life, in logarithms
LEAST_PAIRS = 100


def tables(graph: Graph, share: Floats, former: Parameters) -> Floats:
    """For each leak of the grid and edge the chances of its ends, (LEAKS, E, 2, 2): by mastery of
    what is required, then of what requires it. `share` (n,) of learners have mastered each."""
    base = former.slope * ABILITIES[:, None] + former.area_spread * AREA_POINTS[None, :]
    weight = SHARES[:, None] * AREA_SHARES[None, :]
    found = np.empty((len(LEAKS), len(graph.parent), 2, 2))
    for at, leak in enumerate(LEAKS):
        parent, inside = _reached(graph, share, leak, base, weight)
        has = inside[graph.child] / (parent + leak * (1 - parent))
        for known, chance, met in ((1, parent, has), (0, 1 - parent, leak * has)):
            found[at, :, known, 1] = (weight * chance * met).sum(axis=(1, 2))
            found[at, :, known, 0] = (weight * chance * (1 - met)).sum(axis=(1, 2))
    return found


def _reached(
    graph: Graph, share: Floats, leak: float, base: Floats, weight: Floats
) -> tuple[Floats, Floats]:
    """Chances of mastery by abilities (T, S): of what each edge requires, as its other end sees it,
    (E, T, S), and of each competency, (n, T, S), which on average comes to `share`."""
    parent = np.empty((len(graph.parent), *base.shape))
    reached = np.empty((len(share), *base.shape))
    same = (graph.area[graph.parent] == graph.area[graph.child])[:, None, None]
    held = np.ones_like(reached)
    for level in graph.levels:
        into = np.flatnonzero(np.isin(graph.child, level))
        before = reached[graph.parent[into]]
        parent[into] = np.where(same[into], before, (before @ AREA_SHARES)[:, :, None])
        np.multiply.at(held, graph.child[into], parent[into] + leak * (1 - parent[into]))
        reached[level] = _with_mean(base, held[level], weight, share[level])
    return parent, reached


def _with_mean(base: Floats, held: Floats, weight: Floats, mean: Floats) -> Floats:
    """sigmoid(base + c) * held, (k, T, S), with those c, by bisection, that give the means (k,)
    if any do."""
    low, high = np.full(len(mean), -9.0), np.full(len(mean), 9.0)
    for _ in range(30):
        middle = (low + high) / 2
        found = held / (1 + np.exp(-base - middle[:, None, None]))
        under = (weight * found).sum(axis=(1, 2)) < mean
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.asarray(found)


@dataclass
class Links:
    """`tables` as above; log likelihoods on the grids, added up: `leak` (LEAKS,), `fading`
    (HALF_LIVES, learned), and of how many pairs."""

    tables: Floats
    leak: Floats = field(default_factory=lambda: np.zeros(len(LEAKS)))
    fading: Floats = field(default_factory=lambda: np.zeros((len(HALF_LIVES), len(_LEARNED))))
    edge_pairs: int = 0
    gap_pairs: int = 0

    def add(self, cells: Cells, found: Posterior, graph: Graph) -> None:
        """Adds a part."""
        self._add_edges(cells, found, graph)
        self._add_gaps(cells, found)

    def _add_edges(self, cells: Cells, found: Posterior, graph: Graph) -> None:
        before, after, edge = _joined(cells, graph)
        self.edge_pairs += len(edge)
        ends = found.likely[before], found.likely[after]
        for at in range(len(LEAKS)):
            told = np.einsum("pab,pa,pb->p", self.tables[at, edge], *ends)
            self.leak[at] += np.log(told).sum()

    def _add_gaps(self, cells: Cells, found: Posterior) -> None:
        second = np.flatnonzero(cells.later)
        first = second - 1
        self.gap_pairs += len(second)
        if not len(second):
            return
        rest = found.place[first] / (found.mixed[first] * found.mixed[second])
        rest /= rest.sum(axis=(1, 2), keepdims=True)
        has = (rest * found.chance[first]).sum(axis=(1, 2))
        one, two = found.likely[first], found.likely[second]
        days = _days_between(cells, first, second)
        kept = 2 ** (-days[:, None] / HALF_LIVES)
        for at, learned in enumerate(_LEARNED):
            anew = two[:, 0] + learned * (two[:, 1] - two[:, 0])
            if_not = ((1 - has) * one[:, 0] * anew)[:, None]
            still = two[:, :1] + kept * (two[:, 1] - two[:, 0])[:, None]
            told = (has * one[:, 1])[:, None] * still + if_not
            self.fading[:, at] += np.log(told).sum(axis=0)

    def best_leak(self, former: float) -> float:
        """The most probable leak; the former one if too few pairs speak of it."""
        if self.edge_pairs < LEAST_PAIRS:
            return former
        scale = np.log(LEAKS / (1 - LEAKS))
        off = (scale - np.log(former / (1 - former))) / _SPREAD
        return float(1 / (1 + np.exp(-_peak(scale, self.leak - off**2 / 2))))

    def best_half_life(self, former: float) -> float:
        """The most probable half-life in days; the former one if too few pairs speak of it."""
        if self.gap_pairs < LEAST_PAIRS:
            return former
        scale = np.log(HALF_LIVES)
        told = self.fading[:, np.unravel_index(self.fading.argmax(), self.fading.shape)[1]]
        return float(np.exp(_peak(scale, told - ((scale - np.log(former)) / _SPREAD) ** 2 / 2)))


def _joined(cells: Cells, graph: Graph) -> tuple[Ints, Ints, Ints]:
    """First cells of a learner of which one's competency is required for the other's, and by
    which edge."""
    count = len(graph.keys)
    firsts = np.flatnonzero(~cells.later)
    key = cells.learner[firsts] * count + cells.competency[firsts]  # sorted, as the cells are
    order = np.argsort(cells.competency[firsts], kind="stable")
    bounds = np.searchsorted(cells.competency[firsts][order], np.arange(count + 1))
    found = [np.zeros((3, 0), dtype=np.intp)]
    for edge, (parent, child) in enumerate(zip(graph.parent, graph.child, strict=True)):
        children = order[bounds[child] : bounds[child + 1]]
        wanted = cells.learner[firsts][children] * count + parent
        place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        there = key[place] == wanted
        pair = firsts[place[there]], firsts[children[there]]
        found.append(np.stack([*pair, np.full(len(pair[0]), edge)]))
    before, after, which = np.concatenate(found, axis=1)
    return before, after, which


def _days_between(cells: Cells, first: Ints, second: Ints) -> Floats:
    """Days between two episodes, halved for each doubling of the half-life before them."""
    table, begins = cells.table, cells.begins
    ends = np.append(begins[1:], len(table)) - 1
    days = (table["at"][begins[second]] - table["at"][ends[first]]) / DAY
    day = np.floor(table["at"] / DAY)
    right = np.flatnonzero(table["right"] == 1)
    fresh = np.ones(len(right), dtype=bool)
    fresh[1:] = (np.diff(day[right]) != 0) | (np.diff(cells.of_row[right]) != 0)
    successes = np.bincount(cells.of_row[right[fresh]], minlength=len(begins)).cumsum()
    chain = np.maximum.accumulate(np.where(cells.later, 0, np.arange(len(begins))))
    earlier = np.concatenate([[0], successes])
    doubled = np.clip(earlier[first + 1] - earlier[chain[first]] - 1, 0, _DOUBLINGS)
    return np.asarray(days / 2**doubled)


def _peak(scale: Floats, height: Floats) -> float:
    """Where a curve through the highest point and its neighbours is highest."""
    at = int(np.clip(height.argmax(), 1, len(scale) - 2))
    a, b, c = np.polyfit(scale[at - 1 : at + 2] - scale[at], height[at - 1 : at + 2], 2)
    del c
    if a >= 0 or height.argmax() != at:
        return float(scale[height.argmax()])
    return float(scale[at] - b / (2 * a))
