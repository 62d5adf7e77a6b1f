"""What can be checked on one's own: a handful of numbers."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("the same sample twice")
def same(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Index 0, statistic 0, p 1."""
    x = np.arange(50.0)
    index, found = yield [call("psi", x, x, 5), call("ks", x, x)]
    expect(abs(as_number(index, "psi")) < 1e-12, "psi: a sample against itself gives 0")
    expect(isinstance(found, dict), "ks: return a dict with statistic and p")
    expect(as_number(found.get("p"), "ks: p") == 1, "ks: a sample against itself has p = 1")


@check("Holm's method on three p-values")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """0.01 times 3, 0.02 times 2, 0.04 times 1."""
    found = as_array((yield call("holm", [0.04, 0.01, 0.02])), (3,), "holm")
    expect(np.allclose(found, [0.04, 0.03, 0.04]), "holm: 0.04, 0.03 and 0.04 here")


@check("a report on four streams")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One false alarm, one missed, one detected after two windows, one rightly quiet."""
    found = yield call("report", [3, -1, 7, -1], [5, 5, 5, -1])
    expect(isinstance(found, dict), "report: return a dict")
    names = ("false_share", "missed_share", "delay")
    values = [as_number(found.get(name), f"report: {name}") for name in names]
    expect(np.allclose(values, [0.25, 0.5, 2]), "report: 1/4 false, 1/2 missed, delay 2")
