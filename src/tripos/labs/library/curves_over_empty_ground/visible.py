"""What can be checked on one's own: a network of two units, three rows, a line and a square."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_NET = [[np.array([[1.0, 1.0], [0.0, -1.0]]), np.zeros(2)], [np.array([[1.0], [2.0]]), np.ones(1)]]
_X = np.array([[1.0, 0.0], [2.0, 1.0], [3.0, 5.0]])


@check("three rows with the first column at 2")
def dependence(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """relu(x) + 2 relu(x - z) + 1, with z of 0, 1 and 5."""
    found = as_array((yield call("partial_dependence", _NET, _X, 0, [2.0])), (1,), "the curve")
    expect(np.allclose(found, [5.0]), "partial_dependence: (7 + 5 + 3) / 3 = 5 here")


@check("local effects of three rows in two intervals")
def effects(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Rows 1 and 2 from 0 to 2, row 3 from 2 to 4; centred by the middles."""
    found = as_array((yield call("ale", _NET, _X, 0, [0.0, 2.0, 4.0])), (3,), "ale")
    expect(np.allclose(np.diff(found), [5.0, 2.0]), "ale: the steps are 5 and 2 here")
    expect(np.isclose(found[0], -11 / 3), "ale: it begins at -11/3 here")


@check("a column that goes with nothing, and one that is another's copy")
def ground(rng: Rng) -> Steps:
    """A straight line of rows; a full square."""
    line = np.repeat(rng.uniform(-1, 1, (400, 1)), 2, axis=1)
    line[:, 0] += rng.uniform(-0.05, 0.05, 400)
    square = rng.uniform(-1, 1, (400, 2))
    grid = np.array([-0.8, 0.0, 0.8])
    values = yield [call("unsupported", X, 0, grid) for X in (line, square)]
    found = [as_array(value, (3,), "unsupported") for value in values]
    expect(found[0].all(), "unsupported: every grid value on the line")
    expect(not found[1].any(), "unsupported: none in the square")
    up = as_number((yield call("rise", _NET, np.abs(square), 0, 0.9, 0.95)), "rise")
    expect(0.04 < up < 0.16, "rise: between one and three times the way here")
