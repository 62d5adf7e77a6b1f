"""What can be checked on one's own: four rows whose first pair correlates perfectly."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.reproduce_a_table.data import club


@check("the published correlations")
def published(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """As the manual prints them."""
    found = yield call("canonical", *club())
    r = as_array(found["correlations"], (3,), "canonical")
    expect(np.allclose(r, [0.7956, 0.2006, 0.0726], atol=5e-5), "canonical: 0.7956 0.2006 0.0726")


@check("the published first test")
def first(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Lambda 0.3504, F 2.05."""
    row = (yield call("tests", *club()))[0]
    expect(abs(row["wilks"] - 0.3504) < 1e-4 and abs(row["F"] - 2.05) < 5e-3, "tests: 0.3504, 2.05")


@check("one column on each side")
def single(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The correlation itself, and weights of one."""
    X = np.array([[1.0], [2.0], [3.0], [5.0]])
    found = yield call("canonical", X, -X)
    expect(abs(found["correlations"][0] - 1) < 1e-9, "canonical: the correlation is 1")
    expect(abs(found["a"][0][0] - 1) < 1e-9 and abs(found["b"][0][0] + 1) < 1e-9,
           "canonical: here a is 1 and b is -1")  # fmt: skip
