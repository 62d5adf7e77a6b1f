"""Labs as notebooks: begun as one, and read back as the code of its cells."""

from __future__ import annotations

import json
import re
from typing import Any

from tripos.errors import TriposError
from tripos.labs.lab import Lab

_MAGIC = ("%", "!", "?")
_PART = re.compile(r"\n\n\n+")


def notebook_of(lab: Lab) -> bytes:
    """The brief as text and the starter as code cells, in the notebook format 4.5."""
    code = lab.starter()["submission.py"].decode()
    cells = [_cell("markdown", lab.brief, 0)]
    cells += [
        _cell("code", part.strip("\n"), number)
        for number, part in enumerate(_PART.split(code), 1)
    ]  # fmt: skip
    book = {
        "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python",
                                    "name": "python3"}, "tripos": {"lab": lab.id}},
        "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    return json.dumps(book, indent=1).encode()


def _cell(kind: str, source: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cell_type": kind, "id": f"part-{number}", "metadata": {},
        "source": source.splitlines(keepends=True),
    }  # fmt: skip
    if kind == "code":
        found |= {"execution_count": None, "outputs": []}
    return found


def code_of(data: bytes, name: str) -> bytes:
    """The code cells of a notebook, without lines that only a notebook understands.

    Raises TriposError if `data`, called `name`, is no notebook.
    """
    try:
        cells = json.loads(data.decode("utf-8-sig"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TriposError(f"{name}: is not a notebook that can be read") from error
    lines = [line for source in sources for line in [*source.splitlines(), ""]]
    kept = [line for line in lines if not line.lstrip().startswith(_MAGIC)]
    return "\n".join(kept).encode()
