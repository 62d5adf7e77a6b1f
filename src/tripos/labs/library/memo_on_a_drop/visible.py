"""What can be checked on one's own: twenty requests a period, done by hand."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.library.memo_on_a_drop.judge import KEYS
from tripos.labs.memo import split_memo


@check("more of the hard ones, and a hall that got worse")
def twenty(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Ten and ten, then five and fifteen; 0.9 and 0.6, then 0.8 and 0.6."""
    before = {"segment": ["a"] * 10 + ["b"] * 10, "right": [1] * 9 + [0] + [1] * 6 + [0] * 4}
    after = {"segment": ["a"] * 5 + ["b"] * 15, "right": [1] * 4 + [0] + [1] * 9 + [0] * 6}
    value = yield call("memo", before, after, 1.0, 1000.0, 20.0, 60.0)
    head, _ = split_memo(value, KEYS)
    found = head["claims"]
    expect(abs(found["drop"] - 0.10) < 1e-6, "drop: 0.75 less 0.65 here")
    expect(abs(found["rate_part"] - 0.0375) < 1e-6, "rate_part: 0.375 times 0.1 here")
    expect(abs(found["value_repair"] - 5.0) < 1e-4, "value_repair: 1,000 times 0.025 less 20 here")
    expect(head["recommendation"] == "repair", "recommendation: repair here, it is worth 5")
