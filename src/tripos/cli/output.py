"""What commands print: JSON, tables that fit the terminal, and progress on the error stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tripos.errors import TriposError

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def print_json(result: Any, *, compact: bool = False) -> None:
    """`result` as JSON on standard output; `compact` for what is too long to be read by eye."""
    click.echo(json.dumps(result, indent=None if compact else 2, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows in columns; a column whose name starts with > is right-aligned.

    In a pipe the table is as wide as its content, so that nothing is cut off.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    names = [name.removeprefix(">") for name in columns]
    right = [name.startswith(">") for name in columns]
    if not sys.stdout.isatty():
        widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
        for row in [names, *cells]:
            padded = [
                cell.rjust(width) if flush else cell.ljust(width)
                for cell, width, flush in zip(row, widths, right, strict=True)
            ]
            click.echo("  ".join(padded).rstrip())
        return
    from rich import box  # noqa: PLC0415 - loaded only to print to a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name, flush in zip(names, right, strict=True):
        table.add_column(name, justify="right" if flush else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A line on the error stream that says what is going on; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    with Console(stderr=True).status(Text(what)) as status:
        yield lambda message: status.update(Text(f"{what}: {message}"))


def write_file(path: Path, text: str) -> None:
    """Writes a result where the user asked for it. Raises TriposError if it cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TriposError(f"{path}: cannot be written ({error.strerror})") from error
    click.echo(f"wrote {path}", err=True)
