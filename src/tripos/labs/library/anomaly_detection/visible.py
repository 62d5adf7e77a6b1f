"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("robust scaling of three columns")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The second has a median absolute deviation of 0, the third is constant."""
    X = np.array([[1.0, 0, 5], [2, 0, 5], [3, 0, 5], [4, 0, 5], [90, 10, 5]])
    found = as_array((yield call("robust_scaled", X, X[4:] + 1)), (1, 3), "robust_scaled")
    right = [88 / 1.4826, 11 / (2 * np.sqrt(np.pi / 2)), 1.0]
    expect(np.allclose(found, [right]), "robust_scaled: 88/1.4826, 11/(2 sqrt(pi/2)) and 1 here")


@check("precision with a tie at the edge of the budget")
def tie(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One hit above; of four tied rows, of which one is an anomaly, two are reviewed."""
    found = yield call("expected_precision", [9, 5, 5, 5, 5, 1], [1, 1, 0, 0, 0, 1], 3)
    right = abs(as_number(found, "expected_precision") - 0.5) < 1e-12
    expect(right, "expected_precision: (1 + 2/4)/3 here")


@check("a threshold from few scores")
def few(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The largest of 10 is above the median with probability 1 - 1/1024."""
    scores = np.arange(10.0)
    found = yield [call("alarm_threshold", scores, *case) for case in ((0.5, 0.999), (0.5, 0.9995))]
    values = as_array(found, (2,), "alarm_threshold", finite=False)
    expect(values.tolist() == [9.0, np.inf], "alarm_threshold: here 9, and then infinity")
