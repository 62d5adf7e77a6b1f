"""Data of the lab: points, stumps on patients, and references by other routes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Labels = tuple[int, ...]


def separable(points: Floats, labels: Labels) -> bool:
    """Whether a half-plane holds just the points labelled 1, by linear programming."""
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy

    sign = np.where(np.array(labels) == 1, -1.0, 1.0)
    rows = np.column_stack([points, np.ones(len(points))]) * sign[:, None]
    found = linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(len(points)), bounds=(None, None))
    return found.status == 0


def _runs(points: Floats, labels: Labels, most: int) -> bool:
    order = np.argsort(points.ravel(), kind="stable")
    x = points.ravel()[order].tolist()
    line = [labels[i] for i in order]
    for a, b, first, second in zip(x, x[1:], line, line[1:], strict=False):
        if a == b and first != second:
            return False
    starts = sum(b > a for a, b in zip([0, *line], line, strict=False))
    return starts <= most


def _boxed(points: Floats, labels: Labels) -> bool:
    inside = [p for p, one in zip(points.tolist(), labels, strict=True) if one]
    out = [p for p, one in zip(points.tolist(), labels, strict=True) if not one]
    if not inside:
        return True
    return not any(
        all(min(p[c] for p in inside) <= q[c] <= max(p[c] for p in inside) for c in (0, 1))
        for q in out
    )


def possible(points: Floats, family: str) -> list[Labels]:
    """All labellings that a family gives, each of the 2^n tried."""
    found = []
    for labels in product((0, 1), repeat=len(points)):
        if family == "halfplanes":
            fits = separable(points, labels)
        elif family == "rectangles":
            fits = _boxed(points, labels)
        else:
            fits = _runs(points, labels, 1 if family == "intervals" else 2)
        if fits:
            found.append(labels)
    return found


def sums(n: int, d: int) -> int:
    """The most labellings of n points with VC dimension d, by the recurrence."""
    row = [1] * (d + 1)
    for _ in range(n):
        row = [1, *(a + b for a, b in pairwise(row))]
    return row[d]


def vc_eps(n: int, d: int, delta: float) -> float:
    """The VC deviation with exact whole numbers, whose logarithm Python can take."""
    if d > 12 or n < 5000:
        return math.sqrt(8 / n * (math.log(4) - math.log(delta) + math.log(sums(2 * n, d))))
    total = sum(math.comb(2 * n, i) for i in range(d + 1))
    return math.sqrt(8 / n * (math.log(4) - math.log(delta) + math.log(total)))


def interval(x: Sequence[float], y: Sequence[int]) -> tuple[float, list[float]]:
    """The least training error of intervals, and the first interval that has it."""
    values = sorted(set(x))
    none = sum(y)
    best: tuple[float, list[float]] = (none, [])
    for i, low in enumerate(values):
        for high in values[i:]:
            errors = sum((low <= a <= high) != (b == 1) for a, b in zip(x, y, strict=True))
            if errors < best[0]:
                best = (errors, [low, high])
    return best[0] / len(x), best[1]


def gaps(rng: Rng, n: int, noise: float, repeats: int) -> Floats:
    """True less training error of the best interval, for many samples at once."""
    x = np.sort(rng.random((repeats, n)), axis=1)
    y = ((x >= 0.3) & (x <= 0.6)) != (rng.random((repeats, n)) < noise)
    total = np.concatenate([np.zeros((repeats, 1)), np.cumsum(2 * y - 1, axis=1)], axis=1)
    worth = total[:, None, 1:] - total[:, :-1, None]
    worth = np.where(np.tri(n, dtype=bool).T, worth, -n).reshape(repeats, -1)
    best = worth.argmax(axis=1)
    low, high = (np.take_along_axis(x, k[:, None], 1)[:, 0] for k in np.divmod(best, n))
    some = worth.max(axis=1) > 0
    low, high = np.where(some, low, 0.0), np.where(some, high, 0.0)
    common = np.clip(np.minimum(high, 0.6) - np.maximum(low, 0.3), 0, None)
    true = noise + (1 - 2 * noise) * (0.3 + high - low - 2 * common)
    training = (y.sum(axis=1) - np.maximum(worth.max(axis=1), 0)) / n
    return np.asarray(true - training)


def stumps(rng: Rng, rows: int) -> npt.NDArray[np.int64]:
    """The losses of 240 stumps on some patients: eight thresholds for each measurement."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    X, y = load_breast_cancer(return_X_y=True)
    kept = rng.choice(len(X), rows, replace=False)
    edges = np.quantile(X, rng.uniform(0.1, 0.9, 8), axis=0)
    said = (X[kept][None] < edges[:, None]).astype(int)
    losses = (said != y[kept][None, :, None]).transpose(0, 2, 1).reshape(-1, rows)
    return losses[rng.permutation(len(losses))].astype(np.int64)
