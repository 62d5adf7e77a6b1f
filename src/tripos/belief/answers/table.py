"""Logs of answers as streams of columns, from CSV or Parquet, so that memory stays bounded.

A CSV file has a header and commas or tabs; a Parquet file needs the optional package pyarrow.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tripos.errors import ContentError, TriposError

CHUNK = 100_000  # rows that are in memory at once
_PARQUET = (".parquet", ".pq")
_MAX_ROW = 1_000_000  # characters of one field beyond which a file is no log


@dataclass(frozen=True)
class Rows:
    """Some rows of a log: text by column, all of one length. `first` is the line of the first row
    (in Parquet, its number); a column that may be left out and is not there is missing."""

    where: str
    first: int
    columns: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def refuse(self, at: int, field: str, what: str, remedy: str) -> ContentError:
        """The sentence about the field `field` of the row `at` of these rows."""
        return ContentError(
            f"{self.where}:{self.first + at}", f"the field '{field}' {what}", remedy
        )


def read_rows(
    path: Path, names: Mapping[str, str], may_lack: frozenset[str] = frozenset(),
    chunk: int = CHUNK,
) -> Iterator[Rows]:  # fmt: skip
    """The rows of the log at `path`, at most `chunk` at a time, as text.

    `names` gives for each column of the result its name in the file. Raises TriposError with one
    sentence for a file that cannot be read or lacks a column that `may_lack` does not name.
    """
    if path.is_dir():
        raise ContentError(str(path), "is a folder", "name a file in it")
    if not path.exists():
        raise ContentError(str(path), "no such file", "check the name")
    read = _read_parquet if path.suffix.lower() in _PARQUET else _read_csv
    try:
        yield from read(path, names, may_lack, chunk)
    except OSError as error:
        reason = error.strerror or str(error)[:120]
        raise ContentError(str(path), f"cannot be read ({reason})") from error


def _found(
    path: Path, names: Mapping[str, str], may_lack: frozenset[str], header: Sequence[str]
) -> dict[str, str]:
    """The wanted columns that are there. Raises ContentError for one that must be and is not."""
    for ours, theirs in names.items():
        if theirs not in header and ours not in may_lack:
            shown = ", ".join(header)[:80] or "nothing"
            raise ContentError(f"{path}:1", f"there is no column '{theirs}'", f"it has {shown}")
    return {ours: theirs for ours, theirs in names.items() if theirs in header}


def _read_csv(
    path: Path, names: Mapping[str, str], may_lack: frozenset[str], chunk: int
) -> Iterator[Rows]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline(_MAX_ROW)
            split = "\t" if "\t" in head else ","
            header = [name.strip() for name in next(csv.reader([head], delimiter=split), [])]
            found = _found(path, names, may_lack, header)
            places = [(ours, header.index(theirs)) for ours, theirs in found.items()]
            reader = csv.reader(file, delimiter=split, strict=True)
            first = 2
            while rows := list(islice(reader, chunk)):
                yield Rows(str(path), first, _columns(path, rows, len(header), first, places))
                first += len(rows)
    except UnicodeDecodeError as error:
        raise ContentError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    except csv.Error as error:
        raise ContentError(f"{path}:{reader.line_num + 1}", f"not valid CSV ({error})") from error


def _columns(
    path: Path, rows: list[list[str]], width: int, first: int, places: list[tuple[str, int]]
) -> dict[str, Sequence[str]]:
    """Rows turned into columns. Raises ContentError for a row of another width."""
    try:
        whole = list(zip(*rows, strict=True))
    except ValueError:
        whole = []
    if len(whole) != width:
        at, row = next((at, row) for at, row in enumerate(rows) if len(row) != width)
        what = f"has {len(row)} fields where the header has {width}"
        raise ContentError(f"{path}:{first + at}", what, "mend or remove the row")
    return {ours: whole[place] for ours, place in places}


def _read_parquet(
    path: Path, names: Mapping[str, str], may_lack: frozenset[str], chunk: int
) -> Iterator[Rows]:
    try:
        import pyarrow  # noqa: PLC0415 - optional and heavy
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise TriposError(
            f'{path}: reading Parquet needs pyarrow; pip install "tripos[calibrate]", or use CSV'
        ) from None
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            found = _found(path, names, may_lack, file.schema_arrow.names)
            first = 1
            for batch in file.iter_batches(batch_size=chunk, columns=list(found.values())):
                columns = {ours: _texts(batch.column(name)) for ours, name in found.items()}
                yield Rows(str(path), first, columns)
                first += batch.num_rows
    except pyarrow.ArrowException as error:
        reason = str(error).splitlines()[0][:100]
        raise ContentError(str(path), f"cannot be read as Parquet ({reason})") from error


def _texts(column: object) -> list[str]:
    """One Parquet column as the text that a CSV file would hold; nothing for null."""
    values = column.to_pylist()  # type: ignore[attr-defined]
    return ["" if value is None else _text(value) for value in values]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else "" if math.isnan(value) else repr(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def seconds_of(text: str) -> float:
    """A moment in unix seconds, from unix seconds or ISO 8601 (UTC where no zone is named).

    Raises ValueError where it is neither, or lies outside the years 1970 to 2200.
    """
    try:
        found = float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        found = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if not 0 <= found < 7.3e9:
        raise ValueError(text)
    return found
