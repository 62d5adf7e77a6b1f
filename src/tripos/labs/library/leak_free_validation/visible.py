"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect


@check("select on three columns")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The second is y turned round, the third y with an error, the first constant."""
    y = np.array([1.0, 2.0, 3.0, 4.0])
    features = np.column_stack([np.ones(4), -y, [1.0, 2.0, 4.0, 3.0]])
    found = as_array((yield call("select", features, y, 2)), (2,), "select")
    expect(found.tolist() == [1, 2], "select: here columns 1 and 2")


@check("folds in time")
def in_time(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The distinct times 1 to 5 in three blocks: 1 2, 3 4 and 5."""
    found = yield call("time_folds", np.array([5, 1, 2, 1, 3, 4]), 2, 1)
    expect(isinstance(found, list) and len(found) == 2, "time_folds: two pairs")
    rows = [[as_array(one, (None,), "time_folds").tolist() for one in pair] for pair in found]
    right = [[[1, 3], [4, 5]], [[1, 2, 3, 4], [0]]]
    expect(
        rows == right,
        "time_folds: blocks 1 2, 3 4 and 5; with a gap of 1 train before 2, then before 4",
    )


@check("an encoding of two categories")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Fold 0 is encoded from fold 1 and the other way round."""
    y, folds = np.array([1.0, 2.0, 3.0, 5.0]), np.array([0, 0, 1, 1])
    found = yield call("target_encoded", ["a", "b", "a", "a"], y, folds, 2.0)
    found = as_array(found, (4,), "target_encoded")
    right = [(8 + 8) / 4, 4.0, (1 + 3) / 3, (1 + 3) / 3]
    expect(np.allclose(found, right), "target_encoded: here 4, 4 (not seen), 4/3 and 4/3")
