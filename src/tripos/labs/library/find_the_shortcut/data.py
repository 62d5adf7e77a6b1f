"""Data of the lab: web pages with planted shortcuts and decoys, and the tests by another route."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
TRAIN, DEV = 700, 250


@cache
def pages() -> tuple[Floats, Floats]:
    """Seven features of web pages, and whether they phish."""
    from river.datasets import Phishing  # noqa: PLC0415 - heavy

    rows = [(list(features.values())[1:8], float(label)) for features, label in Phishing()]
    return np.array([row for row, _ in rows]), np.array([label for _, label in rows])


@dataclass(frozen=True)
class Instance:
    """One feed: rows for training with their site, rows held out, rows after deployment."""

    X: Floats
    y: Floats
    sites: Whole
    X_dev: Floats
    y_dev: Floats
    X_new: Floats
    y_new: Floats
    planted: list[int]
    leaning: int


def _agreeing(rng: Rng, y: Floats, rate: Floats | float) -> Floats:
    """A column of 0, 1 and some 1/2 that agrees with y so often."""
    same = rng.random(len(y)) < rate
    value = np.where(same, y, 1 - y)
    return np.where(rng.random(len(y)) < 0.12, 0.5, value)


def draw(rng: Rng, count: int) -> Instance:
    """An instance with so many shortcuts: links that differ from site to site, and end."""
    table, label = pages()
    order = rng.permutation(len(table))
    real = table[order][:, rng.permutation(7)[:5]]
    y = label[order]
    known = TRAIN + DEV
    sites = rng.choice(4, len(y), p=[0.35, 0.3, 0.2, 0.15])
    columns = [*real.T, _agreeing(rng, y, 0.86)]
    columns.append((rng.random(len(y)) < np.array([0.2, 0.4, 0.6, 0.8])[sites]) * 1.0)
    columns.append(rng.choice([0.0, 0.5, 1.0], len(y)))
    lean = real[:, 0] > np.median(real[:, 0]) - 0.01
    after = np.arange(len(y)) >= known
    for _ in range(count):
        rates = np.array([[0.98, 0.05], [0.95, 0.3], [0.9, 0.5], [0.55, 0.1]])
        rate, copy = rates[rng.permutation(4)][sites].T
        column = _agreeing(rng, y, rate)
        copied = rng.random(len(y)) < copy
        column = np.where(copied & (column != 0.5), lean * 1.0, column)
        columns.append(np.where(after, rng.permutation(column), column))
    features = np.column_stack(columns)
    places = rng.permutation(features.shape[1])
    features = features[:, places] * rng.choice([-10.0, 1.0, 0.01, 3.0, 250.0], len(places))
    planted = sorted(int(np.flatnonzero(places == 8 + i)[0]) for i in range(count))
    parts = slice(0, TRAIN), slice(TRAIN, known), slice(known, None)
    (X, y0), (X1, y1), (X2, y2) = ((features[one], y[one]) for one in parts)
    leaning = int(np.flatnonzero(places == 0)[0])
    names = rng.permutation([3, 8, 11, 40])
    return Instance(X, y0, names[sites[:TRAIN]], X1, y1, X2, y2, planted, leaning)


def instance(rng: Rng, count: int, level: float, *, hard: bool = False) -> Instance:
    """An instance in which shortcuts and innocents are told apart with some room.

    A hard one misleads who tests carelessly: an innocent looks suspicious if tests are not
    corrected for their number (without shortcuts), or while the shortcuts are still in the model.
    """
    while True:
        made = draw(rng, count)
        stable = [j for j in range(made.X.shape[1]) if j not in made.planted]
        innocent = [tested(made.X[:, stable], made.y, made.sites, i) for i in range(len(stable))]
        if min(innocent) < 1.5 * level / len(stable):
            continue
        strong = all(
            tested(made.X[:, [*stable, j]], made.y, made.sites, -1) < level / 100
            for j in made.planted
        )
        solved = strong and eliminated(made, level) == made.planted
        if solved and (not hard or _misleads(made, stable, min(innocent), level)):
            return made


def eliminated(made: Instance, level: float) -> list[int]:
    """What is accused if the least stable column is taken away before the others are tested."""
    left = list(range(made.X.shape[1]))
    found: list[int] = []
    while True:
        p = [tested(made.X[:, left], made.y, made.sites, i) for i in range(len(left))]
        if min(p) > level / len(left):
            return sorted(found)
        found.append(left.pop(int(np.argmin(p))))


def _misleads(made: Instance, stable: list[int], least: float, level: float) -> bool:
    if not made.planted:
        return least < 0.8 * level
    bent = min(tested(made.X, made.y, made.sites, j) for j in stable)
    return bent < 0.7 * level / made.X.shape[1]


def most_likely(z: Floats, y: Floats) -> tuple[Floats, float]:
    """Logistic regression and its log-likelihood, as least squares on weighted rows."""
    size = np.sqrt((z**2).mean(axis=0))
    x = z / np.where(size > 0, size, 1.0)
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = chance_of(x @ w)
        weight = np.maximum(p * (1 - p), 1e-12)
        target = x @ w + (y - p) / weight
        new = np.linalg.solve((x.T * weight) @ x + 1e-12 * np.eye(len(w)), x.T @ (weight * target))
        done, w = np.abs(new - w).max() < 1e-10, new
        if done:
            break
    score = x @ w
    return w / np.where(size > 0, size, 1.0), float(y @ score - np.logaddexp(0, score).sum())


def with_ones(features: Floats) -> Floats:
    """The columns after one of ones."""
    return np.column_stack([np.ones(len(features)), features])


def coefficients(features: Floats, y: Floats) -> Floats:
    """Intercept and coefficients."""
    centre = features.mean(axis=0)
    w, _ = most_likely(with_ones(features - centre), y)
    return np.concatenate([[w[0] - centre @ w[1:]], w[1:]])


def tested(features: Floats, y: Floats, sites: Whole, column: int) -> float:
    """The p-value of one column."""
    from scipy.stats import chi2  # noqa: PLC0415 - heavy

    names = sorted(set(sites.tolist()))
    apart = [np.where(sites == one, features[:, column], 0.0) for one in names]
    offsets = [(sites == one) * 1.0 for one in names[1:]]
    others = np.delete(features, column % features.shape[1], axis=1)
    one = np.column_stack([np.ones(len(y)), *offsets, others, features[:, column]])
    many = np.column_stack([np.ones(len(y)), *offsets, others, *apart])
    gain = most_likely(many, y)[1] - most_likely(one, y)[1]
    return float(chi2.sf(2 * max(gain, 0.0), len(names) - 1))


def expected_accuracy(made: Instance, columns: list[int]) -> float:
    """The accuracy on the rows held out, over all values that the columns may take instead."""
    w = coefficients(made.X, made.y)
    total, held = 0.0, made.X_dev
    n = len(held)
    values = [sorted(set(held[:, j].tolist())) for j in columns]
    for taken in itertools.product(*values):
        chance = np.prod([(held[:, j] == v).sum() / n for j, v in zip(columns, taken, strict=True)])
        changed = held.copy()
        changed[:, columns] = taken
        total += float(chance) * float((((with_ones(changed) @ w) > 0) == made.y_dev).mean())
    return total


def log_loss(p: Floats, y: Floats) -> float:
    """Mean logarithmic loss."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -float((y * np.log(p) + (1 - y) * np.log(1 - p)).mean())
