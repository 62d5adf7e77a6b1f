"""What can be checked on one's own: a shop of five lines."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect

_LINES = {
    "customer": ["b", "a", "b", "a", "b"],
    "order": ["1", "2", "1", "3", "4"],
    "day": np.array([3, 5, 4, 8, 12]),
    "sales": np.array([10.0, 7.0, 5.0, -2.0, 50.0]),
}


@check("the table of a small shop as of day 10")
def small(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """b bought once, in two lines; a returned something; what comes on day 12 is not known."""
    found = yield call("customer_table", _LINES, 10)
    expect(isinstance(found, dict), "customer_table: return a dict of columns")
    expect(list(found.get("customer", [])) == ["a", "b"], "customer_table: customers a and b")
    for name, right in (("recency", [5, 7]), ("frequency", [1, 1]), ("money", [5, 15])):
        got = as_array(found.get(name), (2,), f"customer_table: {name}")
        expect(np.allclose(got, right), f"customer_table: {name} is {right} here")


@check("what the two did afterwards")
def after(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Only b bought, on day 12."""
    table = {"customer": ["a", "b"], "recency": np.array([5.0, 7.0]),
             "frequency": np.array([1.0, 1.0]), "money": np.array([5.0, 15.0])}  # fmt: skip
    found = yield call("holdout", table, np.array([0, 1]), _LINES, 10, 30)
    expect(isinstance(found, dict), "holdout: return a dict")
    active = as_array(found.get("active"), (2,), "holdout: active").tolist()
    expect(active == [0.0, 1.0], "holdout: b is active, a is not")


@check("a plan for two segments")
def plan(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The first buys anyway; the second gains 0.2 times 1000 less 100 a message."""
    found = yield call("action_plan", [5, 5], [0.9, 0.1], [0.9, 0.3], [9000, 1000], [100, 100], 350)
    got = as_array(found, (2,), "action_plan").tolist()
    expect(got == [0, 3], "action_plan: three messages to the second segment")
