"""What can be checked on one's own: two strata that turn the sign round."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect

# stratum, voucher, returned, how often
_TABLE = [("a", 1, 1, 60), ("a", 1, 0, 20), ("a", 0, 1, 18), ("a", 0, 0, 2),
          ("b", 1, 1, 2), ("b", 1, 0, 18), ("b", 0, 1, 20), ("b", 0, 0, 60)]  # fmt: skip
_Z = [s for s, _, _, n in _TABLE for _ in range(n)]
_T = np.array([t for _, t, _, n in _TABLE for _ in range(n)])
_Y = np.array([y for _, _, y, n in _TABLE for _ in range(n)])


@check("the pooled difference is 62 of 100 less 38 of 100")
def all_of_them(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """By hand."""
    found = as_array((yield call("pooled", _T, _Y)), (3,), "pooled")
    expect(abs(found[0] - 0.24) < 1e-12, "pooled: 0.24 here")


@check("within strata it is 0.15 less")
def within(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """In both."""
    values = yield [call("adjusted", _T, _Y, _Z), call("turned_round", _T, _Y, _Z)]
    found = as_array(values[0], (3,), "adjusted")
    expect(abs(found[0] + 0.15) < 1e-12, "adjusted: -0.15 here")
    expect(values[1] is True, "turned_round: True here")
