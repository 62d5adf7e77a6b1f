"""What can be checked on one's own: four rows, and numbers that can be looked up."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect


@check("a table of four rows")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One error of two, in slice b."""
    found = yield call("table", [1, 2, 1, 2], [1, 2, 1, 1], ["a", "a", "b", "b"])
    wanted = {"slice": "b", "rows": 2, "errors": 1, "share": 1.0, "ceiling": 0.0}
    expect(found[0] == wanted, f"table: the first row is {wanted}")


@check("the interval of 5 in 50")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Wilson's interval as in any table."""
    low, high = yield call("interval", 5, 50)
    expect(abs(low - 0.0435) < 1e-3 and abs(high - 0.2136) < 1e-3, "interval: 0.0435 to 0.2136")


@check("how many to read for 30 % against 10 %")
def thirty(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """3.8416 times 0.36 by 0.04."""
    expect((yield call("reviews_needed", 0.3, 0.1)) == 35, "reviews_needed: here 35")
