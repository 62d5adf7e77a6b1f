"""A log of our answers, checked and put on disk in parts, each of which fits in memory.

The log may be in any order. Rows go to the part of their learner, so that a part holds whole
learners; there they are sorted by learner, competency and time. A row takes 24 bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tripos.belief.answers.table import Rows, read_rows, seconds_of
from tripos.belief.network import Graph
from tripos.errors import TriposError

COLUMNS = ("learner", "question", "competency", "kind", "right", "at")
ROW = np.dtype([
    ("learner", "u8"), ("at", "f8"), ("question", "u2"), ("competency", "u2"), ("kind", "u1"),
    ("right", "i1"), ("spare", "u2"),
])  # fmt: skip
IDLE = -1  # "I don't know"
_PARTS, _SHIFT, _BLOCK = 64, np.uint64(58), 60_000
_MARKS = {"1": 1, "0": 0, "": IDLE}
_MOST_QUESTIONS = 65_000

Table = npt.NDArray[np.void]


@dataclass
class Names:
    """What the numbers in the parts stand for."""

    graph: Graph
    kinds: tuple[str, ...]
    questions: list[str] = field(default_factory=list)


def write_parts(
    path: Path, folder: Path, graph: Graph, kinds: Sequence[str],
    tell: Callable[[int], None] = lambda _: None,
) -> Names:  # fmt: skip
    """Checks the log at `path` and writes its parts to `folder`; `tell` hears of rows read.

    Raises TriposError with line and field for a row that is no answer.
    """
    names = Names(graph, tuple(kinds))
    reader = _Reader(names)
    files = [(folder / f"{number:02}.rows").open("wb") for number in range(_PARTS)]
    try:
        for rows in read_rows(path, {name: name for name in COLUMNS}):
            table = reader.read(rows)
            part = table["learner"] >> _SHIFT  # so that parts follow on one another
            table = table[np.argsort(part, kind="stable")]
            cuts = np.searchsorted(np.sort(part), np.arange(_PARTS + 1))
            for file, low, high in zip(files, cuts[:-1], cuts[1:], strict=True):
                file.write(table[low:high].tobytes())
            tell(rows.first + len(rows) - 1)
    finally:
        for file in files:
            file.close()
    names.questions = list(reader.questions)
    for file_path in sorted(folder.glob("*.rows")):
        table = np.fromfile(file_path, ROW)
        table[np.lexsort((table["at"], table["competency"], table["learner"]))].tofile(file_path)
    return names


def parts_of(folder: Path) -> Iterator[Table]:
    """All rows, sorted, some whole learners at a time: at most _BLOCK rows, unless one has more."""
    left = np.zeros(0, ROW)
    for path in sorted(folder.glob("*.rows")):
        left = np.concatenate([left, np.fromfile(path, ROW)])
        while len(left) > _BLOCK:
            ends = np.flatnonzero(np.diff(left["learner"])) + 1
            if not len(ends):
                break
            cut = int(ends[max(0, int(np.searchsorted(ends, _BLOCK, side="right")) - 1)])
            yield left[:cut]
            left = left[cut:]
    if len(left):
        yield left


class _Reader:
    """Turns text into numbers, and says what cannot be."""

    def __init__(self, names: Names) -> None:
        self.competencies = {key: at for at, key in enumerate(names.graph.keys)}
        self.kinds = {kind: at for at, kind in enumerate(names.kinds)}
        self.questions: dict[str, int] = {}
        self.learners: dict[str, int] = {}

    def read(self, rows: Rows) -> Table:
        """The rows as a table. Raises TriposError for the first one that is no answer."""
        found = np.zeros(len(rows), ROW)
        found["learner"] = [self._number(text) for text in rows.columns["learner"]]
        ids = self.questions
        found["question"] = [ids.setdefault(text, len(ids)) for text in rows.columns["question"]]
        if len(ids) > _MOST_QUESTIONS:
            raise TriposError(f"{rows.where}: names more than {_MOST_QUESTIONS} questions")
        found["competency"] = _looked_up(
            rows, "competency", self.competencies, "is no competency of the atlas"
        )
        found["kind"] = _looked_up(rows, "kind", self.kinds, "is no kind of answer")
        found["right"] = _looked_up(rows, "right", _MARKS, "is neither 1, 0 nor empty")
        found["at"] = _moments(rows)
        for name in ("learner", "question"):
            if "" in rows.columns[name]:
                raise rows.refuse(rows.columns[name].index(""), name, "is empty", "name one")
        return found

    def _number(self, learner: str) -> int:
        """The same number for the same name, without a list of all names."""
        found = self.learners.get(learner)
        if found is None:
            digest = hashlib.blake2b(learner.encode(), digest_size=8).digest()
            if len(self.learners) > 100_000:
                self.learners.clear()
            found = self.learners[learner] = int.from_bytes(digest, "little")
        return found


def _looked_up(rows: Rows, name: str, known: Mapping[str, int], what: str) -> list[int]:
    texts = rows.columns[name]
    try:
        return [known[text] for text in texts]
    except KeyError:
        from tripos.content import nearest  # noqa: PLC0415 - only on a mistake

        at = next(at for at, text in enumerate(texts) if text not in known)
        near = nearest(texts[at], known, 1)
        remedy = f"did you mean {near[0]}?" if near and near[0] else "mend or remove the row"
        raise rows.refuse(at, name, f"('{texts[at][:40]}') {what}", remedy) from None


def _moments(rows: Rows) -> list[float]:
    found: list[float] = []
    try:
        found.extend(map(seconds_of, rows.columns["at"]))
    except (ValueError, OverflowError):
        remedy = "write unix seconds or 2026-01-31T12:00:00"
        raise rows.refuse(len(found), "at", "is no moment in time", remedy) from None
    return found
