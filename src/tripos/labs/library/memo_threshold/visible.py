"""What can be checked on one's own: eight rows, priced by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.library.memo_threshold.reading import read

_Y = np.array([1, 1, 0, 1, 0, 0, 0, 0])
_A = np.array([0.9, 0.4, 0.8, 0.7, 0.6, 0.3, 0.2, 0.1])
_B = np.array([0.9, 0.8, 0.1, 0.3, 0.2, 0.6, 0.5, 0.4])


@check("a memo about eight rows")
def eight(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A miss costs 100, an alarm 10; half may be flagged: a at 0.7 costs 110 for eight rows, b at
    0.8 costs 100, and no threshold of either is cheaper."""
    memo = read((yield call("memo", _Y, _A, _B, 100.0, 10.0, 500.0, 1)))
    expect(memo.model == "b", "here model b is cheaper within the capacity")
    expect(0.6 < memo.threshold <= 0.8, "here two rows are flagged, the anomalies at 0.9 and 0.8")
    cost = memo.head["claims"][0]["value"]
    expect(abs(cost - 12_500) < 1, "one miss of 100 in eight rows is 12,500 for 1,000")
