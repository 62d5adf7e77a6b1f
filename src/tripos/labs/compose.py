"""Versions of a program told by what differs: one is whole, every other holds only the functions,
classes and constants that it has otherwise."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from tripos import syntax

Part = tuple[str, ast.stmt]  # the text of a top-level statement, comments above it included


def compose(base: str, change: str, wanted: Iterable[str] | None = None) -> str:
    """`base` with the definitions of `change` in place of its own of the same name, or added.

    With `wanted`, definitions that those names do not lead to are left out; imports that nothing
    needs always are. Raises ValueError for a top-level statement that defines no name, SyntaxError
    for what is no program.
    """
    trees = [syntax.program(code).body for code in (base, change)]
    parts = dict(_parts(base, trees[0])) | dict(_parts(change, trees[1]))
    kept = set(parts) if wanted is None else _reached(parts, wanted)
    chosen = [part for name, part in parts.items() if name in kept]
    imports = _imports([*trees[0], *trees[1]], chosen)
    values, classes, functions = (
        [(text, node) for text, node in chosen if isinstance(node, kind)]
        for kind in ((ast.Assign, ast.AnnAssign), ast.ClassDef, ast.FunctionDef)
    )
    made = {name for name in kept if isinstance(parts[name][1], ast.ClassDef | ast.FunctionDef)}
    early = "\n".join(text for text, node in values if not _named(node) & made)
    late = "\n".join(text for text, node in values if _named(node) & made)
    head = "\n\n".join(block for block in (*imports, early) if block)
    blocks = [head, *(text for text, _ in (*classes, *functions)), late]
    return "\n\n\n".join(block for block in blocks if block) + "\n"


def _parts(code: str, statements: Iterable[ast.stmt]) -> Iterator[tuple[str, Part]]:
    """The definitions of a program by name."""
    lines = code.splitlines()
    for node in statements:
        if isinstance(node, ast.Import | ast.ImportFrom):
            continue
        name = _defined(node)
        first = node.lineno
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([first, *(one.lineno for one in node.decorator_list)])
        while first > 1 and lines[first - 2].startswith("#"):
            first -= 1
        yield name, ("\n".join(lines[first - 1 : node.end_lineno]), node)


def _defined(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        names = _targets(node.targets[0])
        if names:
            return ", ".join(names)
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    raise ValueError(f"line {node.lineno}: only imports, constants, functions and classes")


def _targets(node: ast.expr) -> list[str]:
    """The names that an assignment gives a value, if it gives nothing else one."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Tuple) and all(isinstance(one, ast.Name) for one in node.elts):
        return [one.id for one in node.elts if isinstance(one, ast.Name)]
    return []


def _reached(parts: Mapping[str, Part], wanted: Iterable[str]) -> set[str]:
    """Names that are needed, directly or by what is needed."""
    owners = {one: name for name in parts for one in name.split(", ")}
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = owners.get(waiting.pop())
        if name is None or name in found:
            continue
        found.add(name)
        waiting += _named(parts[name][1])
    return found


def _named(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _imports(statements: Iterable[ast.stmt], chosen: Iterable[Part]) -> list[str]:
    """The blocks of import lines that the chosen parts need: of Python, of others, of the
    project."""
    used = {name for _, node in chosen for name in _named(node)}
    whole: set[str] = set()
    members: dict[str, set[str]] = {}
    for node in statements:
        if isinstance(node, ast.Import):
            whole |= {
                ast.unparse(ast.Import([one])) for one in node.names
                if (one.asname or one.name.partition(".")[0]) in used
            }  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and node.module:
            taken = {ast.unparse(one) for one in node.names if (one.asname or one.name) in used}
            members.setdefault(node.module, set()).update(taken)
    lines = sorted(whole) + [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(members.items()) if names
    ]  # fmt: skip
    blocks: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for line in lines:
        blocks[_place(line)].append(line)
    return ["\n".join(block) for block in blocks.values()]


def _place(line: str) -> int:
    """0 for what comes with Python, 1 for other libraries, 2 for the project's own."""
    module = line.split()[1].partition(".")[0]
    return 0 if module in sys.stdlib_module_names else 2 if module == "config" else 1


def used_of(module: str, code: str) -> set[str]:
    """The names of `module` that a program reaches into, as in `module.name`."""
    return set(re.findall(rf"\b{module}\.([A-Za-z_]\w*)", code))
