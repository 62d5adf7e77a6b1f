"""Data of the lab: patients in odd units, wide matrices, and references by another route."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def patients(rng: Rng) -> tuple[Floats, Floats]:
    """A random part of the diabetes patients, each column in units of its own and moved."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    features, y = load_diabetes(return_X_y=True)
    rows = rng.choice(len(features), 220, replace=False)
    units = 10.0 ** rng.uniform(-1.5, 3, features.shape[1])
    return features[rows] * units + rng.normal(size=features.shape[1]) * units, y[rows]


def wide(rng: Rng, rows: int, columns: int) -> tuple[Floats, Floats]:
    """More columns than rows, neighbours correlated, six that matter."""
    z = rng.normal(size=(rows, columns))
    z[:, 1:] = 0.8 * z[:, 1:] + 0.6 * z[:, :-1]
    true = np.zeros(columns)
    true[rng.choice(columns, 6, replace=False)] = rng.choice([-3.0, 3.0], 6)
    features = z * rng.lognormal(0, 1, columns)
    return features + 5.0, z @ true + 20.0 + rng.normal(size=rows)


def scaled(features: Floats) -> tuple[Floats, Floats]:
    """Columns of mean 0 and standard deviation 1, and the deviations (1 for constant columns)."""
    deviation = features.std(axis=0)
    deviation = np.where(deviation > 1e-9, deviation, 1.0)
    return (features - features.mean(axis=0)) / deviation, deviation


def ridge_by_rows(z: Floats, y: Floats, penalty: float) -> Floats:
    """Intercept and coefficients of standardised columns, by least squares with rows added."""
    p = z.shape[1]
    design = np.column_stack([np.ones(len(z)), z])
    added = np.column_stack([np.zeros(p), np.sqrt(penalty) * np.eye(p)])
    both = np.vstack([design, added])
    return np.asarray(np.linalg.lstsq(both, np.concatenate([y, np.zeros(p)]), rcond=None)[0])


def left_out(features: Floats, y: Floats, penalty: float) -> float:
    """The mean squared error of predicting each row from a fit to the others."""
    z, _ = scaled(features)
    errors = []
    for i in range(len(y)):
        b = ridge_by_rows(np.delete(z, i, axis=0), np.delete(y, i), penalty)
        errors.append((y[i] - b[0] - z[i] @ b[1:]) ** 2)
    return float(np.mean(errors))


def gradient_of(features: Floats, y: Floats, w: Floats) -> tuple[Floats, Floats]:
    """The gradient Z'r/n at coefficients in the units of the columns, and those standardised."""
    z, deviation = scaled(features)
    r = y - features @ w
    return z.T @ (r - r.mean()) / len(y), w * deviation


def largest_penalty(features: Floats, y: Floats) -> float:
    """The smallest penalty at which all coefficients are 0."""
    return float(np.abs(gradient_of(features, y, np.zeros(features.shape[1]))[0]).max())
