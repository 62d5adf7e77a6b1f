"""What can be checked on one's own: a network of two units."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect

_NET = {"W1": np.eye(2), "b1": np.zeros(2), "W2": np.array([1.0, -2.0]), "b2": 0.5}
_X = np.array([[3.0, 1.0], [-1.0, 2.0]])


@check("two rows through two units")
def forward(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """3 - 2 + 0.5 and 0 - 4 + 0.5."""
    found = as_array((yield call("outputs", _NET, _X)), (2,), "outputs")
    expect(np.allclose(found, [1.5, -3.5]), "outputs: 1.5 and -3.5 here")


@check("what each column takes")
def occluded(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The baseline is 0."""
    value = yield call("occlusion", _NET, _X, np.zeros(2))
    found = as_array(value, (2, 2), "occlusion")
    expect(np.allclose(found, [[3.0, -2.0], [0.0, -4.0]]), "occlusion: [[3, -2], [0, -4]] here")


@check("the path of a row that is straight all along")
def straight(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Units that are on from 0 on."""
    value = yield call("integrated", _NET, _X[:1], np.zeros(2), 4)
    found = as_array(value, (1, 2), "integrated")
    expect(np.allclose(found, [[3.0, -2.0]]), "integrated: [[3, -2]] here")
