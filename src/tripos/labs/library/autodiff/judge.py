"""The checks of reverse-mode differentiation: rules, sharing, names written over, range, cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect, wrong
from tripos.labs.library.autodiff.data import (
    along,
    chain,
    drawn,
    every_operation,
    many_inputs,
    number,
    program_number,
    slopes,
)

_NAMES = ["x", "y", "z"]


def _point(rng: Rng) -> dict[str, float]:
    return {name: float(rng.uniform(0.3, 1.4) * rng.choice([-1, 1])) for name in _NAMES}


def _by_name(value: Any, names: Mapping[str, Any], what: str) -> dict[str, float]:
    if not isinstance(value, dict):
        wrong(f"{what} must be a dictionary from names to numbers, not {type(value).__name__}")
    missing = [name for name in names if name not in value]
    if missing:
        wrong(f"{what} leaves out '{missing[0]}': every name of `at` is an input, used or not")
    return {name: as_number(value[name], f"{what} for '{name}'") for name in names}


def _close(found: Mapping[str, float], right: Mapping[str, float], rtol: float) -> bool:
    scale = max(abs(one) for one in right.values())
    return all(
        abs(found[key] - right[key]) <= rtol * (abs(right[key]) + scale) + 1e-12 for key in right
    )


@check("gradient has the rule of every operation right", points=3)
def rules(rng: Rng) -> Steps:
    """One expression for each operation, compared with complex steps."""
    exprs = every_operation(rng, _NAMES)
    at = {name: float(rng.uniform(0.3, 1.4)) for name in _NAMES}
    values = yield [call("gradient", one, at) for one in exprs]
    bad = []
    for expr, value in zip(exprs, values, strict=True):
        found = _by_name(value, at, "gradient")
        if not _close(found, slopes([["", expr]], at), 1e-9):
            bad.append(str(expr[0]))
    expect(
        not bad,
        f"gradient: the derivative of an expression with {', '.join(repr(one) for one in bad)} at"
        f" the top"
        " is not what a complex step gives",
        share=0.5 if len(bad) == 1 else 0.0,
    )


@check("evaluate and gradient agree with complex steps on random expressions", points=2)
def random_expressions(rng: Rng) -> Steps:
    """Six levels deep, names used many times."""
    exprs = [["+", drawn(rng, _NAMES, 6), ["*", "x", "x", "y"]] for _ in range(8)]
    at = _point(rng)
    calls = [call("evaluate", one, at) for one in exprs]
    values = yield calls + [call("gradient", one, at) for one in exprs]
    for expr, value, slope in zip(exprs, values[:8], values[8:], strict=True):
        got = as_number(value, "evaluate")
        expect(
            np.isclose(got, number(expr, at), rtol=1e-9),
            "evaluate: the value of a random expression is wrong",
        )
        expect(
            _close(_by_name(slope, at, "gradient"), slopes([["", expr]], at), 1e-8),
            "gradient: on a random expression, in which a name occurs many times, the derivatives"
            " are"
            " wrong: every use adds to the derivative",
            share=0.25,
        )


@check("gradient holds at zeros, negative bases and ties", points=2)
def edges(rng: Rng) -> Steps:
    """Where a textbook formula divides by zero or takes the logarithm of a negative number."""
    a = float(rng.uniform(1, 3))
    cases = [
        (["sin", ["*", 1e4, "x"]], {"x": 1.0}, {"x": 1e4 * np.cos(1e4)}, "a sine that swings fast"),
        (
            ["*", "x", "y", "y"],
            {"x": a, "y": 0.0},
            {"x": 0.0, "y": 0.0},
            "a product with a factor 0",
        ),
        (
            ["*", "x", "y", 2.0],
            {"x": 0.0, "y": a},
            {"x": 2 * a, "y": 0.0},
            "a product with one factor 0",
        ),
        (["pow", "x", 3], {"x": -a}, {"x": 3 * a * a}, "a power of a negative number"),
        (["pow", "x", 2], {"x": 0.0}, {"x": 0.0}, "the square of 0"),
        (["pow", "x", 1], {"x": 0.0}, {"x": 1.0}, "the first power of 0"),
        (
            ["max", "x", "y", 0.0],
            {"x": a, "y": a},
            {"x": 1.0, "y": 0.0},
            "a tie of max (the first takes all)",
        ),
        (["max", 0.0, "x", "y"], {"x": -a, "y": a}, {"x": 0.0, "y": 1.0}, "max of three"),
        (
            ["+", "x", 1.0],
            {"x": a, "unused": 1.0},
            {"x": 1.0, "unused": 0.0},
            "a name that does not occur",
        ),
    ]
    values = yield [call("gradient", expr, at) for expr, at, _, _ in cases]
    for value, (_, at, right, what) in zip(values, cases, strict=True):
        found = _by_name(value, at, f"gradient at {what}")
        expect(_close(found, right, 1e-9), f"gradient: at {what} the derivative is wrong")


@check("evaluate and gradient neither overflow nor lose everything far out", points=2)
def far(rng: Rng) -> Steps:
    """Eight hundred is nothing special for a logit."""
    b = float(rng.uniform(720, 900))
    soft = float(1 / (1 + np.exp(-1.0)))
    cases = [
        (["softplus", "x"], {"x": b}, b, {"x": 1.0}),
        (["softplus", "x"], {"x": -b}, 0.0, {"x": 0.0}),
        (["sigmoid", "x"], {"x": b}, 1.0, {"x": 0.0}),
        (["sigmoid", "x"], {"x": -b}, 0.0, {"x": 0.0}),
        (["tanh", "x"], {"x": b}, 1.0, {"x": 0.0}),
        (
            ["logsumexp", "x", "y"],
            {"x": b + 1, "y": b},
            b + 1 - np.log(soft),
            {"x": soft, "y": 1 - soft},
        ),
        (
            ["logsumexp", "x", "y"],
            {"x": -b, "y": -b - 1},
            -b - np.log(soft),
            {"x": soft, "y": 1 - soft},
        ),
        (["softplus", "x"], {"x": -40.0}, float(np.exp(-40.0)), {"x": float(np.exp(-40.0))}),
    ]
    calls = [call("evaluate", expr, at) for expr, at, _, _ in cases]
    values = yield calls + [call("gradient", expr, at) for expr, at, _, _ in cases]
    for (expr, at, right, by), value, slope in zip(cases, values[:8], values[8:], strict=True):
        where = f"of {expr[0]} where its operands are near {round(at['x'] / 40) * 40}"
        got = as_number(value, f"evaluate {where}")
        expect(
            np.isclose(got, right, rtol=1e-6, atol=1e-25), f"evaluate: the value {where} is wrong"
        )
        found = _by_name(slope, at, f"gradient {where}")
        good = all(np.isclose(found[key], by[key], rtol=1e-6, atol=1e-25) for key in by)
        expect(good, f"gradient: the derivative {where} is wrong")


@check("program_gradient follows names that are written over", points=3)
def written_over(rng: Rng) -> Steps:
    """The gradient is that by the values at the start."""
    programs = []
    for _ in range(4):
        program: list[Any] = []
        for name in ["x", "t", "x", "y", "t", "z"]:
            known = [*_NAMES, "t"] if any(one[0] == "t" for one in program) else _NAMES
            program.append(
                [name, ["+", ["*", 0.7, name if name in known else "x"], drawn(rng, known, 2)]]
            )
        program.append(["out", ["+", ["*", "x", "y"], ["sin", "t"], "z"]])
        programs.append(program)
    at = _point(rng)
    values = yield [call("program_gradient", one, at) for one in programs]
    for program, value in zip(programs, values, strict=True):
        found = _answer(value, at)
        expect(
            np.isclose(found[0], program_number(program, at), rtol=1e-9),
            "program_gradient: the value of a program that writes over its names is wrong: the"
            " output is"
            " the value of the last assignment",
        )
        expect(
            _close(found[1], slopes(program, at), 1e-8),
            "program_gradient: where an assignment writes over an input, the derivative must be"
            " by the"
            " value that the input had at the start",
            share=0.25,
        )


def _answer(value: Any, at: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    if not isinstance(value, dict) or "value" not in value or "gradient" not in value:
        wrong("program_gradient must return a dictionary with 'value' and 'gradient'")
    got = as_number(value["value"], "program_gradient, 'value',")
    return got, _by_name(value["gradient"], at, "program_gradient, 'gradient',")


@check("hessian_vector is exact up to rounding", points=3)
def second(rng: Rng) -> Steps:
    """Random expressions, each operation, and a sine that swings a thousand times."""
    exprs = every_operation(rng, _NAMES) + [drawn(rng, _NAMES, 4) for _ in range(5)]
    at = {name: float(rng.uniform(0.3, 1.2)) for name in _NAMES}
    d = {name: float(rng.normal()) for name in _NAMES}
    w = float(rng.uniform(900, 1100))
    fast = ["+", ["sin", ["*", w, "x"]], ["*", "x", "y"]]
    values = yield [
        *(call("hessian_vector", one, at, d) for one in exprs),
        call("hessian_vector", fast, at, d),
    ]
    for expr, value in zip(exprs, values, strict=False):
        found = _by_name(value, at, "hessian_vector")
        top = expr[0] if isinstance(expr, list) else "a name or number"
        expect(
            _close(found, along(expr, at, d), 1e-7),
            f"hessian_vector: on an expression with {top!r} at the top the product is wrong",
        )
    found = _by_name(values[-1], at, "hessian_vector")
    right = {"x": -w * w * np.sin(w * at["x"]) * d["x"] + d["y"], "y": d["x"], "z": 0.0}
    good = all(abs(found[key] - right[key]) <= 1e-7 * (1 + abs(right[key])) for key in right)
    expect(
        good,
        "hessian_vector: on sin(1000 x) + x y it is not exact: differences of gradients depend on"
        " a step,"
        " differentiate the gradient itself",
        share=0.5,
    )


@check(
    "program_gradient costs a few evaluations, whatever is shared and however many inputs", points=2
)
def cheap(rng: Rng) -> Steps:
    """Sixty assignments that each use the last twice; two thousand inputs."""
    program, at = (
        chain(rng, 60),
        {"a": float(rng.uniform(0.2, 1)), "b": float(rng.uniform(-0.1, 0.1))},
    )
    found = _answer((yield call("program_gradient", program, at)), at)
    expect(
        np.isclose(found[0], program_number(program, at))
        and _close(found[1], slopes(program, at), 1e-8),
        "program_gradient: on a chain of 60 assignments that each use the last one twice the"
        " result is wrong",
    )
    program, at = many_inputs(rng, 2000)
    _, found_many = _answer((yield call("program_gradient", program, at)), at)
    right = {f"x{k}": 0.9 ** (1999 - k) / np.cosh(at[f"x{k}"]) ** 2 for k in range(2000)}
    good = all(np.isclose(found_many[key], right[key], rtol=1e-8) for key in right)
    expect(
        good,
        "program_gradient: on a program of 2000 inputs and assignments the derivatives are wrong",
        share=0.5,
    )
