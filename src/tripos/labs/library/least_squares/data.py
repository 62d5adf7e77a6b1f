"""Data of the lab: the diabetes patients, and matrices that break naive formulas."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def diabetes(rng: Rng) -> tuple[Floats, Floats]:
    """A random half of the patients with a column of ones, and their progression."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    X, y = load_diabetes(return_X_y=True)
    rows = rng.choice(len(X), len(X) // 2, replace=False)
    return np.column_stack([np.ones(len(rows)), X[rows]]), y[rows]


def ill_conditioned(rng: Rng, condition: float) -> tuple[Floats, Floats]:
    """A matrix of this condition number, and coefficients."""
    u, _ = np.linalg.qr(rng.normal(size=(60, 6)))
    v, _ = np.linalg.qr(rng.normal(size=(6, 6)))
    return u @ np.diag(np.geomspace(1, 1 / condition, 6)) @ v.T, rng.normal(size=6)


def copied(rng: Rng) -> tuple[Floats, Floats]:
    """Columns of which one is a copy and one a sum of others, up to rounding."""
    X = rng.normal(size=(50, 4))
    return np.column_stack([X, X[:, 0], X[:, 1] + X[:, 2] / 3]), rng.normal(size=50)


def mixed_units(rng: Rng) -> tuple[Floats, Floats]:
    """Columns in metres and in centimetres, with noise."""
    X = rng.normal(size=(200, 3)) * np.array([1.0, 6.0, 1.5])
    return X, X @ rng.normal(size=3) + rng.normal(size=200)
