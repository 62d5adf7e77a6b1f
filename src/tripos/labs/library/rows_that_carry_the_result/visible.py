"""What can be checked on one's own: four points and a fifth."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect

_X = np.array([[0.0], [1.0], [2.0], [3.0], [10.0]])
_Y = np.array([0.0, 1.0, 2.0, 3.0, -10.0])


@check("coefficient of a line through four points and a fifth far off")
def line(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Sums of products by hand."""
    found = as_array((yield call("coefficient", _X, _Y, 0)), (2,), "coefficient")
    x, y = _X[:, 0] - _X.mean(), _Y - _Y.mean()
    expect(abs(found[0] - x @ y / (x @ x)) < 1e-9, "coefficient: about -1.15 here")


@check("without the fifth the slope is 1")
def fifth(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The other four lie on a line."""
    found = as_array((yield call("without_each", _X, _Y, 0)), (5,), "without_each")
    expect(abs(found[4] - 1.0) < 1e-9, "without_each: 1 without the last row")


@check("one row carries this result")
def one(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """And it is the last."""
    found = as_array((yield call("carriers", _X, _Y, 0, 2)), (None,), "carriers")
    expect(found.tolist() == [4], "carriers: [4] here")
