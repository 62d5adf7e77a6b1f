"""Data of the lab: patients with planted twins and outcomes, and importance pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Model = dict[str, Any]
TRAIN = 300
STRENGTHS = (1.0, 0.82, 0.5)


@cache
def patients() -> Floats:
    """Seven measurements of the patients that do not say the same thing, in deviations."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    table = load_diabetes().data[:, [0, 1, 2, 3, 4, 6, 9]]
    return np.asarray((table - table.mean(axis=0)) / table.std(axis=0))


@dataclass(frozen=True)
class Study:
    """Rows to learn from, rows never seen, and which columns drive the outcome."""

    X: Floats
    y: Floats
    X_new: Floats
    y_new: Floats
    groups: list[list[int]]
    drivers: list[list[int]]
    sources: list[int]


def study(rng: Rng, copies: int = 3, noise: float = 0.6) -> Study:
    """Patients whose outcome follows three measurements, the first of which has near copies."""
    base = patients()[rng.permutation(442)]
    picked = [int(one) for one in rng.permutation([0, 2, 3, 4, 5, 6])]  # not sex, of two values
    signs = rng.choice([-1.0, 1.0], 3)
    parts = zip(STRENGTHS, signs, picked, strict=False)
    y = sum(a * s * base[:, j] for a, s, j in parts) + noise * rng.normal(size=442)
    z = base[:, picked[0]]
    twins = [
        z + 0.2 * rng.normal(size=442),
        -np.exp(0.7 * (z + 0.1 * rng.normal(size=442))),
        z + 0.3 * rng.normal(size=442),
    ][:copies]
    columns = [*base.T, *twins]
    places = rng.permutation(len(columns))
    units = rng.lognormal(0, 2, len(columns)) * rng.choice([-1, 1], len(columns))
    X = (np.column_stack([columns[j] for j in places]) + 2 * rng.normal(size=len(columns))) * units
    where = {int(j): i for i, j in enumerate(places)}
    first = sorted([where[picked[0]], *(where[7 + i] for i in range(copies))])
    drivers = [first, [where[picked[1]]], [where[picked[2]]]]
    alone = [[i] for i in range(len(columns)) if i not in first]
    out = slice(TRAIN, None)
    return Study(X[:TRAIN], y[:TRAIN], X[out], y[out], sorted([first, *alone]), drivers,
                 [where[j] for j in picked[:3]])  # fmt: skip


def clear_study(rng: Rng) -> Study:
    """A study whose groups and their order a refit without each group shows with room to spare."""
    while True:
        made = study(rng, int(rng.integers(2, 4)))
        if components(made.X, 0.8) != made.groups or components(made.X, 0.74) != made.groups:
            continue
        folds = np.arange(TRAIN) % 6
        lost = [loco(made.X, made.y, group, folds, 1.0) for group in made.drivers]
        others = [loco(made.X, made.y, one, folds, 1.0) for one in made.groups
                  if one not in made.drivers]  # fmt: skip
        ordered = lost[0] > 1.2 * lost[1] and lost[1] > 1.25 * lost[2]
        if ordered and lost[2] > 0.12 and max(others) < 0.006:
            return made


def components(X: Floats, threshold: float) -> list[list[int]]:
    """Connected components of the rank correlations, pair by pair."""
    from scipy.stats import spearmanr  # noqa: PLC0415 - heavy

    p = X.shape[1]
    member = list(range(p))
    for i in range(p):
        for j in range(i):
            varied = np.ptp(X[:, i]) > 0 and np.ptp(X[:, j]) > 0
            if varied and abs(spearmanr(X[:, i], X[:, j])[0]) >= threshold - 1e-12:
                old, new = member[i], member[j]
                member = [new if one == old else one for one in member]
    return sorted([i for i in range(p) if member[i] == one] for one in set(member))


def model(rng: Rng, X: Floats, y: Floats, pairs: int) -> Model:
    """A model as plain data: least squares, and products of columns."""
    centre, size = X.mean(axis=0), X.std(axis=0)
    size = np.where(size > 0, size, 1.0)
    z = (X - centre) / size
    w = np.linalg.solve(z.T @ z + 5 * np.eye(X.shape[1]), z.T @ (y - y.mean())) / size
    made: list[list[float]] = []
    for _ in range(pairs):
        i, j = rng.choice(X.shape[1], 2, replace=False)
        made.append([int(i), int(j), float(0.4 / size[i] / size[j])])
    return {"bias": float(y.mean() - centre @ w), "weights": w.tolist(), "pairs": made}


def output(made: Model, X: Floats) -> Floats:
    """What the model says."""
    square = np.zeros((X.shape[1], X.shape[1]))
    for i, j, w in made["pairs"]:
        square[int(i), int(j)] += w
    return np.asarray(made["bias"] + X @ made["weights"] + ((X @ square) * X).sum(axis=1))


def _all_pairs(made: Model, X: Floats, y: Floats, columns: list[int], offered: Any) -> float:
    """Mean rise of the squared error if row i gets `offered(i)`, a value for each other row."""
    after = 0.0
    for i in range(len(X)):
        many = np.repeat(X[i : i + 1], len(X), axis=0)
        many[:, columns] = offered(i)
        after += float(((y[i] - output(made, many)) ** 2).mean())
    return after / len(X) - float(((y - output(made, X)) ** 2).mean())


def joint(made: Model, X: Floats, y: Floats, group: list[int]) -> float:
    """Importance of a group."""
    return _all_pairs(made, X, y, group, lambda _: X[:, group])


def partial(made: Model, X: Floats, y: Floats, column: int) -> float:
    """Importance of what the other columns do not tell."""
    from sklearn.linear_model import LinearRegression  # noqa: PLC0415 - heavy

    others = np.delete(X, column, axis=1)
    scale = np.where(others.std(axis=0) > 0, others.std(axis=0), 1.0)
    told = LinearRegression().fit(others / scale, X[:, column]).predict(others / scale)
    rest = X[:, column] - told
    return _all_pairs(made, X, y, [column], lambda i: (told[i] + rest)[:, None])


def _error(X: Floats, y: Floats, folds: Any, penalty: float) -> float:
    total = 0.0
    for fold in set(folds.tolist()):
        out = folds == fold
        centre, size = X[~out].mean(axis=0), X[~out].std(axis=0)
        size = np.where(size > 1e-12, size, 1.0)
        z = np.vstack([(X[~out] - centre) / size, np.sqrt(penalty) * np.eye(X.shape[1])])
        target = np.concatenate([y[~out] - y[~out].mean(), np.zeros(X.shape[1])])
        w = np.linalg.lstsq(z, target, rcond=None)[0] if X.shape[1] else np.zeros(0)
        guess = y[~out].mean() + (X[out] - centre) / size @ w
        total += float(((y[out] - guess) ** 2).sum())
    return total / len(y)


def loco(X: Floats, y: Floats, group: Sequence[int], folds: Any, penalty: float) -> float:
    """How much the cross-validated error rises without these columns."""
    left = [j for j in range(X.shape[1]) if j not in group]
    return _error(X[:, left], y, folds, penalty) - _error(X, y, folds, penalty)


def tested(made: Study, columns: list[int]) -> float:
    """The squared error on rows never seen, of least squares on these columns."""
    a, b = (np.column_stack([np.ones(len(X)), X[:, columns]]) for X in (made.X, made.X_new))
    w = np.linalg.lstsq(a, made.y, rcond=None)[0]
    return float(((made.y_new - b @ w) ** 2).mean())
