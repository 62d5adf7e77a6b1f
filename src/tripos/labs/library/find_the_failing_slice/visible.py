"""What can be checked on one's own: six orders, and a table of counts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_COLUMNS = {
    "region": ["West", None, "East", "West", "East", "West"],
    "sales": np.array([5.0, 1.0, 2.0, math.nan, 9.0, 2.0]),
}


@check("conditions on six orders")
def six(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A name, a limit, both, none; what is missing fulfils nothing."""
    west, small = ["region", "==", "West"], ["sales", "<=", 2.0]
    cases: tuple[list[Any], ...] = ([west], [small], [west, small], [])
    values = yield [call("covers", conditions, _COLUMNS) for conditions in cases]
    right = ([1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 0, 1], [0, 0, 0, 0, 0, 1], [1] * 6)
    for value, wanted in zip(values, right, strict=True):
        found = as_array(value, (6,), "covers")
        expect(found.tolist() == wanted, f"covers: the rows {wanted} here")


@check("an interval and a test that can be done by hand")
def numbers(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """No mistake in no row; two mistakes in two of four rows."""
    nothing, p = yield [call("interval", 0, 0, 0.95), call("excess", [1, 1, 0, 0], [1, 1, 0, 0])]
    nothing = as_array(nothing, (2,), "interval")
    expect(nothing.tolist() == [0, 1], "interval: without rows anything is possible")
    expect(abs(as_number(p, "excess") - 1 / 6) < 1e-9, "excess: one of six ways, so 1/6")


@check("the slice of a small table")
def small(rng: Rng) -> Steps:
    """All mistakes are made on western orders above 50."""
    region = ["West", "East"] * 100
    sales = rng.permutation(200) * 0.5
    wrong = [int(r == "West" and s > 50) for r, s in zip(region, sales, strict=True)]
    columns = {"region": region, "sales": sales}
    found = yield call("search", columns, wrong)
    expect(isinstance(found, list), "search: return a list of conditions")
    rows = as_array((yield call("covers", found, columns)), (200,), "covers")
    both = np.array(wrong) == 1
    share = (rows.astype(bool) & both).sum() / (rows.astype(bool) | both).sum()
    expect(share > 0.6, "search: western orders above 50 here, or nearly so")
