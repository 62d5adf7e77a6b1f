"""A log of answers to items, each of one skill, in the order in which they were given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tripos.belief.answers.table import CHUNK, Rows, read_rows, seconds_of

COLUMNS = ("learner", "item", "skill", "right", "at")


@dataclass(frozen=True)
class Answers:
    """Some answers, columns of one length. `right` is 0 or 1; `at` in unix seconds, or 0 where
    the log says nothing of time. Answers of one learner stand in the order of time."""

    learner: Sequence[str]
    item: Sequence[str]
    skill: Sequence[str]
    right: Sequence[int]
    at: Sequence[float]

    def __len__(self) -> int:
        return len(self.right)

    def rows(self) -> Iterator[tuple[str, str, str, int, float]]:
        """Row by row."""
        return zip(self.learner, self.item, self.skill, self.right, self.at, strict=True)


def read_log(
    path: Path, names: Mapping[str, str] | None = None, chunk: int = CHUNK
) -> Iterator[Answers]:
    """The answers in a CSV (commas or tabs) or Parquet file, at most `chunk` at a time.

    `names` says what columns are called where not learner, item, skill, right and at; `at` may be
    absent. Raises TriposError with line and field for what cannot be read.
    """
    called = {name: (names or {}).get(name, name) for name in COLUMNS}
    for rows in read_rows(path, called, frozenset({"at"}), chunk):
        columns = rows.columns
        at = _times(rows) if "at" in columns else [0.0] * len(rows)
        yield Answers(columns["learner"], columns["item"], columns["skill"], _marks(rows), at)


def _marks(rows: Rows) -> list[int]:
    marks = {"0": 0, "1": 1}
    try:
        return [marks[text] for text in rows.columns["right"]]
    except KeyError:
        at = next(at for at, text in enumerate(rows.columns["right"]) if text not in marks)
        raise rows.refuse(at, "right", "is neither 0 nor 1", "mend or remove the row") from None


def _times(rows: Rows) -> list[float]:
    found: list[float] = []
    try:
        found.extend(map(seconds_of, rows.columns["at"]))
    except (ValueError, OverflowError):
        remedy = "write unix seconds or 2026-01-31T12:00:00"
        raise rows.refuse(len(found), "at", "is no moment in time", remedy) from None
    return found
