"""Data of the lab, and the reference: by singular values, whole numbers and brute force."""

from __future__ import annotations

import math

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def polynomial(rng: Rng, n: int, degree: int) -> tuple[Floats, Floats]:
    """A polynomial design on [-1, 1], and a curve that is no polynomial."""
    x = np.sort(rng.uniform(-1, 1, n))
    return np.vander(x, degree + 1, increasing=True), np.sin(4 * x + rng.uniform(0, 3))


def patients(rng: Rng) -> tuple[Floats, Floats]:
    """The measurements of half the patients as a design, and their smoothed progression."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    X, y = load_diabetes(return_X_y=True)
    rows = rng.choice(len(X), len(X) // 2, replace=False)
    f = (y[rows] - y[rows].mean()) / y[rows].std()
    return X[rows] * math.sqrt(len(X)), f


def exact(X: Floats, f: Floats, noise: float, ridge: float) -> tuple[float, float, float]:
    """Squared bias, variance and optimism through the singular values."""
    u, s, _ = np.linalg.svd(X, full_matrices=False)
    shrink = s**2 / (s**2 + ridge)
    fitted = u @ (shrink * (u.T @ f))
    n = len(X)
    return (
        float(((fitted - f) ** 2).mean()),
        float(noise**2 * (shrink**2).sum() / n),
        float(2 * noise**2 * shrink.sum() / n),
    )


def growth(n: int, d: int) -> float:
    """The logarithm of Sauer's sum, in whole numbers."""
    return math.log(sum(math.comb(n, i) for i in range(min(n, d) + 1)))


def bound(n: int, d: int, delta: float) -> float:
    """The bound of the brief."""
    return math.sqrt(8 / n * (math.log(4 / delta) + growth(2 * n, d)))


def fewest(x: Floats, y: Floats) -> tuple[int, float, float]:
    """Errors and ends of the best interval, trying all pairs of ends."""
    best = (int(y.sum()), 1.0, 0.0)
    ends = np.unique(x)
    for i, low in enumerate(ends):
        for high in ends[i:]:
            wrong = int((((x >= low) & (x <= high)) != y).sum())
            if wrong < best[0]:
                best = (wrong, float(low), float(high))
    return best


def labelled(rng: Rng, n: int, low: float, high: float, flip: float) -> tuple[Floats, Floats]:
    """Even values of x and labels of an interval, some of them flipped."""
    x = rng.random(n)
    return x, (((x >= low) & (x <= high)) ^ (rng.random(n) < flip)) * 1.0


def measured(rng: Rng, n: int, low: float, high: float, flip: float, runs: int) -> Floats:
    """Gaps of the best interval, each true error from a fine grid."""
    grid = (np.arange(4000) + 0.5) / 4000
    right = (grid >= low) & (grid <= high)
    found = []
    for _ in range(runs):
        x, y = labelled(rng, n, low, high, flip)
        errors, a, b = fewest(x, y)
        apart = (((grid >= a) & (grid <= b)) != right).mean()
        found.append(flip + (1 - 2 * flip) * apart - errors / n)
    return np.array(found)
