"""Digits, random networks, and their gradients without a framework."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Weights = dict[str, Floats]


def digits(rng: Rng, rows: int) -> tuple[Floats, Whole]:
    """Some digits, pixels between 0 and 1 in a scale of their own."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    X, y = load_digits(return_X_y=True)
    at = rng.choice(len(y), rows, replace=False)
    return X[at] / 16 * float(rng.uniform(0.8, 1.3)), y[at].astype(np.int64)


def config(rng: Rng, **more: Any) -> dict[str, Any]:
    """What a run is told."""
    return {
        "hidden": int(rng.integers(24, 40)), "batch": int(rng.integers(24, 40)), "rate": 6e-3,
        "decay": 0.01, "dropout": 0.2, "clip": 1.0, "warmup": 10, "total": 600, **more,
    }  # fmt: skip


def weights(rng: Rng, hidden: int) -> Weights:
    """A network of random weights."""
    return {
        "W1": rng.normal(size=(hidden, 64)) / 8, "b1": rng.normal(size=hidden) / 5,
        "W2": rng.normal(size=(10, hidden)) / 4, "b2": rng.normal(size=10) / 5,
    }  # fmt: skip


def forward(net: Weights, X: Floats) -> tuple[Floats, Floats]:
    """Hidden values and probabilities."""
    hidden = np.maximum(0, X @ net["W1"].T + net["b1"])
    scores = hidden @ net["W2"].T + net["b2"]
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return hidden, odds / odds.sum(axis=1, keepdims=True)


def slope(net: Weights, X: Floats, y: Whole) -> Weights:
    """Gradients of the mean cross-entropy, by hand."""
    hidden, p = forward(net, X)
    error = (p - np.eye(10)[y]) / len(X)
    back = (error @ net["W2"]) * (hidden > 0)
    return {"W1": back.T @ X, "b1": back.sum(axis=0), "W2": error.T @ hidden,
            "b2": error.sum(axis=0)}  # fmt: skip


class Adam:
    """A network under AdamW with clipping by the global norm, without a framework."""

    def __init__(self, net: Weights, told: dict[str, Any]) -> None:
        self.net = {name: one.copy() for name, one in net.items()}
        self.first = {name: np.zeros_like(one) for name, one in net.items()}
        self.second = {name: np.zeros_like(one) for name, one in net.items()}
        self.told, self.steps = told, 0

    def copy(self) -> Adam:
        """The same state once more."""
        other = Adam(self.net, self.told)
        other.first, other.second, other.steps = dict(self.first), dict(self.second), self.steps
        return other

    def step(self, X: Floats, y: Whole, rate: float) -> None:
        """One step on a batch, nothing dropped."""
        slopes = slope(self.net, X, y)
        norm = math.sqrt(sum(float((one**2).sum()) for one in slopes.values()))
        self.steps += 1
        for name, full in slopes.items():
            one = full * min(1.0, self.told["clip"] / norm)
            self.first[name] = 0.9 * self.first[name] + 0.1 * one
            self.second[name] = 0.999 * self.second[name] + 0.001 * one**2
            size = np.sqrt(self.second[name] / (1 - 0.999**self.steps)) + 1e-8
            decay = self.told["decay"] if name in ("W1", "W2") else 0.0
            kept = self.net[name] * (1 - rate * decay)
            self.net[name] = kept - rate * self.first[name] / (1 - 0.9**self.steps) / size

    def epoch(self, X: Floats, y: Whole, order: Sequence[int], batch: int) -> None:
        """All rows in this order, at the full rate."""
        for at in range(0, len(order), batch):
            rows = list(order[at : at + batch])
            self.step(X[rows], y[rows], self.told["rate"])


def apart(one: Weights, other: Weights) -> float:
    """How far two networks lie apart: the 0.99 quantile over all their weights."""
    off = [np.abs(one[name] - other[name]).ravel() for name in one]
    return float(np.quantile(np.concatenate(off), 0.99))
