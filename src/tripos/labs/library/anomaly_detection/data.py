"""Data of the lab: sensors in other units, planted clusters, and references by other routes."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


@cache
def sensors() -> tuple[Floats, Floats]:
    """All rows of the Shuttle set, and which of them are anomalies."""
    import river.datasets  # noqa: PLC0415 - heavy

    path = Path(river.datasets.__file__).parent / "shuttle.csv.gz"
    with gzip.open(path, "rt") as lines:
        table = np.loadtxt(lines, delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1]


def shuttle(rng: Rng, rows: int, wild: int) -> tuple[Floats, Floats]:
    """Some rows in units of their own, columns in any order, `wild` columns of heavy tails among
    them, and which rows are anomalies."""
    X, anomalous = sensors()
    kept = rng.choice(len(X), rows, replace=False)
    units = rng.choice([-1.0, 1.0], 9) * 10 ** rng.uniform(-3, 3, 9)
    tails = rng.standard_t(1.5, size=(rows, wild)) * 10 ** rng.uniform(2, 6, wild)
    both = np.column_stack([X[kept] * units + 50 * rng.normal(size=9) * units, tails])
    return both[:, rng.permutation(both.shape[1])], anomalous[kept]


def masked(rng: Rng, rows: int, columns: int, share: float) -> tuple[Floats, Whole]:
    """Correlated normal rows with a cluster of planted ones far off, and their numbers."""
    few = round(rows * share)
    mixing = rng.normal(size=(columns, columns)) + 2 * np.eye(columns)
    mixing *= 10 ** rng.uniform(-1, 1, columns)
    away = rng.normal(size=columns)
    away *= 14 * math.sqrt(columns) / np.linalg.norm(away)
    X = rng.normal(size=(rows, columns))
    planted = np.sort(rng.choice(rows, few, replace=False))
    X[planted] = away + 0.8 * X[planted]
    return X @ mixing + 5 * rng.normal(size=columns), planted


def scaled_by(reference: Floats, X: Floats) -> Floats:
    """Robust scaling, a column at a time."""
    done = []
    for known, new in zip(reference.T, X.T, strict=True):
        ordered = sorted(known.tolist())
        n = len(ordered)
        middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
        off = sorted(abs(one - middle) for one in ordered)
        scale = 1.4826 * (off[(n - 1) // 2] + off[n // 2]) / 2
        scale = scale or math.sqrt(math.pi / 2) * math.fsum(off) / n or 1.0
        done.append((new - middle) / scale)
    return np.column_stack(done)


def concentrated(X: Floats, start: Sequence[int]) -> tuple[list[int], Floats]:
    """Where concentration ends, by the inverse covariance of NumPy."""
    rows = sorted(start)
    while True:
        inverse = np.linalg.inv(np.cov(X[rows].T, bias=True))
        off = X - X[rows].mean(axis=0)
        found = np.einsum("ij,jk,ik->i", off, inverse, off)
        near = sorted(sorted(range(len(X)), key=found.__getitem__)[: len(rows)])
        if near == rows:
            return rows, found
        rows = near


def expected_score(values: Sequence[float], x: float) -> float:
    """The isolation score of `x` in one dimension with endless trees of all the values."""
    known = sorted(values)
    limit = math.ceil(math.log2(len(known)))

    @cache
    def path(low: int, high: int, depth: int) -> float:
        ends, n = (known[low], known[high - 1]), high - low
        if depth == limit or ends[0] == ends[1]:
            return depth + average_path(n)
        total = 0.0
        for at in range(low + 1, high):
            a, b = known[at - 1], known[at]
            below = min(max(x, a), b)  # cuts in (a, below) leave x on the right
            if below > a:
                total += (below - a) * path(at, high, depth + 1)
            if b > below:
                total += (b - below) * path(low, at, depth + 1)
        return total / (ends[1] - ends[0])

    return float(2 ** (-path(0, len(known), 0) / average_path(len(known))))


def average_path(n: int) -> float:
    """The mean depth at which a search among n rows ends."""
    return 2 * sum(1 / i for i in range(1, n)) - 2 * (n - 1) / n if n > 1 else 0.0


def outlier_factors(X: Floats, k: int) -> Floats:
    """Local outlier factors, row by row."""
    n = len(X)
    apart = [[math.dist(a, b) for b in X.tolist()] for a in X.tolist()]
    near = [
        sorted((j for j in range(n) if j != i), key=lambda j, i=i: (apart[i][j], j))[:k]  # type: ignore[misc]
        for i in range(n)
    ]
    kth = [apart[i][near[i][-1]] for i in range(n)]
    density = [1 / (sum(max(kth[j], apart[i][j]) for j in near[i]) / k + 1e-10) for i in range(n)]
    return np.array([sum(density[j] for j in near[i]) / k / density[i] for i in range(n)])
