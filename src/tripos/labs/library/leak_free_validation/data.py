"""Data of the lab: patients among noise, nothing but noise, and the model by another route."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def patients(rng: Rng, rows: int, noise: int) -> tuple[Floats, Floats]:
    """Some diabetes patients, their columns in units of their own among columns of noise."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    features, y = load_diabetes(return_X_y=True)
    kept = rng.choice(len(features), rows, replace=False)
    drawn = rng.normal(size=(rows, noise)) * rng.lognormal(0, 2, noise)
    both = np.column_stack([features[kept] * rng.lognormal(3, 1, 10), drawn])
    return both[:, rng.permutation(both.shape[1])], y[kept]


def split(rng: Rng, rows: int, count: int) -> Whole:
    """Folds of nearly equal size."""
    return rng.permutation(np.arange(rows) % count)


def chosen_columns(features: Floats, y: Floats, k: int) -> list[int]:
    """The k columns that correlate most, one correlation at a time."""
    strength = [
        -abs(np.corrcoef(column, y)[0, 1]) if np.ptp(column) > 0 else 0.0 for column in features.T
    ]
    return sorted(np.argsort(strength, kind="stable")[:k].tolist())


def model(features: Floats, y: Floats, new: Floats, k: int, penalty: float) -> Floats:
    """Predictions for `new`, by least squares with rows added."""
    columns = chosen_columns(features, y, k)
    known, asked = features[:, columns], new[:, columns]
    centre, deviation = known.mean(axis=0), known.std(axis=0)
    z = np.column_stack([np.ones(len(known)), (known - centre) / deviation])
    added = np.column_stack([np.zeros(k), np.sqrt(penalty) * np.eye(k)])
    target = np.concatenate([y, np.zeros(k)])
    b = np.linalg.lstsq(np.vstack([z, added]), target, rcond=None)[0]
    return np.asarray(b[0] + (asked - centre) / deviation @ b[1:])


def out_of_fold(features: Floats, y: Floats, folds: Whole, k: int, penalty: float) -> Floats:
    """The prediction for each row by the model of the other folds."""
    found = np.zeros(len(y))
    for fold in set(folds.tolist()):
        out = folds == fold
        found[out] = model(features[~out], y[~out], features[out], k, penalty)
    return found


def tuned(
    features: Floats, y: Floats, folds: Whole, inner: Whole, ks: Sequence[int], penalty: float
) -> tuple[Floats, list[int]]:
    """Nested cross-validation."""
    found, chosen = np.zeros(len(y)), []
    for fold in sorted(set(folds.tolist())):
        out = folds == fold
        known = features[~out], y[~out]
        errors = [
            np.mean((out_of_fold(*known, inner[~out], k, penalty) - y[~out]) ** 2) for k in ks
        ]
        chosen.append(ks[int(np.argmin(errors))])
        found[out] = model(*known, features[out], chosen[-1], penalty)
    return found, chosen


def encoded(category: Sequence[Any], y: Floats, folds: Whole, weight: float) -> Floats:
    """Row by row, as it is defined."""
    found = []
    for i, name in enumerate(category):
        other = folds != folds[i]
        same = [bool(o) and c == name for o, c in zip(other, category, strict=True)]
        middle = y[other].mean()
        found.append((y[same].sum() + weight * middle) / (sum(same) + weight))
    return np.array(found)
