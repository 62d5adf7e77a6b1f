"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_X = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
_Y = np.array([1, 0, 0, 1, 1, 0])


@check("a fit to two groups")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Odds 1/2 at x = 0 and 2 at x = 1."""
    found = yield call("fit", _X, _Y, 0.0)
    expect(isinstance(found, dict), "fit must return a dictionary")
    b = as_number(found["intercept"], "fit, 'intercept',")
    w = as_array(found["coefficients"], (1,), "fit, 'coefficients',")
    good = np.isclose(b, -np.log(2)) and np.isclose(w[0], 2 * np.log(2))
    expect(good, "fit: odds of 1/2 and 2 mean an intercept of -log 2 and a coefficient of 2 log 2")


@check("separation of two groups")
def apart(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """No, and yes as soon as one group has one class."""
    values = yield [call("separated", _X, _Y), call("separated", _X, np.array([1, 0, 0, 1, 1, 1]))]
    expect(values == [False, True], "separated: False, and True once all with x = 1 are of class 1")


@check("pooling of five rows")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """0 1 0 1 1 becomes 0 1/2 1/2 1 1."""
    found = yield call("isotonic", np.arange(5.0), np.array([0, 1, 0, 1, 1]))
    expect(
        np.allclose(as_array(found, (5,), "isotonic"), [0, 0.5, 0.5, 1, 1]),
        "isotonic: here 0 1/2 1/2 1 1",
    )
