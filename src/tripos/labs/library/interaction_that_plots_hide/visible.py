"""What can be checked on one's own: a table of two by two."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("a pure product has flat curves")
def flat(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """And all of it is interaction."""
    P = np.array([[[1.0, -1.0], [-1.0, 1.0]]])
    values = yield [call("dependence", P), call("h_squared", P)]
    first, second, _ = values[0]
    expect(np.allclose(first, 0) and np.allclose(second, 0), "dependence: both curves are 0 here")
    expect(abs(as_number(values[1], "h_squared") - 1) < 1e-12, "h_squared: 1 here")


@check("a sum has none")
def added(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """1 and 2 across, 10 and 20 down."""
    P = np.array([[[11.0, 12.0], [21.0, 22.0]]])
    expect(abs(as_number((yield call("h_squared", P)), "h_squared")) < 1e-12, "h_squared: 0 here")


@check("four cells whose product tells all but a few")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Nine of ten where the signs agree."""
    rows = [
        (a, b, int((a * b > 0) == (i > 0))) for a in (-1, 1) for b in (-1, 1) for i in range(10)
    ]
    X, y = np.array([row[:2] for row in rows], dtype=float), [row[2] for row in rows]
    found = as_array((yield call("gain", X, y, [0, 1])), (2,), "gain")
    right = 40 * (0.9 * np.log(0.9) + 0.1 * np.log(0.1) + np.log(2))
    expect(abs(found[0] - right) < 1e-5, "gain: 40 (0.9 ln 0.9 + 0.1 ln 0.1 + ln 2) here")
