"""Data of the lab, and the reference: a forward pass, and slopes along directions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Arrays = Sequence[Floats]


def digits(rng: Rng) -> tuple[Floats, Floats, Floats, Floats]:
    """1000 digits to train with and 700 others, pixels between 0 and 1."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    train, test = order[:1000], order[1000:1700]
    return X[train] / 16, y[train], X[test] / 16, y[test]


def logits(X: Floats, weights: Arrays, biases: Arrays) -> Floats:
    """The forward pass."""
    out = X
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        out = np.clip(out @ W + b, 0, None)
    return np.asarray(out @ weights[-1] + biases[-1])


def loss(X: Floats, y: Floats, weights: Arrays, biases: Arrays, decay: float) -> float:
    """Cross-entropy and decay."""
    z = logits(X, weights, biases)
    entropy = np.logaddexp.reduce(z, axis=1) - z[np.arange(len(y)), y.astype(int)]
    return float(entropy.mean() + decay / 2 * sum((W**2).sum() for W in weights))


def network(
    rng: Rng, sizes: Sequence[int], n: int = 20
) -> tuple[Floats, Floats, list[Floats], list[Floats]]:
    """Rows, labels and parameters, with no unit near the kink of its ReLU."""
    while True:
        X, y = rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], n)
        weights = [rng.normal(size=(a, b)) / np.sqrt(a) for a, b in pairwise(sizes)]
        biases = [0.3 * rng.normal(size=b) for b in sizes[1:]]
        out, near = X, np.inf
        for W, b in zip(weights[:-1], biases[:-1], strict=True):
            z = out @ W + b
            near, out = min(near, float(np.abs(z).min())), np.clip(z, 0, None)
        if near > 3e-4:
            return X, y, weights, biases


def slopes(X: Floats, y: Floats, weights: Arrays, biases: Arrays, decay: float) -> list[Floats]:
    """Gradients by fourth-order differences, parameter by parameter."""
    held = [one.copy() for one in [*weights, *biases]]
    cut, found = len(weights), []
    for one in held:
        slope = np.zeros(one.shape)
        for at in np.ndindex(one.shape):
            kept, seen = one[at], []
            for move in (-2e-5, -1e-5, 1e-5, 2e-5):
                one[at] = kept + move
                seen.append(loss(X, y, held[:cut], held[cut:], decay))
            one[at] = kept
            slope[at] = (seen[0] - 8 * seen[1] + 8 * seen[2] - seen[3]) / 12e-5
        found.append(slope)
    return found
