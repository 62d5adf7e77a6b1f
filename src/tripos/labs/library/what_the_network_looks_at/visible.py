"""What can be checked on one's own: a network of one unit that looks at one pixel."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.what_the_network_looks_at.data import SIDE, Net, Whole

_SEEN = 5


def _small() -> tuple[Net, Floats, Whole]:
    """The unit sees pixel 5 and speaks for class 1; twenty images, two of each class."""
    W1, W2 = np.zeros((SIDE * SIDE, 1)), np.zeros((1, 10))
    W1[_SEEN], W2[0, 1] = 2.0, 3.0
    y = np.repeat(np.arange(10), 2)
    X = np.full((20, SIDE * SIDE), 0.5)
    X[y == 1, _SEEN] = 1.0
    return {"W1": W1, "b1": np.zeros(1), "W2": W2, "b2": np.zeros(10)}, X, y


@check("scores of one unit")
def forward(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """2 times 1, times 3."""
    net, X, y = _small()
    found = as_array((yield call("outputs", net, X[y == 1])), (2, 10), "outputs")
    expect(np.allclose(found[:, 1], 6.0), "outputs: the score of class 1 is 6 here")


@check("the gradient of its class")
def slope(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """2 times 3, at one pixel."""
    net, X, y = _small()
    found = as_array((yield call("gradients", net, X, y)), (10, SIDE * SIDE), "gradients")
    expect(abs(found[1, _SEEN] - 6.0) < 1e-6, "gradients: 6 for class 1 at pixel 5 here")


@check("what goes with the pixel")
def gone(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Its mean over the other classes is 0.5, so half of the score goes."""
    net, X, y = _small()
    mask = (np.arange(SIDE * SIDE) == _SEEN) * 1
    found = as_array((yield call("effect", net, X, y, mask)), (10,), "effect")
    expect(abs(found[1] - 3.0) < 1e-6, "effect: 3 for class 1 here, as the background is not 0")
