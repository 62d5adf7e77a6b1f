"""What can be checked on one's own: eight requests of four users, done by hand."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.library.memo_ship_or_wait.judge import KEYS
from tripos.labs.memo import split_memo


@check("a memo about eight requests")
def eight(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The new model avoids three mistakes and makes one: a quarter of a mistake per request."""
    old, new = [1, 1, 1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0]
    users = ["a", "a", "b", "b", "c", "c", "d", "d"]
    value = yield call("memo", old, new, users, 2.0, 1000.0, 100.0, 8.0, 5.0)
    head, _ = split_memo(value, KEYS)
    found = head["claims"]
    expect(abs(found["difference"] - 0.25) < 1e-6, "difference: here 0.25")
    expect(abs(found["break_even"] - 0.05) < 1e-6, "break_even: here 100 by 2,000, which is 0.05")
    expect(abs(found["standard_error"] - 0.25) < 1e-4, "standard_error: here 0.25")
