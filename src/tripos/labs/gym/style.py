"""The same program as another team would have written it: other names, order and blemishes.

What a program does is unchanged; a case shall not be recognised by its shape, nor a fault by
searching for a word.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from tripos import syntax

Rng = np.random.Generator

_IMPORTS = ("import math", "import itertools", "from collections import Counter", "import json")
_REMARKS = (
    "# TODO: ask whether we still need this", "# copied from the old service",
    "# works, do not touch", "# see the wiki", "# was slower before",
)  # fmt: skip
_SHARE = 0.35  # how often a function gets a remark


def restyle(code: str, names: Mapping[str, Sequence[str]], rng: Rng) -> str:
    """`code` with names drawn from `names`, its functions in another order, and blemishes."""
    chosen = choose(names, rng)
    return blemish(shuffle(rename(code, chosen), rng), rng)


def choose(names: Mapping[str, Sequence[str]], rng: Rng) -> dict[str, str]:
    """One of the alternatives for each name (which is one of them itself)."""
    return {name: str(rng.choice([name, *others])) for name, others in names.items()}


def rename(code: str, chosen: Mapping[str, str]) -> str:
    """`code` with whole identifiers replaced; attributes, keywords of calls, strings and comments
    stay, and so does a name that a formatted string holds (before Python 3.12 its tokens are not
    told apart), and one whose new name is taken already."""
    tree = syntax.program(code)
    keywords = {
        (one.lineno, one.col_offset) for one in ast.walk(tree)
        if isinstance(one, ast.keyword) and one.arg
    }  # fmt: skip
    formatted = {
        name.id for text in ast.walk(tree) if isinstance(text, ast.JoinedStr)
        for name in ast.walk(text) if isinstance(name, ast.Name)
    }  # fmt: skip
    taken = _identifiers(tree)
    kept: dict[str, str] = {}
    for name, new in chosen.items():
        if name not in formatted and new not in taken and new not in kept.values():
            kept[name] = new
    lines = code.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    for before, token in reversed(list(pairwise(tokens))):
        word = kept.get(token.string) if token.type == tokenize.NAME else None
        if word is not None and before.string != "." and token.start not in keywords:
            row, at = token.start
            line = lines[row - 1]
            lines[row - 1] = line[:at] + word + line[at + len(token.string) :]
    return "".join(lines)


def _identifiers(tree: ast.AST) -> set[str]:
    """The names of variables, arguments, functions, classes and imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
    return found


def shuffle(code: str, rng: Rng) -> str:
    """`code` with its top-level functions in another order; what stands before them stays first.

    Functions are found by name when they are called, so that their order does not matter, unless
    one is used while the module loads: code after the first function keeps all in place.
    """
    tree = syntax.program(code)
    first = next((at for at, one in enumerate(tree.body) if isinstance(one, ast.FunctionDef)), None)
    if first is None or not all(
        isinstance(one, ast.FunctionDef) and not one.decorator_list for one in tree.body[first:]
    ):
        return code
    lines = code.splitlines()
    starts = [_start(lines, one.lineno - 1) for one in tree.body[first:]]
    ends = [*starts[1:], len(lines)]
    head = "\n".join(lines[: starts[0]]).rstrip()
    parts = [
        "\n".join(lines[a:b]).strip("\n") for a, b in zip(starts, ends, strict=True)
    ]  # fmt: skip
    order = rng.permutation(len(parts))
    joined = "\n\n\n".join(parts[at] for at in order)
    return f"{head}\n\n\n{joined}\n" if head else f"{joined}\n"


def _start(lines: Sequence[str], row: int) -> int:
    """The row of a function with the comments directly above it."""
    while row and lines[row - 1].startswith("#"):
        row -= 1
    return row


def blemish(code: str, rng: Rng) -> str:
    """`code` with an import that nobody uses and remarks that say nothing."""
    found = re.sub(
        r"^def ", lambda _: f"{rng.choice(_REMARKS)}\ndef " if rng.random() < _SHARE else "def ",
        code, flags=re.MULTILINE,
    )  # fmt: skip
    line = str(rng.choice(_IMPORTS))
    imports = re.search(r"^(?:import|from) (?!__future__)", found, flags=re.MULTILINE)
    if rng.random() < 0.5 and imports and line not in found:
        found = f"{found[: imports.start()]}{line}\n{found[imports.start() :]}"
    return found
