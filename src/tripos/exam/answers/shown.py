"""How an answer was read, as a formula: what is shown while somebody types."""

from __future__ import annotations

import ast
from typing import Any

from tripos.exam.answers.reading import AnswerError, parse

_GREEK = frozenset({
    "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "lambda", "mu", "nu", "pi",
    "rho", "sigma", "tau", "phi", "chi", "omega",
})  # fmt: skip
_NAMED = frozenset({"sin", "cos", "tan", "log", "ln", "exp", "tanh", "max", "min"})


def read_as(answer: Any, text: str) -> str:
    """`text`, read as an answer of this kind, in Markdown with LaTeX. Raises AnswerError."""
    given = answer.read(text)
    if answer.kind in ("number", "expression"):
        return f"${_latex(parse(text, getattr(answer, 'variables', ())))}$"
    if answer.kind == "interval":
        return f"from {given[0]:g} to {given[1]:g}"
    if answer.kind == "matrix":
        rows = r" \\ ".join(" & ".join(f"{cell:g}" for cell in row) for row in given)
        return rf"$\begin{{pmatrix}} {rows} \end{{pmatrix}}$"
    return text.strip()


def _latex(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=value):
            return f"{value:g}" if isinstance(value, int | float) else str(value)
        case ast.Name(id=name):
            return rf"\{name}" if name in _GREEK else name.replace("_", r"\_")
        case ast.UnaryOp(op=op, operand=inner):
            return ("-" if isinstance(op, ast.USub) else "+") + _held(inner)
        case ast.Call():
            return _call(node)
        case ast.BinOp():
            return _operation(node)
    raise AnswerError("only arithmetic can be shown")


def _operation(node: ast.BinOp) -> str:
    match node.op:
        case ast.Div():
            return rf"\frac{{{_latex(node.left)}}}{{{_latex(node.right)}}}"
        case ast.Pow():
            return f"{_held(node.left)}^{{{_latex(node.right)}}}"
        case ast.Mult():
            return rf"{_held(node.left)} \cdot {_held(node.right)}"
        case ast.Sub():
            return f"{_latex(node.left)} - {_held(node.right)}"
    return f"{_latex(node.left)} + {_latex(node.right)}"


def _held(node: ast.expr) -> str:
    """In parentheses, if it is a sum or a signed value."""
    loose = isinstance(node, ast.UnaryOp) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    )
    return f"({_latex(node)})" if loose else _latex(node)


def _call(node: ast.Call) -> str:
    name = node.func.id if isinstance(node.func, ast.Name) else "f"
    inside = ", ".join(_latex(one) for one in node.args)
    if name == "sqrt":
        return rf"\sqrt{{{inside}}}"
    if name == "abs":
        return f"|{inside}|"
    shown = rf"\{name}" if name in _NAMED else rf"\mathrm{{{name}}}"
    return f"{shown}({inside})"
