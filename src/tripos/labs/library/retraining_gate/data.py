"""Data of the lab, and the reference: group by group, row by row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def diabetes(rng: Rng) -> tuple[Floats, Floats, Floats]:
    """Squared errors of models on three and ten measurements, and sex, of unseen patients."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    X, y = load_diabetes(return_X_y=True)
    order = rng.permutation(len(X))
    train, test = order[:200], order[200:]
    found = []
    for columns in ([0, 1, 3], list(range(10))):
        Z = np.column_stack([np.ones(len(X)), X[:, columns]])
        w = np.linalg.lstsq(Z[train], y[train], rcond=None)[0]
        found.append((y[test] - Z[test] @ w) ** 2 / 1000)
    return found[0], found[1], (X[test, 1] > 0) * 1.0


def losses(
    rng: Rng, gain: float, together: float = 0.0, groups: int = 80, bad: int = -1
) -> tuple[Floats, Floats, Floats, Floats]:
    """Old and new losses, groups of unequal size, four slices; `bad` is one that got worse."""
    sizes = rng.integers(3, 12, groups)
    group = np.repeat(np.arange(groups), sizes)
    part = group % 4
    old = rng.gamma(2.0, 0.5, len(group))
    shared = together * rng.normal(size=groups)
    new = old - gain + shared[group] + 0.1 * rng.normal(size=len(group))
    new = new + np.where(part == bad, gain + 0.3, 0.0)
    order = rng.permutation(len(group))
    return old[order], new[order], group[order] * 1.0, part[order]


def clustered(d: Floats, groups: Floats) -> tuple[float, float]:
    """Mean and its standard error, group by group."""
    mean = float(d.mean())
    names = sorted(set(groups.tolist()))
    total = sum(float((d[groups == one] - mean).sum()) ** 2 for one in names)
    return mean, math.sqrt(len(names) / (len(names) - 1) * total) / len(d)


def verdict(
    case: tuple[Floats, Floats, Floats, Floats], least: float, level: float, tries: int
) -> tuple[str, list[int], float]:
    """Reason, slices, and how near any of the comparisons was, in standard errors."""
    from scipy.stats import norm  # noqa: PLC0415 - heavy

    old, new, groups, slices = case
    d = old - new
    names = [s for s in np.unique(slices) if len(set(groups[slices == s].tolist())) >= 5]
    worse, near = [], np.inf
    for s in names:
        gain, error = clustered(d[slices == s], groups[slices == s])
        gap = gain / error + norm.isf(level / tries / len(names))
        near = min(near, abs(gap))
        worse += [int(s)] if gap < 0 else []
    gain, error = clustered(d, groups)
    gap = (gain - least) / error - norm.isf(level / tries)
    if worse:
        return "slice", worse, float(near)
    return ("better" if gap > 0 else "small"), [], float(min(near, abs(gap)))


def table(rng: Rng, n: int) -> tuple[Floats, list[str]]:
    """Numbers on different scales, some missing, one constant, and careless texts."""
    X = np.column_stack(
        [rng.lognormal(3, 1, n), rng.normal(1e4, 5, n), np.full(n, 2.5), rng.random(n)]
    )
    X[rng.random(n) < 0.2, 0] = np.nan
    X[rng.random(n) < 0.1, 3] = np.nan
    texts = [str(one) for one in rng.choice(["north", "South ", " east", "WEST", "west"], n)]
    return X, texts


def features(fitted: tuple[Floats, Sequence[str]], X: Floats, texts: Sequence[str]) -> Floats:
    """The features of the brief, entry by entry."""
    train, seen = fitted
    names = sorted({text.strip().lower() for text in seen})
    rows: list[list[float]] = []
    for row, text in zip(X, texts, strict=True):
        scaled, missing = [], []
        for j, value in enumerate(row):
            there = train[~np.isnan(train[:, j]), j]
            x: Any = np.median(there) if np.isnan(value) else value
            scaled.append(float((x - there.mean()) / (there.std() or 1.0)))
            missing.append(float(np.isnan(value)))
        rows.append([*scaled, *missing, *(float(text.strip().lower() == one) for one in names)])
    return np.array(rows)
