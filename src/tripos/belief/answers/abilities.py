"""Abilities that go together: what answers to some items say about all the others.

The model (multidimensional two-parameter logistic; Reckase 2009, Multidimensional Item Response
Theory). A learner has K independent standard normal factors f, and answers item i rightly with
probability sigmoid(z_i), z_i = easiness_i + loadings_i . f: so the log-odds z of all items are
jointly normal with covariance loadings loadings^T. Edges of a graph of prerequisites are soft: the
prior draws the loadings of neighbours together, and answers may overrule it.

Fitting is variational EM (a Gaussian for each learner, expectations of the logistic function by the
probit approximation of MacKay 1992, Neural Computation 4(5)), stopped early, from several random
starts whose covariances are averaged: single starts fit chance in the weaker factors. A belief
about one learner is updated by matching the posterior of the answered item's log-odds by a normal
one, which then moves all others (assumed-density filtering: Minka 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats

Ints = npt.NDArray[np.intp]
_RIDGE, _EASY_RIDGE = 10.0, 0.3  # precisions of loadings and of easiness around their means
_START, _STEP = 0.3, 1.0  # spread of the first loadings, longest step of a coefficient
_POINTS, _SHARES = np.polynomial.hermite_e.hermegauss(15)


def _expected(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """E sigmoid(z) and E sigmoid'(z) for normal z, nearly."""
    held = 1 / np.sqrt(1 + np.pi * variance / 8)
    p = 1 / (1 + np.exp(-np.clip(held * mean, -30, 30)))
    return p, held * p * (1 - p)


@dataclass(frozen=True)
class Joint:
    """What is believed of one learner's log-odds on some items: `mean` (n,), `spread` (n, n)."""

    mean: Floats
    spread: Floats

    def chances(self) -> Floats:
        """The chance of a right answer to each item, (n,)."""
        return _expected(self.mean, np.diag(self.spread))[0]

    def told(self, item: int, right: bool) -> Joint:
        """The belief after an answer to the item in place `item`."""
        variance = float(self.spread[item, item])
        if variance <= 0:
            return self
        at = self.mean[item] + np.sqrt(variance) * _POINTS
        weight = _SHARES / (1 + np.exp(np.clip(-at if right else at, -30, 30)))
        weight /= weight.sum()
        mean = float(weight @ at)
        left = float(weight @ (at - mean) ** 2)
        along = self.spread[item] / variance
        moved = self.mean + along * (mean - self.mean[item])
        return Joint(moved, self.spread - np.outer(along, along) * (variance - left))

    def worth(self, items: Sequence[int] | Ints, targets: Sequence[int] | Ints) -> Floats:
        """How much an answer to each of `items` is expected to narrow the beliefs about `targets`:
        the variance of log-odds that it takes away, weighed by how much each chance depends on it.
        """
        variance = np.diag(self.spread)
        slope = _expected(self.mean, variance)[1]
        asked, aimed = np.asarray(items), np.asarray(targets)
        shared = self.spread[np.ix_(asked, aimed)] ** 2 @ slope[aimed]
        return np.asarray(shared * slope[asked] / (1 + slope[asked] * variance[asked]))


@dataclass(frozen=True)
class Abilities:
    """A fitted model: `easiness` (n,) in logits, `loadings` (n, K) in logits for one standard
    deviation of a factor."""

    easiness: Floats
    loadings: Floats

    def belief(self, items: Sequence[int] | Ints) -> Joint:
        """What is believed of the log-odds on `items` of somebody of whom nothing is known."""
        chosen = self.loadings[np.asarray(items)]
        return Joint(self.easiness[np.asarray(items)], chosen @ chosen.T)


@dataclass(frozen=True)
class Recorded:
    """Answers to fit on, (N,) each: who, which of `items` items, and whether rightly (0 or 1);
    `edges` (E, 2) joins items of which one is required for the other."""

    learner: Ints
    item: Ints
    right: Floats
    items: int
    edges: Ints


def fit_abilities(
    recorded: Recorded, rng: np.random.Generator, *, factors: int = 6, smooth: float = 2.0,
    starts: int = 3, rounds: int = 12,
) -> Abilities:  # fmt: skip
    """The abilities that the answers support.

    `smooth` is how strongly an edge draws loadings together (0: edges do not matter). With six
    factors, 100,000 answers take about 0.3 s for each round of each start.
    """
    work = _Rows.of(recorded)
    found = [_Fit.start(work, factors, smooth, rng).run(rounds) for _ in range(starts)]
    easiness = np.mean([one.easiness for one in found], axis=0)
    loadings = np.concatenate([one.loadings for one in found], axis=1) / np.sqrt(starts)
    return Abilities(easiness, loadings)


@dataclass(frozen=True)
class _Rows:
    """The answers sorted by learner, with where each learner's begin; and their order by item."""

    learner: Ints
    item: Ints
    right: Floats
    begins: Ints
    by_item: Ints
    item_begins: Ints
    met: Ints  # the items that have answers
    neighbours: Floats  # (n, n) ones where an edge joins two items

    @classmethod
    def of(cls, recorded: Recorded) -> _Rows:
        _, learner = np.unique(recorded.learner, return_inverse=True)
        order = np.argsort(learner, kind="stable")
        learner, item, right = learner[order], recorded.item[order], recorded.right[order]
        by_item = np.argsort(item, kind="stable")
        met, item_begins = np.unique(item[by_item], return_index=True)
        joined = np.zeros((recorded.items, recorded.items))
        before, after = recorded.edges.reshape(-1, 2).T
        joined[before, after] = joined[after, before] = 1.0
        begins = np.unique(learner, return_index=True)[1]
        return cls(learner, item, right, begins, by_item, item_begins, met, joined)


@dataclass
class _Fit:
    """One start of the EM: `means` (L, K) and `spreads` (L, K, K) of the learners' factors."""

    rows: _Rows
    smooth: float
    easiness: Floats
    loadings: Floats
    means: Floats
    spreads: Floats

    @classmethod
    def start(cls, rows: _Rows, factors: int, smooth: float, rng: np.random.Generator) -> _Fit:
        """Everybody average, the first factor general, the others small and random."""
        count, learners = len(rows.neighbours), len(rows.begins)
        loadings = rng.normal(0, _START, (count, factors))
        loadings[:, 0] = 1.0
        share = float(np.clip(rows.right.mean(), 0.02, 0.98))
        easiness = np.full(count, np.log(share / (1 - share)))
        spreads = np.repeat(np.eye(factors)[None] / 2, learners, axis=0)
        return cls(rows, smooth, easiness, loadings, np.zeros((learners, factors)), spreads)

    def run(self, rounds: int) -> _Fit:
        """Some rounds of EM; after each but the last, factors are brought back to unit variance."""
        for number in range(rounds):
            for _ in range(3 if number == 0 else 1):
                self._infer()
            self._improve()
            if number < rounds - 1:
                self._rescale()
        return self

    def _told(self) -> tuple[Floats, Floats, Floats, Floats]:
        """For each answer: loadings, their product with the spread, surprise and weight."""
        rows = self.rows
        a, spread = self.loadings[rows.item], self.spreads[rows.learner]
        along = np.einsum("nkl,nl->nk", spread, a)
        mean = self.easiness[rows.item] + (a * self.means[rows.learner]).sum(axis=1)
        p, weight = _expected(mean, (along * a).sum(axis=1))
        return a, along, rows.right - p, weight

    def _infer(self) -> None:
        """One step of Newton for each learner's factors."""
        a, _, surprise, weight = self._told()
        begins = self.rows.begins
        slope = np.add.reduceat(a * surprise[:, None], begins) - self.means
        bend = np.add.reduceat((a * weight[:, None])[:, :, None] * a[:, None, :], begins)
        self.spreads = np.asarray(np.linalg.inv(bend + np.eye(a.shape[1])), dtype=np.float64)
        self.means = self.means + np.einsum("ukl,ul->uk", self.spreads, slope)

    def _improve(self) -> None:
        """One step of Newton for each item's easiness and loadings."""
        rows, order, begins = self.rows, self.rows.by_item, self.rows.item_begins
        _, along, surprise, weight = self._told()
        one = np.concatenate([np.ones((len(along), 1)), self.means[rows.learner]], axis=1)
        slopes = one * surprise[:, None]
        slopes[:, 1:] -= weight[:, None] * along
        bends = (weight[:, None] * one)[:, :, None] * one[:, None, :]
        bends[:, 1:, 1:] += weight[:, None, None] * self.spreads[rows.learner]
        slope, bend = self._prior(one.shape[1])
        slope[rows.met] += np.add.reduceat(slopes[order], begins)
        bend[rows.met] += np.add.reduceat(bends[order], begins)
        step = np.linalg.solve(bend, slope[:, :, None])[:, :, 0]
        step = np.clip(step, -_STEP, _STEP)
        self.easiness = self.easiness + step[:, 0]
        self.loadings = self.loadings + step[:, 1:]

    def _prior(self, width: int) -> tuple[Floats, Floats]:
        """Gradient and curvature of the log prior, (n, width) and (n, width, width): the first
        loading near its mean, the others near 0, all of them near those of neighbours."""
        neighbours = self.rows.neighbours
        degree = neighbours.sum(axis=1)
        general = np.zeros(width - 1)
        general[0] = self.loadings[:, 0].mean()
        slope = np.empty((len(degree), width))
        slope[:, 0] = -_EASY_RIDGE * (self.easiness - self.easiness.mean())
        slope[:, 1:] = -_RIDGE * (self.loadings - general)
        slope[:, 1:] -= self.smooth * (degree[:, None] * self.loadings - neighbours @ self.loadings)
        bend = np.zeros((len(degree), width, width))
        bend[:, 0, 0] = _EASY_RIDGE
        within = np.arange(1, width)
        bend[:, within, within] = (_RIDGE + self.smooth * degree)[:, None]
        return slope, bend

    def _rescale(self) -> None:
        """Gives the factors unit second moments over all learners; the model stays the same."""
        moment = self.spreads + self.means[:, :, None] * self.means[:, None, :]
        root = np.linalg.cholesky(moment.mean(axis=0))
        back = np.linalg.inv(root)
        self.loadings = self.loadings @ root
        self.means = self.means @ back.T
        self.spreads = back @ self.spreads @ back.T
