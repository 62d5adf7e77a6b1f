"""What can be checked on one's own: short series done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect


@check("two folds")
def folds(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Ten rows, the first four for training, tests of two after a gap of one."""
    found = yield call("walk_forward", 10, 4, 2, 2, 1, None)
    right = [[0, 4, 5, 7], [0, 6, 7, 9]]
    expect([list(one) for one in found] == right, f"walk_forward: here {right}")


@check("features of five values")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Lag 0 and a window of two, two steps ahead."""
    found = yield call("features", np.array([1.0, 2.0, 4.0, 8.0, 16.0]), [0], [2], 2)
    right = [[np.nan, np.nan], [np.nan, np.nan], [1, np.nan], [2, 1.5], [4, 3]]
    got = as_array(found, (5, 2), "features", finite=False)
    expect(np.allclose(got, right, equal_nan=True), "features: the last row is 4 and 3")


@check("a column that looks one step too far")
def far(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Values from row 3 on were replaced; a forecast two steps ahead may know them from row 5."""
    before = np.array([[0.0, 1], [0, 1], [1, 2], [2, 3], [3, 4], [4, 5]])
    after = np.array([[0.0, 1], [0, 1], [1, 2], [2, 3], [3, 9], [9, 9]])
    expect((yield call("leaking", before, after, 3, 2)) == [1], "leaking: here [1]")
