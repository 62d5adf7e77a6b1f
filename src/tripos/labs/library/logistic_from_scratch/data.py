"""Data of the lab: tumours, classes that a plane separates or just does not, and references."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def tumours(rng: Rng, rows: int, columns: Sequence[int]) -> tuple[Floats, Whole]:
    """Some of the tumours, with these of the measurements."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    features, y = load_breast_cancer(return_X_y=True)
    kept = rng.choice(len(features), rows, replace=False)
    return features[kept][:, list(columns)], y[kept].astype(np.int64)


def steepness(features: Floats, y: Whole, penalty: float, b: float, w: Floats) -> Floats:
    """The gradient by the intercept and the standardised coefficients, per row."""
    z = b + features @ w
    wrong = 1 / (1 + np.exp(-np.clip(z, -700, 700))) - y
    centre, deviation = features.mean(axis=0), features.std(axis=0)
    by = (features - centre).T @ wrong + penalty * w
    return np.concatenate([[wrong.sum()], by / deviation]) / len(y)


def planes(rng: Rng) -> list[tuple[Floats, Whole, bool, str]]:
    """Classes that are separated or not, and in words how."""
    x = rng.normal(size=(60, 3)) * np.array([1.0, 100.0, 0.01]) + np.array([0.0, 400.0, 5.0])
    z = (x - x.mean(axis=0)) @ (rng.choice([-1, 1], 3) * np.array([1.0, 0.01, 100.0])) + 0.2
    z = z + 0.2 * np.sign(z)
    clear = (z > 0).astype(np.int64)
    far, near = clear.copy(), clear.copy()
    middle = np.argsort(z)[25:35]
    near[middle] = rng.permutation(np.arange(10) % 2)
    near[[int(np.argmax(z)), int(np.argmin(z))]] = [0, 1]
    kind = np.repeat([0.0, 1.0, 1.0], 20)
    level = np.column_stack([kind, np.zeros(60)])
    part = np.where(kind > 0, 1, rng.permutation(np.arange(60) % 2))
    both = np.column_stack([rng.normal(size=60), np.ones(60)])
    mixed = rng.permutation(np.arange(60) % 2)
    order = np.argsort(both[:, 0])
    mixed[order[:2]], mixed[order[-2:]] = [0, 1], [0, 1]
    return [
        (x, far, True, "classes on either side of a plane"),
        (x, near, False, "classes that overlap"),
        (
            level,
            part,
            True,
            "a class that is alone where an indicator is 1, while both occur where it is 0",
        ),
        (both, mixed, False, "classes that overlap, with a constant column"),
        (rng.normal(size=(20, 2)), np.ones(20, np.int64), True, "rows of one class only"),
    ]


def monotone(scores: Floats, y: Floats) -> Floats:
    """The nearest nondecreasing values by their formula: the largest of the smallest means."""
    levels = np.unique(scores)
    total = np.array([y[scores == one].sum() for one in levels])
    count = np.array([(scores == one).sum() for one in levels])
    k = len(levels)
    fitted = [
        max(
            min(total[a : b + 1].sum() / count[a : b + 1].sum() for b in range(i, k))
            for a in range(i + 1)
        )
        for i in range(k)
    ]
    return np.array(fitted)[np.searchsorted(levels, scores)]


def cost_of(p: Floats, y: Whole, t: float, alarm: float, miss: float) -> float:
    """The mean cost of saying 1 where p >= t."""
    said = p >= t
    return float((alarm * (said & (y == 0)) + miss * (~said & (y == 1))).mean())
