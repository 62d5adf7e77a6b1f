"""How matrices, vectors and tables are drawn and shown in questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.question import Rng

Whole = NDArray[np.int64]


def whole(rng: Rng, *shape: int, most: int = 4) -> Whole:
    """A matrix of whole numbers up to `most` in size."""
    return rng.integers(-most, most + 1, shape)


def invertible(rng: Rng, size: int, most: int = 4) -> Whole:
    """A square matrix of whole numbers that is far from singular."""
    while True:
        found = whole(rng, size, size, most=most)
        if abs(np.linalg.det(found)) > 1.5:
            return found


def mat(rows: Any) -> str:
    """A matrix in LaTeX, for use between dollar signs."""
    lines = [" & ".join(f"{x:g}" for x in row) for row in np.asarray(rows).tolist()]
    return "\\begin{pmatrix} " + " \\\\ ".join(lines) + " \\end{pmatrix}"


def vec(values: Any) -> str:
    """A vector as (1, 2, 3)."""
    return "(" + ", ".join(f"{x:g}" for x in values) + ")"


def table(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table with an empty line on either side."""
    lines = [head, ["---"] * len(head), *rows]
    made = "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
    return f"\n\n{made}\n\n"


def terms(weights: Sequence[Any], names: Sequence[str]) -> str:
    """A sum such as 2x^2 - xy + 3, without terms of weight zero; an empty name is a constant."""
    words = ""
    for weight, name in zip(weights, names, strict=True):
        if weight:
            size = "" if abs(weight) == 1 and name else f"{abs(weight):g}"
            words += (" - " if weight < 0 else " + ") + size + name
    return ("-" if words.startswith(" -") else "") + words[3:] if words else "0"
