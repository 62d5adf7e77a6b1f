"""What can be checked on one's own: numbers done by hand."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect


@check("half of the naive loss is gone")
def half(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A third split was run on by one of them only."""
    found = yield call("skill", [1.0, 2.0], [4.0, 2.0, 9.0])
    expect(abs(found - 0.5) < 1e-9, "skill: 0.5 here")


@check("three splits, differences 1, 2 and 3")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The deviation is 1."""
    difference, error = yield call("paired", [2.0, 4.0, 9.0], [1.0, 2.0, 6.0], 0.0)
    expect(abs(difference - 2) < 1e-9, "paired: the difference is 2 here")
    expect(abs(error - 0.57735) < 1e-4, "paired: the standard error is 0.577 here")


@check("a gain of 10 +/- 1 for a price of 5")
def clear(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """In money, with a worth of 1."""
    expect((yield call("worth_it", 10.0, 1.0, 1.0, 5.0)) == "yes", "worth_it: yes")
