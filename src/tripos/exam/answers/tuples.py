"""Several numbers at once: vectors, matrices and intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from tripos.chance import Floats
from tripos.exam.answers.reading import AnswerError, read_number

_MOST = 64


def _rows(text: str) -> list[list[float]]:
    """Numbers in rows: `1 2; 3 4`, `[[1, 2], [3, 4]]` or a line a row. Raises AnswerError."""
    words = text.strip().replace("],", ";").replace("] ,", ";")
    words = words.replace("[", " ").replace("]", " ").strip()
    if not words:
        raise AnswerError("the answer is empty: write the numbers, rows separated by ;")
    rows = []
    for line in re.split(r"[;\n]+", words):
        cells = [cell for cell in re.split(r"[,\s]+", line.strip()) if cell]
        if cells:
            rows.append([read_number(cell) for cell in cells])
    if sum(len(row) for row in rows) > _MOST:
        raise AnswerError(f"that is more than {_MOST} numbers: write only the answer")
    return rows


@dataclass(frozen=True, slots=True)
class Matrix:
    """A vector (one row) or a matrix, each entry right within `tol` or `rel`."""

    values: tuple[tuple[float, ...], ...]
    rel: float = 0.005
    tol: float = 1e-6
    digits: int = 3

    kind = "matrix"
    guess = 0.01

    def read(self, text: str) -> tuple[tuple[float, ...], ...]:
        """The rows typed; a column may be typed for a vector. Raises AnswerError."""
        rows = _rows(text)
        shape = (len(self.values), len(self.values[0]))
        if shape[0] == 1 and all(len(row) == 1 for row in rows):
            rows = [[row[0] for row in rows]]
        if len(rows) != shape[0] or any(len(row) != shape[1] for row in rows):
            what = f"{shape[1]} numbers" if shape[0] == 1 else f"{shape[0]} rows of {shape[1]}"
            raise AnswerError(f"the answer has {what}: write them as 1 2; 3 4")
        return tuple(tuple(row) for row in rows)

    def right(self, given: tuple[tuple[float, ...], ...]) -> bool:
        """Whether every entry is close enough."""
        return self.same(given, self.values)

    def same(
        self, one: tuple[tuple[float, ...], ...], other: tuple[tuple[float, ...], ...]
    ) -> bool:
        """Whether two matrices count as the same answer."""
        left, right = np.array(one, dtype=float), np.array(other, dtype=float)
        if left.shape != right.shape:
            return False
        scale = np.abs(np.array(self.values, dtype=float))
        return bool((np.abs(left - right) <= np.maximum(self.tol, self.rel * scale)).all())

    def shown(self) -> str:
        """The answer as one types it."""
        return "; ".join(" ".join(f"{x:.{self.digits}g}" for x in row) for row in self.values)


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, each right within `tol` or `rel` of the interval's length."""

    low: float
    high: float
    rel: float = 0.01
    tol: float = 1e-9
    digits: int = 4

    kind = "interval"
    guess = 0.01

    def read(self, text: str) -> tuple[float, float]:
        """Two numbers, lowest first. Raises AnswerError."""
        words = text.strip().strip("()[]").replace(" to ", " ").replace("..", " ")
        rows = _rows(words)
        cells = [cell for row in rows for cell in row]
        if len(cells) != 2:
            raise AnswerError("write the two ends, lowest first, such as 1.2 3.4")
        if cells[0] > cells[1]:
            raise AnswerError("write the lower end first")
        return cells[0], cells[1]

    def right(self, given: tuple[float, float]) -> bool:
        """Whether both ends are close enough."""
        return self.same(given, (self.low, self.high))

    def same(self, one: tuple[float, float], other: tuple[float, float]) -> bool:
        """Whether two intervals count as the same answer."""
        room = max(self.tol, self.rel * abs(self.high - self.low))
        return abs(one[0] - other[0]) <= room and abs(one[1] - other[1]) <= room

    def shown(self) -> str:
        """Both ends."""
        ends: Floats = np.array([self.low, self.high])
        return " ".join(f"{end:.{self.digits}f}".rstrip("0").rstrip(".") for end in ends)
