"""What can be checked on one's own: a few rows."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("four rows in two groups")
def groups(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Differences 1, 1, 3, 3: gain 2, error 1."""
    found = yield call("paired", [2.0, 2, 4, 4], [1.0, 1, 1, 1], [0, 0, 1, 1])
    expect(isinstance(found, dict), "paired: return a dict with gain and error")
    expect(as_number(found.get("gain"), "paired: gain") == 2, "paired: the gain here is 2")
    error = as_number(found.get("error"), "paired: error")
    expect(abs(error - 1) < 1e-9, "paired: two groups with means 1 and 3 have the standard error 1")


@check("features of a tiny table")
def tiny(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One number, two texts."""
    state = yield call("fit_features", np.array([[1.0], [3.0]]), ["b", "a"])
    found = as_array((yield call("batch", state, np.array([[3.0]]), [" B "])), (1, 4), "batch")
    expect(np.allclose(found, [[1, 0, 0, 1]]), "batch: scaled 1, not missing, not a, but b")


@check("parity names a column")
def columns(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Only the second differs."""
    found = yield call("parity", np.zeros((2, 2)), np.array([[0.0, 0.0], [0.0, 1.0]]), 1e-6)
    expect(found == [1], "parity: column 1 differs here, and no other")
