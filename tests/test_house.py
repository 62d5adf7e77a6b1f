"""The house rules that a machine can hold: sizes, and documents that keep up with the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

import tripos
from tripos.cli.app import app
from tripos.person import Person

SOURCE = Path(tripos.__file__).parent
DOCS = Path(__file__).parent.parent / "docs"
FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    """A file is one idea of at most 400 lines, a function of at most 60."""
    text = path.read_text(encoding="utf-8")
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]

    assert text.count("\n") <= 400
    assert [] == long


def _commands(group: click.Group, prefix: str = "") -> list[str]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found += _commands(command, f"{prefix}{name} ")
        else:
            found.append(f"{prefix}{name}")
    return found


def test_every_command_is_documented() -> None:
    """Each command stands in the documents."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    pages += (DOCS.parent / "README.md").read_text(encoding="utf-8")

    commands = _commands(app)
    assert len(commands) > 12
    assert [] == [name for name in commands if f"tripos {name}" not in pages]


def test_every_setting_is_documented() -> None:
    """Each variable of the environment that the code reads stands in docs/operators.md."""
    page = (DOCS / "operators.md").read_text(encoding="utf-8")
    names = {
        name
        for path in FILES
        for name in re.findall(r"\bTRIPOS_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }

    assert len(names) > 15
    assert [] == sorted(name for name in names if f"`{name}`" not in page)


def test_every_option_of_plan_is_documented() -> None:
    """Each option of `plan` and `replan` stands in docs/plan.md."""
    page = (DOCS / "plan.md").read_text(encoding="utf-8")
    context = click.Context(app)
    options = {
        option
        for name in ("plan", "replan")
        for parameter in app.get_command(context, name).params  # type: ignore[union-attr]
        for option in parameter.opts
        if option.startswith("--")
    }

    assert len(options) > 8
    assert [] == sorted(option for option in options if option not in page)


def test_every_field_of_a_person_is_documented() -> None:
    """Each field that a file may hold stands in docs/person.md."""
    page = (DOCS / "person.md").read_text(encoding="utf-8")
    names = set(Person.model_fields)
    for section in ("background", "goals", "means", "preferences"):
        names |= set(type(getattr(Person(), section)).model_fields)

    assert len(names) > 30
    assert [] == sorted(name for name in names if f"`{name}`" not in page)
