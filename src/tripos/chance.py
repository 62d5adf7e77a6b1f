"""Distributions that several capabilities draw from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def chance_of(odds: Floats) -> Floats:
    """The probability of log-odds, elementwise; the hyperbolic tangent cannot overflow."""
    return np.asarray((1 + np.tanh(odds / 2)) / 2)


def triangular(
    u: Floats, low: Floats | float, mode: Floats | float, high: Floats | float
) -> Floats:  # fmt: skip
    """Inverse distribution function of the triangular distribution at `u`, elementwise.

    Where `high` equals `low` the result is that value.
    """
    width = np.maximum(np.subtract(high, low), 1e-12)
    bend = np.subtract(mode, low) / width
    rising = low + np.sqrt(u * width * np.subtract(mode, low))
    falling = high - np.sqrt((1 - u) * width * np.subtract(high, mode))
    return np.asarray(np.where(u < bend, rising, falling))
