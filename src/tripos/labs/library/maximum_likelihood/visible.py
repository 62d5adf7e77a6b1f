"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("two rows, one of them censored")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Scale and shape 1: the density e^-2 at 2, and P(T > 3) = e^-3."""
    value = yield call("log_likelihood", [0.0, 0.0], np.array([2.0, 3.0]), np.array([1, 0]))
    expect(abs(as_number(value, "log_likelihood") + 5) < 1e-12, "log_likelihood: here -5")


@check("a median and its error")
def median(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Shape 1 for certain: the median is s ln 2, and has the relative error of s."""
    covariance = np.array([[0.01, 0.0], [0.0, 0.0]])
    found = yield call("quantile", np.array([np.log(10), 0.0]), covariance, 0.5, 0.95)
    expect(isinstance(found, dict), "quantile: return a dictionary")
    got = [as_number(found.get(name), name) for name in ("estimate", "error", "low", "high")]
    right = 10 * np.log(2) * np.array([1, 0.1, np.exp(-0.1959964), np.exp(0.1959964)])
    expect(np.allclose(got, right), "quantile: 10 ln 2, a tenth of it, and e^(+-0.196) times it")


@check("counts that vary less than Poisson's")
def regular(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The maximum is at the edge."""
    found = yield call("overdispersion", np.array([2, 3, 2, 3]))
    expect(isinstance(found, dict), "overdispersion: return a dictionary")
    got = [as_number(found.get(name), name) for name in ("mean", "dispersion", "statistic", "p")]
    expect(np.allclose(got, [2.5, 0, 0, 1]), "overdispersion: 2.5, 0, 0 and p = 1")


@check("a mixture far away")
def far(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A hundred deviations from the only part that counts."""
    value = yield call("log_mixture", np.array([100.0]), [1.0, 0.0], [0.0, 100.0], [1.0, 1.0])
    found = as_array(value, (1,), "log_mixture")
    expect(np.allclose(found, -5000.9189385), "log_mixture: -5000 - ln(2 pi)/2")
