"""Data of the lab: streams without drift and with, and the reference by brute force."""

from __future__ import annotations

import math

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def patients() -> tuple[Floats, Floats]:
    """Ten measurements of the patients, and whether the tumour was benign."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    X, y = load_breast_cancer(return_X_y=True)
    return np.asarray(X[:, :10], dtype=np.float64), np.asarray(y, dtype=np.float64)


def clinic(rng: Rng, windows: int, start: int, window: int = 100) -> tuple[Floats, Floats]:
    """Patients drawn with replacement; from window `start` on (-1: never) most are malignant."""
    X, benign = patients()
    usual = np.full(len(X), 1 / len(X))
    changed = np.where(benign == 0, 4.0, 1.0)
    changed /= changed.sum()
    rows = [
        rng.choice(len(X), window, p=changed if 0 <= start <= at else usual)
        for at in range(windows)
    ]
    return X[rng.choice(len(X), 800, p=usual)], X[np.concatenate(rows)]


def drawn(
    rng: Rng, windows: int, start: int, kind: str, window: int = 100
) -> tuple[Floats, Floats, int]:
    """Twelve features of which one drifts from window `start` on; the last one is constant."""
    rows = windows * window
    X = rng.normal(size=(800 + rows, 12))
    X[:, 3] = np.exp(X[:, 3])
    X[:, 4] = rng.poisson(2.0, len(X))
    X[:, 5] = np.where(rng.random(len(X)) < 0.02, np.nan, X[:, 5])
    X[:, 11] = 7.0
    blamed = {"none": -1, "mean": 1, "spread": 2, "missing": 5}[kind]
    late = slice(800 + start * window, None)
    if kind == "mean":
        X[late, 1] += 0.8
    elif kind == "spread":
        X[late, 2] *= 2.5
    elif kind == "missing":
        X[late, 5] = np.where(rng.random(len(X[late])) < 0.35, np.nan, X[late, 5])
    return X[:800], X[800:], blamed


def index(reference: Floats, current: Floats, bins: int) -> float:
    """The stability index, row by row."""
    edges: list[float] = sorted({float(np.quantile(reference, i / bins)) for i in range(1, bins)})

    def shares(x: Floats) -> list[float]:
        counts = [0] * (len(edges) + 1)
        for value in x.tolist():
            counts[sum(value >= edge for edge in edges)] += 1
        return [(one + 0.5) / (len(x) + 0.5 * len(counts)) for one in counts]

    pairs = zip(shares(reference), shares(current), strict=True)
    return sum((q - p) * math.log(q / p) for p, q in pairs)


def kolmogorov_smirnov(a: Floats, b: Floats) -> tuple[float, float]:
    """Statistic and p-value, by comparing at each value."""
    a, b = (np.where(np.isnan(one), -1e300, one) for one in (a, b))
    size = max(abs(float((a <= x).mean() - (b <= x).mean())) for x in np.concatenate([a, b]))
    scaled = size * math.sqrt(len(a) * len(b) / (len(a) + len(b)))
    if scaled < 1e-9:
        return size, 1.0
    # the other series of the same law, which converges where the first does not
    if scaled < 1:
        terms = (math.exp(-((2 * j - 1) ** 2) * math.pi**2 / (8 * scaled**2)) for j in range(1, 30))
        return size, 1 - math.sqrt(2 * math.pi) / scaled * sum(terms)
    return size, 2 * sum((-1) ** (j - 1) * math.exp(-2 * j * j * scaled**2) for j in range(1, 60))


def without_drift(rng: Rng, n: int, m: int, bins: int) -> Floats:
    """2000 values of the index for two samples of the same law; bins hold equal reference rows."""
    rows = np.diff(np.round(np.linspace(0, n, bins + 1)))
    chances = rng.dirichlet(rows, 2000)
    p = (rows + 0.5) / (n + 0.5 * bins)
    q = (rng.multinomial(m, chances) + 0.5) / (m + 0.5 * bins)
    return np.asarray(((q - p) * np.log(q / p)).sum(axis=1))
