"""Logistic regression on a few dense columns and some large categories, by full-batch L-BFGS.

A category with thousands of values is kept as one integer for each row and gathered, so a step
costs a few passes over the rows and no sparse matrix is ever built. L-BFGS: Liu and Nocedal (1989),
Mathematical Programming 45; each coefficient is scaled by the curvature that its rows give it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats

Ints = npt.NDArray[np.int32]
_KEPT, _STEPS, _CLOSE = 10, 120, 3e-7  # pairs remembered, steps at most, gain that is none
_CURVATURE = 0.2  # of the loss of one row, about p (1 - p)


@dataclass(frozen=True)
class Coded:
    """A category: `codes` (N,) below `size`, each row scaled by `values` (N,) if given; `ridge` is
    the precision of the normal prior of its coefficients."""

    codes: Ints
    size: int
    ridge: float
    values: Floats | None = None


@dataclass(frozen=True)
class Design:
    """What explains the answers: `dense` (N, D), its first column of ones, and categories."""

    dense: Floats
    coded: Sequence[Coded]
    ridge: float = 0.1

    def scores(self, weights: Sequence[Floats]) -> Floats:
        """Log-odds of each row, (N,), for `weights`: (D,), then one vector for each category."""
        found = self.dense @ weights[0]
        for one, own in zip(self.coded, weights[1:], strict=True):
            told = own[one.codes]
            found += told if one.values is None else told * one.values
        return np.asarray(found)

    def against(self, residual: Floats) -> list[Floats]:
        """The transposed product with `residual` (N,), in the shapes of the weights."""
        found: list[Floats] = [np.asarray(residual @ self.dense)]
        for one in self.coded:
            told = residual if one.values is None else residual * one.values
            found.append(np.bincount(one.codes, told, one.size).astype(np.float64))
        return found

    def curvatures(self) -> list[Floats]:
        """The diagonal of the matrix of second derivatives at even odds, in those shapes."""
        found = [_CURVATURE * np.einsum("nd,nd->d", self.dense, self.dense) + self.ridge]
        for one in self.coded:
            told = None if one.values is None else one.values**2
            counts = np.bincount(one.codes, told, one.size)
            found.append(_CURVATURE * counts + one.ridge)
        return found

    def ridges(self) -> list[Floats]:
        """The precision of each coefficient's prior; the constant has none."""
        first = np.full(self.dense.shape[1], self.ridge)
        first[0] = 0.0
        return [first, *(np.full(one.size, one.ridge) for one in self.coded)]


def fit(design: Design, right: Floats) -> list[Floats]:
    """The most probable weights given `right` (N,), zeros and ones."""
    parts = np.cumsum([0, design.dense.shape[1], *(one.size for one in design.coded)])
    scale = 1 / np.sqrt(np.concatenate(design.curvatures()))
    ridge = np.concatenate(design.ridges())

    def split(flat: Floats) -> list[Floats]:
        return [flat[low:high] for low, high in pairwise(parts)]

    def loss(scaled: Floats) -> tuple[float, Floats]:
        flat = scaled * scale
        scores = design.scores(split(flat))
        small = np.exp(-np.abs(scores))
        value = float(np.sum(np.maximum(scores, 0) - right * scores + np.log1p(small)))
        p = np.where(scores >= 0, 1.0, small) / (1 + small)
        slope = np.concatenate(design.against(p - right)) + ridge * flat
        return value + float(ridge @ flat**2) / 2, slope * scale

    return split(minimise(loss, np.zeros(len(scale))) * scale)


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Where the convex `loss` (value and gradient) is least, by L-BFGS with halved steps."""
    x, (value, slope) = start, loss(start)
    pairs: deque[tuple[Floats, Floats]] = deque(maxlen=_KEPT)
    for _ in range(_STEPS):
        way = -_against_curvature(slope, pairs)
        descent, step = float(way @ slope), 1.0
        trial = loss(x + way)
        while trial[0] > value + 1e-4 * step * descent and step > 1e-6:
            step /= 2
            trial = loss(x + step * way)
        moved, turned = step * way, trial[1] - slope
        if abs(value - trial[0]) <= _CLOSE * abs(value):
            return x + moved
        if float(moved @ turned) > 1e-10:
            pairs.append((moved, turned))
        x, value, slope = x + moved, *trial
    return x


def _against_curvature(slope: Floats, pairs: deque[tuple[Floats, Floats]]) -> Floats:
    """The gradient multiplied by the inverse curvature that `pairs` of moves and turns show."""
    found, shares = slope.copy(), []
    for moved, turned in reversed(pairs):
        share = float(moved @ found) / float(moved @ turned)
        shares.append(share)
        found -= share * turned
    if pairs:
        moved, turned = pairs[-1]
        found *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(pairs, reversed(shares), strict=True):
        found += (share - float(turned @ found) / float(moved @ turned)) * moved
    return found
