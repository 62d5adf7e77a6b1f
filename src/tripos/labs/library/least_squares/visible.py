"""What can be checked on one's own: shapes, and a small example done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect

_X = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
_Y = np.array([1.0, 2.0, 4.0])


@check("a line through three points")
def line(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Slope 1.5, intercept 5/6."""
    found = yield [call(name, _X, _Y) for name in ("normal_equations", "by_qr", "minimum_norm")]
    for name, value in zip(("normal_equations", "by_qr", "minimum_norm"), found, strict=True):
        w = as_array(value, (2,), name)
        expect(np.allclose(w, [5 / 6, 1.5]), f"{name}: the line through the points is 5/6 + 1.5 x")


@check("gradient descent gets there")
def descends(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """After many steps it is the same line."""
    w = as_array((yield call("by_gradient", _X, _Y, 2000)), (2,), "by_gradient")
    expect(np.allclose(w, [5 / 6, 1.5], atol=1e-3), "by_gradient: after 2000 steps it is elsewhere")


@check("leverages of three points")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """5/6, 1/3, 5/6."""
    h = as_array((yield call("leverages", _X)), (3,), "leverages")
    expect(np.allclose(h, [5 / 6, 1 / 3, 5 / 6]), "leverages: of these points 5/6, 1/3 and 5/6")
