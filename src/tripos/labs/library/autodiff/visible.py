"""What can be checked on one's own: small expressions differentiated by hand."""

from __future__ import annotations

import math

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect


@check("the value and gradient of x exp(-y) + x x")
def by_hand(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """At x = 2, y = 0: value 6, derivatives 5 and -2."""
    expr = ["+", ["*", "x", ["exp", ["-", "y"]]], ["*", "x", "x"]]
    at = {"x": 2.0, "y": 0.0}
    value, slope = yield [call("evaluate", expr, at), call("gradient", expr, at)]
    expect(math.isclose(as_number(value, "evaluate"), 6.0), "evaluate: 2 exp(0) + 2 * 2 is 6")
    expect(
        isinstance(slope, dict) and set(slope) == {"x", "y"},
        "gradient: one entry for x and one for y",
    )
    good = math.isclose(slope["x"], 5.0) and math.isclose(slope["y"], -2.0)
    expect(good, "gradient: by x it is exp(-y) + 2x = 5, by y it is -x exp(-y) = -2")


@check("a program that writes over x")
def program(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """x <- x x, then x <- 3 x: the derivative of 3 x^2."""
    steps = [["x", ["*", "x", "x"]], ["x", ["*", 3.0, "x"]]]
    found = yield call("program_gradient", steps, {"x": 2.0})
    expect(
        isinstance(found, dict) and "gradient" in found,
        "program_gradient: a dictionary with 'gradient'",
    )
    expect(
        math.isclose(found["gradient"]["x"], 12.0), "program_gradient: of 3 x^2 at x = 2 it is 12"
    )


@check("second derivatives of x x y")
def second(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """H = [[2y, 2x], [2x, 0]]."""
    d = {"x": 1.0, "y": 10.0}
    found = yield call("hessian_vector", ["*", "x", "x", "y"], {"x": 3.0, "y": 5.0}, d)
    expect(
        isinstance(found, dict) and set(found) == {"x", "y"}, "hessian_vector: entries for x and y"
    )
    good = math.isclose(found["x"], 70.0) and math.isclose(found["y"], 6.0)
    expect(good, "hessian_vector: [[2y, 2x], [2x, 0]] at (3, 5) times (1, 10) is (70, 6)")
