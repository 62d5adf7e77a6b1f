"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("two steps of the power iteration")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Eigenvalues -2 and 1, from (1, 1): the leading one is negative."""
    found = yield call("power", np.diag([-2.0, 1.0]), np.array([1.0, 1.0]), 2)
    expect(isinstance(found, dict), "power: return a dictionary")
    values = as_array(found.get("values"), (2,), "power, 'values',")
    expect(np.allclose(values, [-7 / 5, -31 / 17]), "power: Rayleigh quotients -7/5 and -31/17")
    vector = as_array(found.get("vector"), (2,), "power, 'vector',")
    expect(np.allclose(vector, np.array([4, 1]) / 17**0.5), "power: the vector is (4, 1)/sqrt(17)")


@check("steps from a gap")
def gap(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Shrinking by a half each step, to 1/1000; by nothing at all."""
    some, never = yield [call("steps_needed", [1.0, -4.0, 2.0], 1e-3),
                         call("steps_needed", [3.0, -3.0], 0.1)]  # fmt: skip
    expect(as_number(some, "steps_needed") == 10, "steps_needed: 10 steps, as 2^10 > 1000")
    expect(as_number(never, "steps_needed") == -1, "steps_needed: -1, as 3 and -3 do not separate")


@check("components of four points")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Variances 6 along one diagonal and 4/3 along the other."""
    X = np.array([[5.0, 1.0], [9.0, 5.0], [5.0, 3.0], [7.0, 1.0]])
    found = yield call("pca", X, 1)
    expect(isinstance(found, dict), "pca: return a dictionary")
    mean = as_array(found.get("mean"), (2,), "pca, 'mean',")
    expect(np.allclose(mean, [6.5, 2.5]), "pca: the mean is (6.5, 2.5)")
    one = as_array(found.get("components"), (1, 2), "pca, 'components',")
    expect(np.allclose(one, np.sqrt(0.5)), "pca: the component is the diagonal")
    ratio = as_array(found.get("ratio"), (1,), "pca, 'ratio',")
    expect(np.allclose(ratio, 9 / 11), "pca: it has 9/11 of the variance")
