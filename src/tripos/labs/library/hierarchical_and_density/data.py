"""Data of the lab: wines, planted shapes, and references by other routes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def wines(rng: Rng, rows: int) -> Floats:
    """Some standardised wines, their columns in any order."""
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    X = load_wine().data
    kept = rng.choice(len(X), rows, replace=False)
    return ((X - X.mean(axis=0)) / X.std(axis=0))[kept][:, rng.permutation(X.shape[1])]


def grid(rng: Rng, rows: int, side: int) -> Floats:
    """Different points with whole coordinates."""
    cells = rng.choice(side * side, rows, replace=False)
    return np.column_stack(np.divmod(cells, side)).astype(float)


def disputed(rng: Rng) -> Floats:
    """Pairs of clusters on a line with a row between them, nearer to one of the two."""
    one = np.array([0, 1, 1.5, 2, 5, 5.5, 6, 7])
    pairs = [100 * i + np.append(one, rng.choice([3.4, 3.6])) for i in range(8)]
    return rng.permutation(np.concatenate(pairs))[:, None]


def heaps(rng: Rng, far: int) -> Floats:
    """Two dense heaps a little apart, and a sparse one farther off."""
    dense = np.array([[i, j] for i in range(3) for j in range(3)], dtype=float)
    sparse = rng.integers(20, 24) * np.array([[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1.0]])
    gap = float(rng.integers(7, 10))
    X = np.vstack([dense, dense + np.array([gap, 0]), sparse + np.array([far, 5])])
    return rng.permutation(X[:, rng.permutation(2)])


def distances(X: Floats) -> Floats:
    """All Euclidean distances, by differences."""
    return np.sqrt(((X[:, None] - X[None]) ** 2).sum(axis=2))


def _circle(rng: Rng, rows: int, radius: float) -> Floats:
    angle = 2 * np.pi * (np.arange(rows) + 0.5 * rng.random(rows)) / rows
    return radius * np.column_stack([np.cos(angle), np.sin(angle)])


def _rings(rng: Rng) -> tuple[Floats, Whole]:
    X = np.vstack([_circle(rng, 60, 1.0), _circle(rng, 120, 2.2)])
    return X + 0.05 * rng.normal(size=X.shape), np.repeat([0, 1], [60, 120])


def _moons(rng: Rng) -> tuple[Floats, Whole]:
    angle = np.pi * (np.arange(80) + 0.5 * rng.random(80)) / 80
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    X = np.vstack([upper, [1, 0.3] - upper])
    return X + 0.04 * rng.normal(size=X.shape), np.repeat([0, 1], 80)


def _blobs(rng: Rng) -> tuple[Floats, Whole]:
    centres = np.array([[0, 0], [7, 0], [0, 7.0], [7, 8]])
    truth = np.repeat(np.arange(4), [60, 30, 50, 40])
    return centres[truth] + rng.normal(size=(180, 2)) * 0.8, truth


def _bridged(rng: Rng) -> tuple[Floats, Whole]:
    """Two round clusters and a thin bridge between them."""
    bridge = np.column_stack([np.linspace(1.5, 7.5, 14), 0.1 * rng.normal(size=14)])
    right = rng.normal(size=(70, 2)) + np.array([9.0, 0.0])
    X = np.vstack([rng.normal(size=(70, 2)), right, bridge])
    truth = np.repeat([0, 1, 0, 1], [70, 70, 7, 7])
    return X, truth


_SHAPES: dict[str, Callable[[Rng], tuple[Floats, Whole]]] = {
    "rings": _rings, "moons": _moons, "round clusters": _blobs, "a bridge": _bridged,
}  # fmt: skip


def shape(rng: Rng, name: str, noise: int = 0) -> tuple[Floats, Whole]:
    """A planted shape turned round, in units of its own, rows in any order; -1: noise over it."""
    X, truth = _SHAPES[name](rng)
    low, high = X.min(axis=0), X.max(axis=0)
    added = low + (high - low) * (1.3 * rng.random((noise, 2)) - 0.15)
    X, truth = np.vstack([X, added]), np.concatenate([truth, np.full(noise, -1)])
    angle, order = rng.uniform(0, 2 * np.pi), rng.permutation(len(X))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (X @ turn * 10 ** rng.uniform(-2, 3) + rng.normal(size=2))[order], truth[order]


def naive_merges(D: Floats, linkage: str) -> Floats:
    """The merges, each distance of two clusters from all their pairs, ties by the brief's rule."""
    take: Callable[[Floats], Any] = {"single": np.min, "complete": np.max, "average": np.mean}[
        linkage
    ]
    parts = {i: [i] for i in range(len(D))}
    rows = []
    for step in range(len(D) - 1):
        names = sorted(parts)
        height, a, b = min(
            (float(take(D[np.ix_(parts[a], parts[b])])), a, b)
            for i, a in enumerate(names)
            for b in names[i + 1 :]
        )
        parts[len(D) + step] = parts.pop(a) + parts.pop(b)
        rows.append((a, b, height, len(parts[len(D) + step])))
    return np.array(rows)


def in_order(labels: Sequence[int]) -> list[int]:
    """Labels renumbered by first appearance."""
    seen: dict[int, int] = {}
    return [seen.setdefault(one, len(seen)) for one in labels]


def density_labels(D: Floats, eps: float, least: int) -> tuple[list[int], list[bool]]:
    """Labels and cores, by walking from each core row in turn."""
    near = [[j for j in range(len(D)) if D[i, j] <= eps] for i in range(len(D))]
    core = [len(one) >= least for one in near]
    labels, count = [-1] * len(D), 0
    for i in range(len(D)):
        if not core[i] or labels[i] >= 0:
            continue
        waiting = [i]
        while waiting:
            at = waiting.pop()
            if labels[at] < 0:
                labels[at] = count
                waiting += [j for j in near[at] if core[j] and labels[j] < 0]
        count += 1
    for i in range(len(D)):
        close = [(D[i, j], j) for j in near[i] if core[j]]
        if not core[i] and close:
            labels[i] = labels[min(close)[1]]
    return labels, core


def interval(D: Floats, least: int, count: int) -> tuple[float, float] | None:
    """The run of eps with `count` clusters whose ends have the largest ratio."""
    at = sorted(set(D[np.triu_indices(len(D), 1)].tolist()))
    counts = [max(density_labels(D, eps, least)[0]) + 1 for eps in at]
    runs = []
    for i, one in enumerate(counts[:-1]):
        if one == count and (i == 0 or counts[i - 1] != count):
            end = next((j for j in range(i, len(at)) if counts[j] != count), len(at) - 1)
            runs.append((at[i], at[end]))
    return max(runs, key=lambda run: run[1] / run[0]) if runs else None


def agreement(a: Sequence[int], b: Sequence[int]) -> float:
    """The adjusted Rand index."""
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - heavy

    found = float(adjusted_rand_score(a, b))
    return 0.0 if math.isnan(found) else found
