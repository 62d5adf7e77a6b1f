"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("adjusted p values of four tests")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """0.01, 0.04, 0.03, 0.5."""
    p = np.array([0.01, 0.04, 0.03, 0.5])
    values = yield [call("holm", p), call("benjamini_hochberg", p)]
    found = as_array(values[0], (4,), "holm")
    expect(np.allclose(found, [0.04, 0.09, 0.09, 0.5]), "holm: here 0.04, 0.09, 0.09, 0.5")
    found = as_array(values[1], (4,), "benjamini_hochberg")
    expect(
        np.allclose(found, [0.04, 0.16 / 3, 0.16 / 3, 0.5]),
        "benjamini_hochberg: here 0.04, 0.0533, 0.0533, 0.5",
    )


@check("intervals for the mean of 1 to 9")
def nine(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Roughly 5 less and plus 1.645 times 0.86."""
    x = np.arange(1.0, 10.0)
    for name in ("percentile_interval", "bca_interval"):
        low, high = as_array((yield call(name, x, "mean", 0.9, 4000, 1)), (2,), name)
        good = abs(low - 3.6) < 0.25 and abs(high - 6.4) < 0.25
        expect(good, f"{name}: the 90% interval for the mean of 1 to 9 is near 3.6 to 6.4")


@check("a permutation test of three against three")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """2 of 20 relabellings are as extreme."""
    x, g = np.arange(6.0), np.array([0, 0, 0, 1, 1, 1])
    p = as_number((yield call("permutation_test", x, g, 0 * g, 5000, 1)), "permutation_test")
    expect(
        abs(p - 0.1) < 0.02,
        "permutation_test: of 20 relabellings 2 are as extreme, so p is near 0.1",
    )
