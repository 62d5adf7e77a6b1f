"""Data of the lab: patients, and rows planted among them that turn a coefficient round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

_FAR = 14  # rows that a sound result does not lean on


@cache
def patients() -> Floats:
    """Ten measurements in units of deviation."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes()
    return np.asarray((data.data - data.data.mean(axis=0)) / data.data.std(axis=0))


@dataclass(frozen=True)
class World:
    """Rows, the column in question, and the rows that carry its sign."""

    X: Floats
    y: Floats
    column: int
    planted: list[int]


def fit(X: Floats, y: Floats) -> Floats:
    """Intercept and coefficients, by a QR decomposition."""
    Q, R = np.linalg.qr(np.column_stack([np.ones(len(y)), X]))
    return np.asarray(np.linalg.solve(R, Q.T @ y))


def slope(X: Floats, y: Floats, column: int) -> float:
    """The coefficient of a column, by what the others leave of it."""
    others = np.column_stack([np.ones(len(y)), np.delete(X, column, axis=1)])
    rest = X[:, column] - others @ np.linalg.lstsq(others, X[:, column], rcond=None)[0]
    return float(rest @ y / (rest @ rest))


def world(rng: Rng, planted: int, *, masked: bool = False) -> World:
    """Patients whose coefficient has one sign but for the planted rows; with decoys.

    Masked rows come in two groups that lie together, so that each hides the others.
    """
    while True:
        made = _draw(rng, planted, masked)
        if not (greedy(made, _FAR) if planted == 0 else not _as_wanted(made, masked)):
            return made


def _draw(rng: Rng, planted: int, masked: bool) -> World:
    table = patients()
    rows = rng.choice(len(table), 300, replace=False)
    columns = rng.choice(10, 4, replace=False)
    X, column = table[rows][:, columns].copy(), int(rng.integers(4))
    noise = rng.normal(scale=0.8, size=300)
    w = rng.normal(scale=0.4, size=4)
    sign = 1.0 if rng.random() < 0.5 else -1.0
    w[column] = sign * (0.11 if planted else 0.6)
    y = X @ w + noise
    order = rng.permutation(300)
    chosen, loud, far, aside = (
        order[a:b] for a, b in ((0, planted), (20, 24), (30, 33), (40, 44))
    )  # fmt: skip
    if planted:
        side = rng.choice([-1.0, 1.0], planted) if not masked else np.ones(planted)
        X[chosen, column] = side * rng.uniform(3.2, 3.8, planted)
        if masked:
            X[chosen, (column + 1) % 4] = rng.uniform(1.8, 2.2, planted)
        pull = rng.uniform(1.5, 6.0) + rng.uniform(-0.3, 0.3, planted)
        y[chosen] = X[chosen] @ w - sign * side * pull
    # loud rows have a large residual and no leverage; far ones have leverage and lie on the line
    X[loud] = X.mean(axis=0) + rng.normal(scale=0.05, size=(4, 4))
    y[loud] = X[loud] @ w + rng.choice([-7.0, 7.0], 4)
    X[far, column] = rng.choice([-4.5, 4.5], 3)
    y[far] = X[far] @ w + rng.normal(scale=0.05, size=3)
    # rows that move another coefficient have the largest distances of all
    other = (column + 2) % 4
    X[aside, other] = rng.choice([-1.0, 1.0]) * rng.uniform(5.0, 6.0, 4)
    X[aside, column] = X[:, column].mean()
    y[aside] = X[aside] @ w + rng.choice([-8.0, 8.0])
    units = rng.choice([0.02, 1.0, 7.0, 400.0], 4)
    return World(
        X * units + rng.normal(scale=5, size=4), y * 40 + 150, column, sorted(map(int, chosen))
    )


def _as_wanted(made: World, masked: bool) -> bool:
    """Whether the planted rows turn the sign, and no fewer do, as far as a greedy search tells;
    and whether the influences of the full fit alone miss that where they should."""
    count = len(made.planted)
    if greedy(made, count - 1) or len(greedy(made, count)) != count:
        return False
    return not masked or not at_once(made, count + 1)


def greedy(made: World, most: int) -> list[int]:
    """The rows that a search finds which fits again after each; [] if more than `most`."""
    left = np.arange(len(made.y))
    start = np.sign(slope(made.X, made.y, made.column))
    for _ in range(most):
        values = left_out(made.X[left], made.y[left], made.column)
        left = np.delete(left, int(np.argmin(start * values)))
        if start * slope(made.X[left], made.y[left], made.column) < 0:
            return sorted(set(range(len(made.y))) - set(left.tolist()))
    return []


def at_once(made: World, most: int) -> bool:
    """Whether the rows with the largest influences in the full fit turn the sign."""
    start = np.sign(slope(made.X, made.y, made.column))
    order = np.argsort(start * left_out(made.X, made.y, made.column))
    kept = np.delete(np.arange(len(made.y)), order[:most])
    return bool(start * slope(made.X[kept], made.y[kept], made.column) < 0)


def left_out(X: Floats, y: Floats, column: int) -> Floats:
    """The coefficient without each row, by the part of the column that the others leave."""
    others = np.column_stack([np.ones(len(y)), np.delete(X, column, axis=1)])
    rest = X[:, column] - others @ np.linalg.lstsq(others, X[:, column], rcond=None)[0]
    full = np.column_stack([others, X[:, column]])
    Q, _ = np.linalg.qr(full)
    h = (Q**2).sum(axis=1)
    e = y - Q @ (Q.T @ y)
    return np.asarray(rest @ y / (rest @ rest) - rest / (rest @ rest) * e / (1 - h))
