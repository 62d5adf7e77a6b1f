"""Short programs in prompts, and what they give when they are run (for the second route)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Tables = Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]  # name -> columns, rows


def code(text: str, language: str = "python") -> str:
    """`text` as a Markdown code block with a blank line before and after."""
    return f"\n\n```{language}\n{text.strip()}\n```\n\n"


def ran(text: str, name: str) -> Any:
    """What the variable `name` holds after the program in a prompt of ours was run."""
    space: dict[str, Any] = {}
    exec(text, space)  # noqa: S102 - programs written in this bank only
    return space[name]


def queried(tables: Tables, query: str) -> list[tuple[Any, ...]]:
    """The rows that a query of ours gives on small tables."""
    base = sqlite3.connect(":memory:")
    try:
        for name, (columns, rows) in tables.items():
            base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            holes = ", ".join("?" * len(columns))
            base.executemany(f"INSERT INTO {name} VALUES ({holes})", list(rows))  # noqa: S608
        return base.execute(query).fetchall()
    finally:
        base.close()
