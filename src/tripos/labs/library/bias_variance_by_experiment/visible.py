"""What can be checked on one's own: small numbers."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect


@check("two runs, one point")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Predictions 0 and 2 of a truth 3: variance 2, squared bias 4 - 1."""
    found = yield call("decompose", np.array([[0.0], [2.0]]), np.array([3.0]))
    expect(isinstance(found, dict), "decompose: return a dict with bias2 and variance")
    expect(
        as_number(found.get("variance"), "decompose: variance") == 2, "decompose: variance 2 here"
    )
    expect(
        as_number(found.get("bias2"), "decompose: bias2") == 3, "decompose: 4 less 2/2 is 3 here"
    )


@check("growth of a class of dimension 2")
def growth(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """1 + 4 + 6 on four points."""
    found = as_number((yield call("log_growth", 4, 2)), "log_growth")
    expect(abs(found - np.log(11)) < 1e-9, "log_growth: for n = 4, d = 2 it is ln 11")


@check("an interval among five points")
def interval(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One error at best."""
    x = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    found = yield call("best_interval", x, np.array([0, 1, 0, 1, 1]))
    expect(isinstance(found, dict), "best_interval: return a dict with low, high and errors")
    errors = as_number(found.get("errors"), "best_interval: errors")
    expect(errors == 1, "best_interval: of these five one must be wrong, and no more")
