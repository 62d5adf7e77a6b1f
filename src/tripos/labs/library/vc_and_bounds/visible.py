"""What can be checked on one's own: three points, and numbers done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("three points on a line")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """All but 1 0 1."""
    found = yield call("labellings", np.array([[1.0], [2.0], [3.0]]), "intervals")
    rows = as_array(found, (7, 3), "labellings").tolist()
    right = [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1]]
    expect(rows == right, "labellings: seven here, without 1 0 1")


@check("a limit, a deviation")
def numbers(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """1 + 5 + 10; and sqrt(ln(2/0.05)/200)."""
    limit, room = yield [call("growth_limit", 5, 2), call("deviation", 100, 1, 0.05)]
    expect(as_number(limit, "growth_limit") == 16, "growth_limit: 16 here")
    right = abs(as_number(room, "deviation") - np.sqrt(np.log(40) / 200)) < 1e-9
    expect(right, "deviation: sqrt(ln(40)/200) here")


@check("an interval among five numbers")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """2 to 4 makes one error; 2 alone makes as many as 4 alone, and more."""
    found = yield call("best_interval", [1, 2, 3, 4, 5], [0, 1, 1, 1, 0])
    expect(as_array(found, (2,), "best_interval").tolist() == [2, 4], "best_interval: 2 to 4")
