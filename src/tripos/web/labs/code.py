"""Code in colours, line by line, with what the checks said beside the line that it is about."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tripos import syntax
from tripos.labs import Lab
from tripos.labs.upload import SUBMISSION

_LINE = re.compile(r"(?:\"([^\"]+)\", )?line (\d+)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_LONGEST = 60_000  # characters; beyond, code is shown without colours


@dataclass(frozen=True, slots=True)
class Line:
    """One line of code: its number, its HTML, and the checks that speak of it."""

    number: int
    html: str
    notes: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One file with its lines."""

    name: str
    lines: tuple[Line, ...]


def feedback(
    files: Mapping[str, str], judgement: Mapping[str, Any], lab: Lab | None
) -> list[tuple[Mapping[str, Any], int | None]]:
    """What each failed check said, with the line of the submission that it is about if known."""
    code = files.get(SUBMISSION, "")
    defined, last = _functions(code), len(code.splitlines())
    found = []
    for one in judgement["checks"]:
        if not one["passed"]:
            line = _line_of(str(one["message"]), defined, lab)
            found.append((one, line if line is None or 1 <= line <= last else None))
    return found


def _functions(code: str) -> dict[str, int]:
    """The line of each function at the top of the code; none where it cannot be parsed."""
    try:
        tree = syntax.program(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {one.name: one.lineno for one in tree.body if isinstance(one, kinds)}


def _line_of(message: str, defined: Mapping[str, int], lab: Lab | None) -> int | None:
    told = [pair for pair in _LINE.findall(message) if pair[0] in ("", SUBMISSION)]
    if told and "failed:" in message:
        return int(told[-1][1][:6])
    names = set(lab.card.functions) if lab else set(defined)
    for word in _WORD.findall(message):
        if word in names and word in defined:
            return defined[word]
    return None


def shown(
    files: Mapping[str, str], notes: list[tuple[Mapping[str, Any], int | None]]
) -> list[Shown]:
    """The files, the submission first, with the notes at their lines."""
    at: dict[int, list[Mapping[str, Any]]] = {}
    for one, line in notes:
        if line is not None:
            at.setdefault(line, []).append(one)
    order = sorted(files, key=lambda name: (name != SUBMISSION, name))
    found = []
    for name in order:
        rows = _coloured(files[name])
        found.append(Shown(name, tuple(
            Line(number, row, tuple(at.get(number, ())) if name == SUBMISSION else ())
            for number, row in enumerate(rows, 1)
        )))  # fmt: skip
    return found


def _coloured(code: str) -> list[str]:
    """The lines as HTML; everything in them is escaped."""
    if len(code) > _LONGEST:
        from django.utils.html import escape  # noqa: PLC0415

        return [str(escape(line)) for line in code.splitlines()]
    from pygments import highlight  # noqa: PLC0415 - only for this page
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415
    from pygments.lexers import PythonLexer  # noqa: PLC0415

    lexer = PythonLexer(stripnl=False, ensurenl=False)
    made = highlight(code, lexer, HtmlFormatter(nowrap=True, classprefix="c-"))
    return str(made).split("\n")[: len(code.splitlines())]
