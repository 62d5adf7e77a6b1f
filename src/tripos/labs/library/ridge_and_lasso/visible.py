"""What can be checked on one's own: one column, done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

# One column of mean 10 and deviation 2; y = 3 + 5 (x - 10) / 2.
_X = np.array([[8.0], [12.0], [8.0], [12.0]])
_Y = np.array([-2.0, 8.0, -2.0, 8.0])


@check("ridge of one column")
def one_ridge(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Standardised 5 * 4 / (4 + 4) = 2.5, so 1.25 per unit, and the line goes through (10, 3)."""
    found = yield call("ridge_path", _X, _Y, np.array([4.0]))
    expect(isinstance(found, dict), "ridge_path must return a dictionary")
    w = as_array(found["coefficients"], (1, 1), "ridge_path, 'coefficients',")
    b = as_array(found["intercepts"], (1,), "ridge_path, 'intercepts',")
    expect(
        np.isclose(w[0, 0], 1.25), "ridge_path: 20/(4 + 4) = 2.5 standardised is 1.25 per unit of X"
    )
    expect(
        np.isclose(b[0], -9.5),
        "ridge_path: the line goes through (10, 3), so the intercept is -9.5",
    )


@check("LASSO of one column")
def one_lasso(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Standardised 5 - 2 = 3, so 1.5 per unit; violation 0 there, 2 at the unpenalised fit."""
    found = yield call("lasso", _X, _Y, 2.0)
    expect(isinstance(found, dict), "lasso must return a dictionary")
    w = as_array(found["coefficients"], (1,), "lasso, 'coefficients',")
    expect(np.isclose(w[0], 1.5), "lasso: 5 - 2 = 3 standardised is 1.5 per unit of X")
    calls = [call("kkt_violation", _X, _Y, 2.0, np.array([one])) for one in (1.5, 2.5)]
    best, free = yield calls
    expect(abs(as_number(best, "kkt_violation")) < 1e-9, "kkt_violation: 0 at the solution")
    free = as_number(free, "kkt_violation")
    expect(
        np.isclose(free, 2.0),
        "kkt_violation: at the unpenalised fit g = 0, so it is the penalty, 2",
    )
