"""Data of the lab, and both kinds of boosting again, slowly and by other routes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Node = dict[str, Any]


def _drawn(rng: Rng, X: Floats, rows: int, columns: int) -> tuple[Floats, Whole]:
    kept = rng.choice(len(X), rows, replace=False)
    taken = rng.choice(X.shape[1], columns, replace=False)
    return X[np.ix_(kept, taken)] * 2.0 ** rng.integers(-6, 7, columns), kept


def tumours(rng: Rng, rows: int, columns: int) -> tuple[Floats, Whole]:
    """Some tumours and columns; y is 1 or 0.

    Whole numbers times powers of two: halfway between two of them is exact, so that a row which
    lies on a threshold goes the same way whatever formula found it.
    """
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    X, y = load_breast_cancer(return_X_y=True)
    drawn, kept = _drawn(rng, np.rint(200 * X / X.std(axis=0)), rows, columns)
    return drawn, (y[kept] + int(rng.integers(2))) % 2


def patients(rng: Rng, rows: int, columns: int) -> tuple[Floats, Floats]:
    """Some diabetes patients and columns; y in units of its own."""
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    X, y = load_diabetes(return_X_y=True)
    drawn, kept = _drawn(rng, np.rint(100 * X / X.std(axis=0)), rows, columns)
    return drawn, y[kept] * float(rng.choice([0.01, 0.1, 1.0]))


def thresholds(column: Floats) -> list[float]:
    """Halfway between neighbouring distinct values."""
    return [(low + high) / 2 for low, high in pairwise(sorted(set(column.tolist())))]


def stump_of(X: Floats, y: Whole, weights: Floats) -> Node:
    """The best stump, one threshold after the other."""
    tried = []
    for feature, column in enumerate(X.T):
        for threshold in thresholds(column):
            for sign in (1, -1):
                wrong = np.where(column > threshold, sign, -sign) != y
                tried.append(
                    (float(weights[wrong].sum() / weights.sum()), feature, threshold, sign)
                )
    if not tried:
        return {"feature": -1, "threshold": 0.0, "sign": 1, "error": 0.5}
    least = min(tried)[0]
    error, feature, threshold, sign = next(one for one in tried if one[0] <= least + 1e-12)
    return {"feature": feature, "threshold": threshold, "sign": sign, "error": error}


def votes(stump: Node, X: Floats) -> Floats:
    """What a stump says of each row."""
    return np.where(X[:, stump["feature"]] > stump["threshold"], 1.0, -1.0) * stump["sign"]


def ada(X: Floats, y: Whole, rounds: int) -> dict[str, Any]:
    """AdaBoost; the weights of each round come from the sum of all stumps so far."""
    stumps: list[Node] = []
    alphas: list[float] = []
    while len(stumps) < rounds:
        total = sum(
            (a * votes(s, X) for a, s in zip(alphas, stumps, strict=True)), np.zeros(len(y))
        )
        stump = stump_of(X, y, np.exp(-y * total))
        if stump["error"] > 0.5 - 1e-10:
            break
        kept = max(stump["error"], 1e-10)
        stumps.append(stump)
        alphas.append(float(np.log(1 / kept - 1) / 2))
        if stump["error"] < 1e-10:
            break
    return {"stumps": stumps, "alphas": alphas}


def slopes(y: Floats, F: Floats, loss: str) -> tuple[float, Floats, Floats]:
    """Mean loss, residuals and curvatures."""
    from scipy.special import expit, log_expit  # noqa: PLC0415 - heavy

    if loss == "squared":
        return float(((y - F) @ (y - F)) / (2 * len(y))), y - F, np.ones(len(y))
    mean = float(-np.mean(np.where(y == 1, log_expit(F), log_expit(-F))))
    return mean, np.where(y == 1, expit(-F), -expit(F)), expit(F) * expit(-F)


def _reductions(X: Floats, r: Floats, min_leaf: int) -> list[tuple[float, int, float]]:
    found = []
    whole = r.var() * len(r)
    for feature, column in enumerate(X.T):
        for threshold in thresholds(column):
            a, b = r[column <= threshold], r[column > threshold]
            if min(len(a), len(b)) >= min_leaf:
                found.append((whole - a.var() * len(a) - b.var() * len(b), feature, threshold))
    return found


def tree_of(X: Floats, r: Floats, depth: int, min_leaf: int) -> Node:
    """A regression tree as lists, with the rows of each node under 'rows'."""
    tree: Node = {name: [] for name in ("feature", "threshold", "left", "right", "value", "rows")}
    _add(tree, X, r, np.arange(len(r)), (depth, min_leaf))
    return tree


def _add(tree: Node, X: Floats, r: Floats, rows: Whole, how: tuple[int, int]) -> int:
    at, (depth, min_leaf) = len(tree["feature"]), how
    leaf = {"feature": -1, "threshold": 0.0, "left": -1, "right": -1,
            "value": float(r[rows].mean()), "rows": rows}  # fmt: skip
    for name, value in leaf.items():
        tree[name].append(value)
    own, size = r[rows], r[rows].var() * len(rows)
    if depth == 0 or own.max() - own.min() <= 1e-9:
        return at
    tried = _reductions(X[rows], own, min_leaf)
    most = max((one[0] for one in tried), default=0.0)
    if most <= 1e-9 * size:
        return at
    _, feature, threshold = next(one for one in tried if one[0] >= most - 1e-9 * size)
    left = X[rows, feature] <= threshold
    below = _add(tree, X, r, rows[left], (depth - 1, min_leaf))
    above = _add(tree, X, r, rows[~left], (depth - 1, min_leaf))
    inner = {"feature": feature, "threshold": threshold, "left": below, "right": above}
    for name, value in {**inner, "value": 0.0}.items():
        tree[name][at] = value
    return at


def value_of(tree: Node, X: Floats) -> Floats:
    """The value of the leaf of each row, row by row."""
    found = []
    for row in X:
        at = 0
        while tree["feature"][at] >= 0:
            left = row[int(tree["feature"][at])] <= tree["threshold"][at]
            at = int(tree["left" if left else "right"][at])
        found.append(float(tree["value"][at]))
    return np.array(found)


def boosted(
    X: Floats, y: Floats, loss: str, rounds: int, rate: float, depth: int, min_leaf: int
) -> dict[str, Any]:
    """Gradient boosting, leaf by leaf."""
    share = min(max(float(y.mean()), 1e-6), 1 - 1e-6) if loss == "logistic" else 0.5
    start = float(np.log(share) - np.log(1 - share)) if loss == "logistic" else float(y.mean())
    F, trees = np.full(len(y), start), []
    for _ in range(rounds):
        _, residual, curvature = slopes(y, F, loss)
        tree = tree_of(X, residual, depth, min_leaf)
        for at, rows in enumerate(tree.pop("rows")):
            if tree["feature"][at] < 0:
                step = residual[rows].sum() / max(float(curvature[rows].sum()), 1e-9)
                tree["value"][at] = float(step)
                F[rows] += rate * step
        trees.append(tree)
    return {"start": start, "rate": rate, "trees": trees}


def scores(model: dict[str, Any], X: Floats) -> Floats:
    """Scores after each number of trees."""
    found = [np.full(len(X), float(model["start"]))]
    found += [found[0] * 0 + model["rate"] * value_of(tree, X) for tree in model["trees"]]
    return np.array([np.sum(found[: t + 1], axis=0) for t in range(len(found))])


def stopping(losses: Floats, patience: int) -> tuple[int, int]:
    """Best and last number of trees, each number looked at afresh."""
    best = 0
    for t in range(len(losses)):
        seen = losses[: t + 1]
        best = 0
        for one in range(1, t + 1):
            best = one if seen[one] < seen[best] - 1e-9 else best
        if t - best >= patience:
            return best, t
    return best, len(losses) - 1
