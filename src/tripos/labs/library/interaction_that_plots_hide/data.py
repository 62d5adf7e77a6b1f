"""Data of the lab: patients, outcomes with planted interactions, tensors of predictions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Pair = tuple[int, int]


@cache
def patients() -> Floats:
    """Eight measurements that are not the same twice, in units of deviation."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes().data[:, [0, 1, 2, 3, 4, 6, 8, 9]]
    return np.asarray((data - data.mean(axis=0)) / data.std(axis=0))


@dataclass(frozen=True)
class World:
    """Known rows and new ones, and the pairs whose product counts."""

    X: Floats
    y: Floats
    X_new: Floats
    y_new: Floats
    planted: list[Pair]


def world(rng: Rng, count: int, level: float, *, hard: bool = False) -> World:
    """Patients with so many interactions, drawn until a corrected test tells the truth.

    A hard one without interaction has a pair that looks like one if tests are not corrected.
    """
    while True:
        made = _draw(rng, count)
        p = {pair: tested(made.X, made.y, pair, made.planted)[1] for pair in pairs_of(made.X)}
        least = level / len(p)
        innocent = min(value for pair, value in p.items() if pair not in made.planted)
        if any(p[pair] > least / 50 for pair in made.planted) or innocent < 3 * least:
            continue
        if _stands_out(made) and not (hard and innocent > level / 2):
            return made


def _stands_out(made: World) -> bool:
    """Whether each planted pair, the others not being there yet, gains more than any innocent."""
    gains = {pair: tested(made.X, made.y, pair)[0] for pair in pairs_of(made.X)}
    rest = max(gain for pair, gain in gains.items() if pair not in made.planted)
    return all(gains[pair] > 1.2 * rest for pair in made.planted)


def _draw(rng: Rng, count: int) -> World:
    size = int(rng.integers(6, 9))
    table = patients()[rng.choice(442, 1300)][:, rng.permutation(8)[:size]]
    Z = table + rng.normal(scale=0.15, size=table.shape)
    order = [int(one) for one in rng.permutation(size)]
    planted = [tuple(sorted(order[2 * i : 2 * i + 2])) for i in range(count)]
    score = rng.normal(scale=0.2) + np.zeros(len(Z))
    for j in order[4:6]:
        score = score + rng.choice([-1.0, 1.0]) * 1.2 * Z[:, j]
    for a, b in planted:
        product = (Z[:, a] - Z[:, a].mean()) * (Z[:, b] - Z[:, b].mean())
        score = score + rng.choice([-1.0, 1.0]) * rng.uniform(0.8, 1.1) * np.clip(product, -4, 4)
    y = (rng.random(len(Z)) < 0.5 * (1 + np.tanh(score / 2))).astype(float)
    units = rng.choice([-30.0, 0.02, 1.0, 8.0, 500.0], size)
    X = Z * units + rng.normal(scale=20, size=size) * np.abs(units)
    return World(X[:800], y[:800], X[800:], y[800:], [(a, b) for a, b in planted])


def pairs_of(X: Floats) -> list[Pair]:
    """All pairs of columns."""
    return list(itertools.combinations(range(X.shape[1]), 2))


def likelihood(Z: Floats, y: Floats) -> tuple[Floats, float]:
    """Coefficients and the largest log-likelihood, for columns in units of deviation."""
    w = np.zeros(Z.shape[1])
    for _ in range(50):
        p = 0.5 * (1 + np.tanh(Z @ w / 2))
        weight = np.maximum(p * (1 - p), 1e-10)
        step = np.linalg.solve((Z.T * weight) @ Z + 1e-10 * np.eye(Z.shape[1]), Z.T @ (y - p))
        w = w + step
        if np.abs(step).max() < 1e-10:
            break
    score = Z @ w
    return w, float(y @ score - np.logaddexp(0, score).sum())


def design(X: Floats, pairs: list[Pair], known: Floats | None = None) -> Floats:
    """Ones, columns in units of deviation, products of centred ones; units of `known`."""
    known = X if known is None else known
    scaled = (X - known.mean(axis=0)) / known.std(axis=0)
    products = [scaled[:, a] * scaled[:, b] for a, b in pairs]
    return np.column_stack([np.ones(len(X)), scaled, *products])


def tested(
    X: Floats, y: Floats, pair: Pair, others: list[Pair] | None = None
) -> tuple[float, float]:
    """The gain by a pair's product, the other pairs' products being there, and its p-value."""
    from scipy.stats import chi2  # noqa: PLC0415 - heavy

    there = [one for one in others or [] if one != pair]
    small = likelihood(design(X, there), y)[1]
    large = likelihood(design(X, [*there, pair]), y)[1]
    return large - small, float(chi2.sf(2 * max(large - small, 0.0), 1))


def loss(made: World, pairs: list[Pair]) -> float:
    """Mean log loss on the new rows."""
    w, _ = likelihood(design(made.X, pairs), made.y)
    score = design(made.X_new, pairs, made.X) @ w
    return float(np.mean(np.logaddexp(0, score) - made.y_new * score))
