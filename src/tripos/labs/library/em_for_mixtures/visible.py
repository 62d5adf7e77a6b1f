"""What can be checked on one's own: one dimension, by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_X = np.array([[0.0], [2.0], [10.0], [12.0]])


@check("the standard normal density")
def standard(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """At 0 its logarithm is -0.9189."""
    value = yield call("log_gauss", _X, np.zeros((1, 1)), np.ones((1, 1, 1)))
    found = as_array(value, (4, 1), "log_gauss")
    expect(
        np.allclose(found[:2, 0], [-0.918939, -2.918939]),
        "log_gauss: the standard normal density has logarithm -0.9189 at 0 and -2.9189 at 2",
    )


@check("two pairs, each its own component")
def pairs(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Means 1 and 11, variances 1."""
    found = yield call("m_step", _X, np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]), 1e-6)
    expect(isinstance(found, dict), "m_step: return a dict")
    means = as_array(found.get("means"), (2, 1), "m_step: means")
    covs = as_array(found.get("covs"), (2, 1, 1), "m_step: covs")
    expect(np.allclose(means.ravel(), [1, 11]), "m_step: the means here are 1 and 11")
    expect(np.allclose(covs.ravel(), [1, 1]), "m_step: the variances here are 1 (divide by 2)")


@check("bic of one component in one dimension")
def one(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two free parameters: a mean and a variance."""
    value = as_number((yield call("bic", -10.0, 4, 1, 1)), "bic")
    expect(abs(value - (20 + 2 * np.log(4))) < 1e-9, "bic: one component in 1-d has d = 2")
