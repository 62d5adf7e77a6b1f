"""Reading logs of answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tripos.belief.answers import read_log
from tripos.belief.answers.table import seconds_of
from tripos.errors import TriposError

ROWS = "learner,item,skill,right,at\nann,i1,s,1,2026-01-31T12:00:00Z\nben,i2,s,0,1769860801\n"


def _log(folder: Path, text: str = ROWS, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_works(tmp_path: Path) -> None:
    """Commas and tabs, and both ways to write time, read the same."""
    (comma,) = read_log(_log(tmp_path))
    (tab,) = read_log(_log(tmp_path, ROWS.replace(",", "\t"), "log.tsv"))

    assert comma == tab
    assert ("ann", "ben") == tuple(comma.learner)
    assert [1, 0] == comma.right
    assert [1769860800.0, 1769860801.0] == comma.at


def test_it_streams(tmp_path: Path) -> None:
    """Never more rows at once than asked for."""
    path = _log(tmp_path, ROWS.splitlines()[0] + "\n" + "a,i,s,1,0\n" * 25)

    assert [10, 10, 5] == [len(one) for one in read_log(path, chunk=10)]


def test_other_names_and_no_time(tmp_path: Path) -> None:
    """Columns may have other names, and time may be unknown."""
    path = _log(tmp_path, "extra,learner,item,skill,correct\nx,ann,i,s,1\n")

    (found,) = read_log(path, {"right": "correct"})

    assert [0.0] == found.at


def test_parquet_reads_as_csv(tmp_path: Path) -> None:
    """Whatever types its columns have."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({
        "learner": ["ann", "ben"], "item": ["i1", "i2"], "skill": ["s", "s"],
        "right": [True, False], "at": [1769860800, 1769860801],
    })  # fmt: skip
    parquet.write_table(table, tmp_path / "log.parquet")

    (of_parquet,) = read_log(tmp_path / "log.parquet")
    (of_csv,) = read_log(_log(tmp_path))
    assert list(of_csv.rows()) == list(of_parquet.rows())


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(TriposError, match=r"tripos\[calibrate\]"):
        list(read_log(_log(tmp_path, "", "log.parquet")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROWS + "cem,i1,s,2,0\n", r":4: the field 'right' is neither"),
        (ROWS + "cem,i1,s,1,soon\n", r":4: the field 'at' is no moment"),
        (ROWS + "cem,i1,s\n", r":4: has 3 fields where the header has 5"),
        ("learner,item,right\n", r":1: there is no column 'skill'"),
        ("", r":1: there is no column"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """File, line, field and remedy."""
    with pytest.raises(TriposError, match=said):
        list(read_log(_log(tmp_path, text)))


def test_files_that_are_no_log(tmp_path: Path) -> None:
    """Missing, a folder, not text, not Parquet."""
    (tmp_path / "bytes.csv").write_bytes(b"learner\xff\xfe\n")
    _log(tmp_path, "not parquet at all", "bad.parquet")
    for name in ("none.csv", ".", "bytes.csv", "bad.parquet"):
        with pytest.raises(TriposError):
            list(read_log(tmp_path / name))


def test_moments_far_off_are_refused() -> None:
    """Milliseconds taken for seconds would be a time in a distant age."""
    with pytest.raises(ValueError, match="1769860800000"):
        seconds_of("1769860800000")
