"""Log-odds of arrays of probabilities and back, elementwise, held away from certainty."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats

EDGE = 30.0  # log-odds beyond which nothing is told apart


def sigmoid(x: Floats) -> Floats:
    """The probability of log-odds `x`."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -EDGE, EDGE))))


def logit(p: Floats | float) -> Floats:
    """The log-odds of a probability."""
    held = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(held) - np.log1p(-held))
