"""What can be checked on one's own: one unit, two classes."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("two equal logits")
def equal(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """ln 2, and half each way."""
    found = yield call("softmax_loss", np.zeros((1, 2)), np.array([1]))
    expect(isinstance(found, dict), "softmax_loss: return a dict with loss and grad")
    expect(
        abs(as_number(found.get("loss"), "softmax_loss: loss") - np.log(2)) < 1e-9,
        "softmax_loss: two equal logits have loss ln 2",
    )
    grad = as_array(found.get("grad"), (1, 2), "softmax_loss: grad")
    expect(np.allclose(grad, [[0.5, -0.5]]), "softmax_loss: the gradient here is (1/2, -1/2)")


@check("ReLU cuts in the middle only")
def cuts(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A negative hidden unit is 0, a negative logit stays."""
    weights, biases = (
        [np.array([[1.0, -1.0]]), np.array([[-2.0], [5.0]])],
        [np.zeros(2), np.zeros(1)],
    )
    found = as_array((yield call("forward", np.array([[3.0]]), weights, biases)), (1, 1), "forward")
    expect(found[0, 0] == -6, "forward: the hidden units are 3 and 0, and the logit is -6")


@check("a step with momentum")
def steps(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Velocity 0.9 - 0.2."""
    one = np.ones(1)
    found = yield call("momentum_step", one, one, 2 * one, 0.1, 0.9)
    expect(isinstance(found, dict), "momentum_step: return a dict with value and velocity")
    value = as_array(found.get("value"), (1,), "momentum_step: value")
    expect(np.allclose(value, 1.7), "momentum_step: velocity 0.9 - 0.2 = 0.7, value 1.7")
