"""Reads what people type as mathematics: a small grammar, evaluated without running anything.

Numbers, variables, + - * / ^ (or **), parentheses, and a few functions. Everything else gets one
sentence that says what to write instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Mapping

import numpy as np

from tripos import syntax
from tripos.chance import Floats
from tripos.errors import TriposError

LONGEST = 300
_DEEPEST = 40
_FUNCTIONS: Mapping[str, Callable[[Floats], Floats]] = {
    "exp": np.exp, "log": np.log, "ln": np.log, "sqrt": np.sqrt, "abs": np.abs, "sin": np.sin,
    "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "sinh": np.sinh, "cosh": np.cosh,
    "log2": np.log2, "log10": np.log10, "sign": np.sign, "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
}  # fmt: skip
_CONSTANTS = {"pi": np.pi, "e": np.e}
_COMMA = re.compile(r"\d,\d")
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "’": "'", "\u00a0": " "})


class AnswerError(TriposError):
    """What was typed cannot be read as an answer; the message says what to write instead."""


def parse(text: str, variables: Collection[str] = ()) -> ast.expr:
    """`text` as a tree of known parts. Raises AnswerError."""
    words = text.strip().translate(_SIGNS)
    if not words:
        raise AnswerError(
            "the answer is empty: write a number or an expression, or say you don't know"
        )
    if len(words) > LONGEST:
        raise AnswerError(f"the answer is longer than {LONGEST} characters: write only the answer")
    if _COMMA.search(words):
        raise AnswerError(f"'{words[:30]}' holds a comma: write decimals with a point, as in 1.5")
    if words.count("(") != words.count(")"):
        raise AnswerError(f"'{words[:30]}': a parenthesis is not closed, or one too many is")
    words = words.replace("^", "**").replace("%", "/100")
    try:
        tree = syntax.expression(words)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise AnswerError(_unreadable(words)) from None
    _check(tree, variables, 0)
    return tree


def _unreadable(words: str) -> str:
    if re.search(r"\d\s*[A-Za-z(]|\)\s*[\w(]", words):
        return f"'{words[:30]}' cannot be read: write * between what is multiplied, as in 2*x"
    return f"'{words[:30]}' cannot be read: write a number such as 0.25 or 1/4, or an expression"


def _check(node: ast.expr, variables: Collection[str], depth: int) -> None:
    """Refuses everything that is not arithmetic."""
    if depth > _DEEPEST:
        raise AnswerError("the answer is nested too deeply: simplify it")
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return
        case ast.Name(id=name):
            if name not in variables and name not in _CONSTANTS:
                known = ", ".join(sorted(variables)) or "no variables"
                raise AnswerError(f"'{name[:20]}' is not known here: the answer may hold {known}")
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
            _check(inner, variables, depth + 1)
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow(),
                       left=left, right=right):  # fmt: skip
            _check(left, variables, depth + 1)
            _check(right, variables, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in _FUNCTIONS:
            _check(inner, variables, depth + 1)
        case ast.Call(func=ast.Name(id=name)):
            raise AnswerError(
                f"'{name[:20]}' is not a function here: use {', '.join(sorted(_FUNCTIONS))}"
            )
        case _:
            raise AnswerError("only numbers, + - * / ^, parentheses and functions can be read")


def evaluate(tree: ast.expr, values: Mapping[str, Floats | float]) -> Floats:
    """The value of a checked tree; arrays of values give arrays. Impossible values become nan."""
    with np.errstate(all="ignore"):
        return np.asarray(_value(tree, values), dtype=float)


def _value(node: ast.expr, values: Mapping[str, Floats | float]) -> Floats | float:
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return values[name] if name in values else _CONSTANTS[name]
        case ast.UnaryOp(op=op, operand=inner):
            found = _value(inner, values)
            return -found if isinstance(op, ast.USub) else found
        case ast.BinOp(op=op, left=left, right=right):
            return _operate(op, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=[inner]):
            return _FUNCTIONS[name](np.asarray(_value(inner, values), dtype=float))
        case _:
            raise AnswerError("only arithmetic can be evaluated")


def _operate(op: ast.operator, left: Floats | float, right: Floats | float) -> Floats:
    made = _OPERATIONS[type(op)](np.asarray(left, dtype=float), np.asarray(right, dtype=float))
    return np.asarray(made, dtype=float)


_OPERATIONS: Mapping[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide,
    ast.Pow: np.power,
}  # fmt: skip


def read_number(text: str) -> float:
    """`text` as a number, such as 0.25, 1/4, 2e-3, 12% or sqrt(2)/2. Raises AnswerError."""
    value = float(evaluate(parse(text), {}))
    if not np.isfinite(value):
        raise AnswerError(f"'{text.strip()[:30]}' is not a finite number")
    return value
