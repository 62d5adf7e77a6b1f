"""`tripos posting` on the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tripos.cli import main

TEXT = (
    "Senior Data Scientist\nRequirements:\nBachelor's degree required. 5 years of SQL experience."
)


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, homes: None) -> Path:
    """A posting in a file, and an empty home."""
    monkeypatch.setenv("TRIPOS_HOME", str(tmp_path / "home"))
    path = tmp_path / "job.txt"
    path.write_text(TEXT)
    return path


def test_it_works(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """People get a table and the decisive words."""
    assert main(["posting", "read", str(job)]) == 0

    out = capsys.readouterr().out
    assert "data-scientist  senior     bachelors-required      5  no" in out
    assert 'screen: "' in out
    assert "skills: sql" in out


def test_json_holds_postings_and_problems(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that cannot be read stand under problems and on the error stream; the rest is read."""
    (job.parent / "bad.txt").write_text("")
    assert main(["posting", "read", str(job.parent), "--json"]) == 0

    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert [one["screen"] for one in result["postings"]] == ["bachelors-required"]
    assert result["problems"] == [
        {
            "file": str(job.parent / "bad.txt"),
            "problem": "is empty; save the posting's text into it",
        }
    ]
    assert "bad.txt: is empty" in printed.err


def test_spans_are_shown(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--spans quotes every reading with its place in the text."""
    assert main(["posting", "read", str(job), "--spans"]) == 0

    assert 'seniority: "Senior"  [0:6]' in capsys.readouterr().out


def test_standard_input(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """- reads a posting from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["posting", "read", "-", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["postings"][0]["file"] == "standard input"


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_readable_is_exit_code_2(
    job: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """If no file can be read, the command fails with one sentence for each."""
    gone = [str(job.parent / f"gone{at}.txt") for at in range(count)]
    assert main(["posting", "read", *gone]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("no such file") == count


def test_corrections_are_kept_listed_and_undone(
    job: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is corrected is shown as one's own until it is undone."""
    day = ["--today", "2026-11-20"]
    assert main(["posting", "correct", str(job), "screen", "masters-required", *day]) == 0
    assert main(["posting", "correct", str(job), "skills", "-sql", *day]) == 0
    capsys.readouterr()

    assert main(["posting", "read", str(job), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)["postings"][0]
    assert (read["screen"], read["minimum_degree"], read["skills"]) == (
        "masters-required", "masters", [],
    )  # fmt: skip
    assert read["corrected"] == ["screen", "skills"]
    assert read["confidence"] == 1.0

    assert main(["posting", "corrections", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["corrections"]
    assert [(row["field"], row["value"], row["date"]) for row in rows] == [
        ("screen", "masters-required", "2026-11-20"),
        ("skills", ["-sql"], "2026-11-20"),
    ]

    assert main(["posting", "correct", str(job), "screen", "--undo"]) == 0
    assert main(["posting", "corrections"]) == 0
    assert "screen" not in capsys.readouterr().out.replace("correction of screen", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["screen", "phd"], "choose phd-required"),
        (["screens", "phd-required"], "did you mean screen"),
        (["screen"], "give either a value or --undo"),
        (["screen", "--undo"], "there is no correction of screen"),
    ],
)
def test_wrong_corrections_are_one_sentence(
    job: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """A wrong correction is exit code 2, says what to do, and leaves no record behind."""
    assert main(["posting", "correct", str(job), *arguments]) == 2

    assert sentence in capsys.readouterr().err
    assert not (job.parent / "home").exists()


def test_one_posting_at_a_time(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of several postings cannot be corrected as a whole."""
    job.write_text(f"{TEXT}\n---\n{TEXT} Python too.")
    assert main(["posting", "correct", str(job), "seniority", "lead"]) == 2

    assert "holds 2 postings" in capsys.readouterr().err


def test_no_corrections_yet(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list says where to begin."""
    assert main(["posting", "corrections"]) == 0

    assert "No corrections yet" in capsys.readouterr().out
