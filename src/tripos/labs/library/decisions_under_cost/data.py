"""Data of the lab, and its quantities by other routes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def scored(rng: Rng, rows: int, noise: float) -> tuple[Whole, Floats]:
    """Some tumours, and the log-odds of malignancy by a model on two columns, with noise."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy

    X, benign = load_breast_cancer(return_X_y=True)
    kept = rng.choice(len(X), rows, replace=False)
    columns = rng.choice(10, 2, replace=False)
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    y = 1 - benign
    odds = LogisticRegression().fit(Z[:, columns], y).decision_function(Z[np.ix_(kept, columns)])
    return y[kept], odds + noise * rng.normal(size=rows)


def curve(y: Whole, scores: Floats) -> dict[str, Any]:
    """Precision and recall, each threshold counted anew."""
    thresholds = sorted(set(scores.tolist()), reverse=True)
    precision = np.array([float(y[scores >= t].mean()) for t in thresholds])
    recall = np.array([float(y[scores >= t].sum() / y.sum()) for t in thresholds])
    steps = recall - np.array([0.0, *recall[:-1]])
    return {"thresholds": np.array(thresholds), "precision": precision, "recall": recall,
            "average_precision": float(steps @ precision)}  # fmt: skip


def paid(y: Whole, acts: Whole, costs: Floats) -> float:
    """Mean cost, row by row; costs may be each row's own."""
    each = costs if costs.ndim == 3 else np.broadcast_to(costs, (len(y), 2, 2))
    return float(np.mean([c[int(a)][int(t)] for c, a, t in zip(each, acts, y, strict=True)]))


def cheapest(
    y: Whole, scores: Floats, costs: Floats, capacity: int | None
) -> tuple[float, float, int]:
    """Threshold, mean cost, rows acted on; every threshold is tried."""
    tried = []
    for t in [float("inf"), *sorted(set(scores.tolist()), reverse=True)]:
        acts = scores >= t
        if capacity is None or acts.sum() <= capacity:
            tried.append((t, paid(y, acts, costs), int(acts.sum())))
    least = min(one[1] for one in tried)
    return next(one for one in tried if one[1] <= least + 1e-12)


def binned(y: Floats, p: Floats, bins: int, kind: str) -> list[tuple[int, float, float]]:
    """Rows, mean p and share of ones of each bin that has rows."""
    if kind == "width":
        number = [min(int(one * bins), bins - 1) for one in p]
    else:
        edges = sorted(set(np.quantile(p, [k / bins for k in range(1, bins)]).tolist()))
        number = [sum(edge <= one for edge in edges) for one in p]
    found = []
    for k in sorted(set(number)):
        inside = np.array(number) == k
        found.append((int(inside.sum()), float(p[inside].mean()), float(y[inside].mean())))
    return found


def expected_ece(rng: Rng, p: Floats, bins: int, kind: str, runs: int) -> float:
    """Mean calibration error of labels drawn from p, by bins that are found once."""
    groups = []
    marked = binned(np.arange(len(p)) * 0.0, p, bins, kind)
    order, start = np.argsort(p, kind="stable"), 0
    for rows, _, _ in marked:
        groups.append(order[start : start + rows])
        start += rows
    labels = rng.random((runs, len(p))) < p
    gaps = [np.abs((labels[:, g] - p[g]).sum(axis=1)) for g in groups]
    return float(np.sum(gaps, axis=0).mean() / len(p))


def sigmoid(scores: Floats, y: Whole, new: Floats) -> Floats:
    """Platt's probabilities of new scores, by a general minimiser."""
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    ones, zeros = int((y == 1).sum()), int((y == 0).sum())
    target = np.where(y == 1, 1 - 1 / (ones + 2), 1 / (zeros + 2))
    middle, scale = float(np.median(scores)), float(np.ptp(scores)) or 1.0
    z = 4 * (scores - middle) / scale

    def loss(beta: Floats) -> tuple[float, Floats]:
        eta = beta[0] * z + beta[1]
        off = chance_of(eta) - target
        value = np.logaddexp(0, eta).sum() - target @ eta
        return float(value) / len(z), np.array([off @ z, off.sum()]) / len(z)

    found = minimize(loss, np.zeros(2), jac=True, method="BFGS", options={"gtol": 1e-10}).x
    return chance_of(found[0] * 4 * (new - middle) / scale + found[1])


def never_falling(scores: Floats, y: Whole, new: Floats) -> Floats:
    """Isotonic regression by its formula of largest least means."""
    at = np.array(sorted(set(scores.tolist())))
    rows = np.array([(scores == one).sum() for one in at])
    ones = np.array([y[scores == one].sum() for one in at])
    below, above = np.append(0, np.cumsum(rows)), np.append(0, np.cumsum(ones))
    value = [
        max(
            min((above[k] - above[j]) / (below[k] - below[j]) for k in range(i + 1, len(at) + 1))
            for j in range(i + 1)
        )
        for i in range(len(at))
    ]
    return np.interp(new, at, value)
