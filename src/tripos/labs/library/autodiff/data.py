"""Expressions of the lab, drawn at random, and an independent way to differentiate them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tripos.labs.contract import Rng

Expr = Any  # a number, a name, or a list of an operation and expressions
_UNARY = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
}
_STEP = 1e-30


def drawn(rng: Rng, names: Sequence[str], depth: int) -> Expr:
    """An expression that is smooth, of moderate size, and defined everywhere."""
    if depth == 0 or rng.random() < 0.08:
        return str(rng.choice(names)) if rng.random() < 0.8 else round(float(rng.uniform(-2, 2)), 2)
    u, v = drawn(rng, names, depth - 1), drawn(rng, names, depth - 1)
    positive = ["+", 1.5, ["*", u, u]]
    kinds: list[Expr] = [
        ["+", u, v, 0.5], ["-", u, v], ["-", u], ["*", u, v], ["*", u, v, u], ["/", v, positive],
        ["exp", ["sin", u]], ["log", positive], ["sqrt", positive], ["sin", u], ["cos", u],
        ["tanh", u], ["pow", ["tanh", u], 3], ["pow", positive, ["sin", v]], ["sigmoid", u],
        ["softplus", u], ["logsumexp", ["sin", u], ["tanh", v]],
    ]  # fmt: skip
    return kinds[int(rng.integers(len(kinds)))]


def every_operation(rng: Rng, names: Sequence[str]) -> list[Expr]:
    """One small expression for each operation, so that none is left to luck."""
    u, v = drawn(rng, names, 1), drawn(rng, names, 1)
    u, v = ["+", names[0], ["sin", u]], ["-", ["*", names[1], 0.7], ["tanh", v]]
    positive = ["+", 1.5, ["*", u, u]]
    return [
        ["-", u, v], ["*", u, v, u], ["/", v, positive], ["exp", ["sin", u]], ["log", positive],
        ["sqrt", positive], ["cos", ["*", u, v]], ["tanh", ["*", 0.3, u]], ["pow", u, 3],
        ["pow", positive, ["sin", v]], ["sigmoid", u], ["softplus", v], ["logsumexp", u, v],
    ]  # fmt: skip


def number(expr: Expr, at: Mapping[str, Any]) -> Any:
    """The value at real or complex numbers."""
    if isinstance(expr, str):
        return at[expr]
    if not isinstance(expr, list):
        return expr
    op, us = expr[0], [number(one, at) for one in expr[1:]]
    if op in _UNARY:
        return _UNARY[op](us[0])
    if op == "sigmoid":
        return 1 / (1 + np.exp(-us[0]))
    if op == "softplus":
        return np.log(1 + np.exp(us[0]))
    return _of_many(op, us)


def _of_many(op: str, us: list[Any]) -> Any:
    if op == "+":
        return sum(us)
    if op == "-":
        return us[0] - us[1] if len(us) == 2 else -us[0]
    if op == "*":
        return np.prod(np.array(us))
    if op == "/":
        return us[0] / us[1]
    if op == "pow":
        return us[0] ** us[1]
    return np.log(np.sum(np.exp(np.array(us))))  # logsumexp


def program_number(program: Sequence[Expr], at: Mapping[str, Any]) -> Any:
    """The value of the last assignment."""
    held, value = dict(at), None
    for name, expr in program:
        value = held[name] = number(expr, held)
    return value


def slopes(program: Sequence[Expr], at: Mapping[str, float]) -> dict[str, float]:
    """The gradient by complex steps, one input at a time; exact up to rounding."""
    return {
        name: float(np.imag(program_number(program, {**at, name: at[name] + 1j * _STEP})) / _STEP)
        for name in at
    }


def along(expr: Expr, at: Mapping[str, float], direction: Mapping[str, float]) -> dict[str, float]:
    """Second derivatives times a direction: a complex step along it, differences across."""

    def slope(name: str, shift: float) -> float:
        moved = {key: at[key] + 1j * _STEP * direction[key] for key in at}
        moved[name] += shift
        return float(np.imag(number(expr, moved)) / _STEP)

    h = 1e-3
    weights = {1: 3 / 4, 2: -3 / 20, 3: 1 / 60}
    return {
        name: sum(w * (slope(name, k * h) - slope(name, -k * h)) for k, w in weights.items()) / h
        for name in at
    }


def chain(rng: Rng, steps: int) -> list[Expr]:
    """Assignments that each use the last one twice."""
    return [
        [
            "a",
            [
                "+",
                ["*", round(float(rng.uniform(0.2, 0.5)), 3), ["sin", "a"]],
                ["*", 0.6, "a"],
                "b",
            ],
        ]
        for _ in range(steps)
    ]


def many_inputs(rng: Rng, count: int) -> tuple[list[Expr], dict[str, float]]:
    """A program of as many assignments as inputs: s <- 0.9 s + tanh(x_k)."""
    at = {f"x{k}": float(rng.normal()) for k in range(count)}
    program: list[Expr] = [["s", ["tanh", "x0"]]]
    program += [["s", ["+", ["*", 0.9, "s"], ["tanh", f"x{k}"]]] for k in range(1, count)]
    return program, at
