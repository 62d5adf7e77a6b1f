"""Data of the lab: tumours, small networks fitted to them, explanations true and false."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Net = dict[str, Any]
Base = tuple[Net, Net, Floats, Floats]
_COLUMNS, _HIDDEN, _ROWS = 9, 10, 80


@cache
def tumours() -> tuple[Floats, Floats]:
    """Measurements in units of deviation, and whether they are malignant."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    X = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    return np.clip(X, -3, 3), (data.target == 0).astype(float)


@dataclass(frozen=True)
class World:
    """A network, rows, three explanations, and which of them are false."""

    net: Net
    X: Floats
    explanations: list[Floats]
    baseline: Floats
    false: list[int]


def fitted(rng: Rng, X: Floats, y: Floats) -> Net:
    """A network of one hidden layer."""
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - heavy
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        made = MLPClassifier(
            (_HIDDEN,), max_iter=60, learning_rate_init=0.02, alpha=0.01,
            random_state=int(rng.integers(2**31)),
        ).fit(X, y)  # fmt: skip
    (W1, W2), (b1, b2) = made.coefs_, made.intercepts_
    return {"W1": W1, "b1": b1, "W2": W2[:, 0], "b2": float(b2[0])}


def output(net: Net, X: Floats) -> Floats:
    """Log-odds, unit by unit."""
    total = np.full(len(X), net["b2"])
    for w, b, v in zip(net["W1"].T, net["b1"], net["W2"], strict=True):
        total = total + v * np.clip((X * w).sum(axis=1) + b, 0, None)
    return total


def slopes(net: Net, X: Floats) -> Floats:
    """Derivatives of the output by each column, unit by unit."""
    total = np.zeros_like(X)
    for w, b, v in zip(net["W1"].T, net["b1"], net["W2"], strict=True):
        total = total + v * (((X * w).sum(axis=1) + b) > 0)[:, None] * w
    return total


def path(net: Net, X: Floats, baseline: Floats, steps: int) -> Floats:
    """Integrated gradients by the midpoint rule."""
    parts = (np.arange(steps) + 0.5) / steps
    mean = np.mean([slopes(net, baseline + part * (X - baseline)) for part in parts], axis=0)
    return np.asarray((X - baseline) * mean)


def taken(net: Net, X: Floats, baseline: Floats) -> Floats:
    """What each column takes from the output."""
    whole, found = output(net, X), np.zeros_like(X)
    for j in range(X.shape[1]):
        changed = X.copy()
        changed[:, j] = baseline[j]
        found[:, j] = whole - output(net, changed)
    return found


def network(rng: Rng) -> Base:
    """A network, another one for another target, rows to explain, a baseline."""
    table, y = tumours()
    columns = rng.choice(table.shape[1], _COLUMNS, replace=False)
    order = rng.permutation(len(y))
    X = table[order][:, columns] * rng.choice([-1.0, 1.0, 2.0], _COLUMNS)
    other = X @ rng.normal(size=_COLUMNS) + rng.normal(size=len(y))
    known = slice(0, 400)
    net = fitted(rng, X[known], y[order][known])
    rival = fitted(rng, X[known], (other > np.median(other))[known].astype(float))
    return net, rival, X[400 : 400 + _ROWS], X[known].mean(axis=0)


def world(rng: Rng, kind: str, base: Base) -> World:
    """Explanations of which one (`other`) or two (`two`) are of another network, one is in another
    order of rows (`order`), or none is false (`none`). With other
    networks where an intervention does not tell them apart."""
    net, rival, X, baseline = base
    while True:
        noisy = rng.uniform(0.15, 0.35, 3)
        true = [path(net, X, baseline, 30), slopes(net, X) * (X - baseline),
                taken(net, X, baseline)]  # fmt: skip
        made = [true[i] for i in rng.permutation(3)]
        count = {"none": 0, "two": 2}.get(kind, 1)
        false = sorted(int(one) for one in rng.choice(3, count, replace=False))
        rivals = [path(rival, X, baseline, 30), taken(rival, X, baseline)]
        for number, one in enumerate(false):
            order = rng.permutation(len(X))
            made[one] = made[one][order] if kind == "order" else rivals[number]
            noisy[one] = 0.05
        told = [_noised(rng, one, noise) for one, noise in zip(made, noisy, strict=True)]
        told = [_adding_up(one, net, X, baseline) for one in told]
        marks = [agreement(net, X, one, baseline) for one in told]
        right = all((mark < 0.4) == (i in false) for i, mark in enumerate(marks))
        if right and min(mark for i, mark in enumerate(marks) if i not in false) > 0.6:
            return World(net, X, told, baseline, false)
        net, rival, X, baseline = network(rng)


def _noised(rng: Rng, A: Floats, noise: float) -> Floats:
    return np.asarray(A + noise * A.std() * rng.normal(size=A.shape))


def _adding_up(A: Floats, net: Net, X: Floats, baseline: Floats) -> Floats:
    """What is missing from the output's change is spread over the columns, as they are large."""
    gap = output(net, X) - output(net, baseline[None]) - A.sum(axis=1)
    weight = np.abs(A) + 1e-9
    return np.asarray(A + gap[:, None] * weight / weight.sum(axis=1, keepdims=True))


def agreement(net: Net, X: Floats, A: Floats, baseline: Floats) -> float:
    """The mean over rows of the correlation of what is said and what the columns take."""
    real = taken(net, X, baseline)
    a, b = (one - one.mean(axis=1, keepdims=True) for one in (A, real))
    size = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1)) + 1e-12
    return float(((a * b).sum(axis=1) / size).mean())
