"""Reads Python code as a tree, from any thread.

Before Python 3.13 two threads that make trees at once may disturb each other, and one of them gets
a SystemError (https://github.com/python/cpython/issues/106905): here they take turns.
"""

from __future__ import annotations

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()


def program(code: str) -> ast.Module:
    """The tree of a program. Raises what `ast.parse` raises: SyntaxError, ValueError."""
    with _ONE_AT_A_TIME:
        return ast.parse(code)


def expression(code: str) -> ast.expr:
    """The tree of one expression. Raises what `ast.parse` raises."""
    with _ONE_AT_A_TIME:
        return ast.parse(code, mode="eval").body
