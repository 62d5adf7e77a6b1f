"""Data of the lab: image segments, a forbidden column, and what tells of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
SLACK = 0.02


@cache
def segments() -> Floats:
    """Measurements of image segments that vary, in units of deviation."""
    from river.datasets import ImageSegments  # noqa: PLC0415 - heavy

    table = np.array([list(row.values()) for row, _ in ImageSegments()], dtype=float)
    table = table[:, table.std(axis=0) > 0]
    scaled = np.clip((table - table.mean(axis=0)) / table.std(axis=0), -3, 3)
    # mostly zero, a column says too little in the fold of some rows
    return np.asarray(scaled[:, (scaled != np.median(scaled, axis=0)).mean(axis=0) > 0.8])


@dataclass(frozen=True)
class World:
    """Rows with the forbidden column beside them, folds, and the columns that tell of it."""

    X: Floats
    forbidden: Whole
    folds: Whole
    X_new: Floats
    forbidden_new: Whole
    planted: list[int]


def world(rng: Rng, kind: str) -> World:
    """Seven columns: `pair` hides the forbidden one in a difference of two, `one` in a column,
    `three` in a sum of three, `none` nowhere. Drawn until the truth can be told apart."""
    while True:
        made = _draw(rng, kind)
        if _clear(made):
            return made


def _draw(rng: Rng, kind: str) -> World:
    count = {"pair": 2, "one": 1, "three": 3, "none": 0}[kind]
    rows = rng.choice(len(segments()), 900, replace=False)
    real = segments()[rows][:, rng.choice(segments().shape[1], 7 - count, replace=False)]
    hidden = rng.normal(size=900)
    forbidden = (rng.random(900) < 1 / (1 + np.exp(-3.0 * hidden))).astype(np.int64)
    noise = rng.normal(scale=0.35, size=900)
    # alone, a decoy tells more than any of the columns that together tell nearly all
    real[:, 0] += 0.5 * hidden if count else 0.0
    carrier = rng.normal(scale=8.0, size=(900, max(count - 1, 0)))
    if count == 1:
        planted = [hidden + 0.4 * noise]
    elif count == 2:
        planted = [carrier[:, 0] + hidden, carrier[:, 0] + noise]
    elif count == 3:
        planted = [carrier[:, 0] + hidden, carrier[:, 1] - carrier[:, 0], noise - carrier[:, 1]]
    else:
        planted = []
    columns = np.column_stack([*planted, *real.T])
    places = rng.permutation(7)
    units = rng.choice([-20.0, 0.05, 1.0, 300.0], 7)
    X = columns[:, places] * units + rng.normal(scale=10, size=7)
    where = sorted(int(np.flatnonzero(places == i)[0]) for i in range(count))
    folds = rng.permutation(np.arange(600) % 5)
    return World(X[:600], forbidden[:600], folds, X[600:], forbidden[600:], where)


def _clear(made: World) -> bool:
    """Whether the planted set is the smallest by some room."""
    whole = recovered(made, range(7))
    if not made.planted:
        return whole < 0.5 + SLACK - 0.005
    need = whole - SLACK
    if not need + 0.004 < recovered(made, made.planted) < whole - 0.0005:
        return False
    size = len(made.planted)
    smaller = (s for k in range(1, size) for s in itertools.combinations(range(7), k))
    if any(recovered(made, one) > need - 0.02 for one in smaller):
        return False
    same = [s for s in itertools.combinations(range(7), size) if list(s) != made.planted]
    return all(recovered(made, one) < recovered(made, made.planted) - 0.01 for one in same)


def model(X: Floats, y: Whole) -> Floats:
    """Intercept and coefficients for columns in units of deviation, by Newton's steps."""
    Z = np.column_stack([np.ones(len(y)), X])
    w = np.zeros(Z.shape[1])
    for _ in range(40):
        p = 0.5 * (1 + np.tanh(Z @ w / 2))
        step = np.linalg.lstsq((Z.T * (p * (1 - p))) @ Z, Z.T @ (y - p), rcond=None)[0]
        w = w + step
        if np.abs(step).max() < 1e-10:
            break
    return w


def probabilities(X: Floats, y: Whole, X_new: Floats) -> Floats:
    """Of label 1 for new rows."""
    centre, size = X.mean(axis=0), X.std(axis=0)
    w = model((X - centre) / size, y)
    score = w[0] + (X_new - centre) / size @ w[1:]
    return np.asarray(0.5 * (1 + np.tanh(score / 2)))


def recovered(made: World, columns: range | list[int] | tuple[int, ...]) -> float:
    """How well these columns rebuild the forbidden one, out of fold."""
    chosen = list(columns)
    scores = np.zeros(len(made.folds))
    for fold in range(5):
        new = made.folds == fold
        scores[new] = probabilities(
            made.X[~new][:, chosen], made.forbidden[~new], made.X[new][:, chosen]
        )
    return area(scores, made.forbidden)


def area(scores: Floats, labels: Whole) -> float:
    """By comparing all pairs."""
    gaps = scores[labels == 1][:, None] - scores[labels == 0][None]
    return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())
