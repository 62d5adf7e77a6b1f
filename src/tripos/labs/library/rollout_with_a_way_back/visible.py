"""What can be checked on one's own: numbers done by hand."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect


@check("a rate of 10 % against 8 %, equal arms")
def usual(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """7.849 times 0.1636 by 0.0004."""
    found = yield call("rows_needed", 0.1, 0.08, 1.0, 0.05, 0.8)
    expect(found == 3211, "rows_needed: 3211 here")


@check("one look needs the usual limit")
def single(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The normal quantile."""
    found = yield call("limits", [500.0], 0.05)
    expect(len(found) == 1 and abs(found[0] - 1.96) < 0.05, "limits: one look, 1.96")


@check("one day, two arms of a hundred")
def day(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """10 bad ones against 20."""
    gap, error = yield call("difference", [[100, 10, 100, 20]])
    expect(abs(gap + 0.1) < 1e-9, "difference: -0.1 here")
    expect(abs(error - 0.05096) < 1e-4, "difference: the standard error is 0.0510 here")
