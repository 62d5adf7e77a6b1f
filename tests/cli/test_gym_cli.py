"""`tripos gym`: begun, run, hinted at, submitted, solved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tripos.labs.gym import find_family
from tripos.labs.gym.workspace import case_of
from tripos.labs.judge import Level, offered

pytest.importorskip("sklearn")
FAMILY = "skew-refit-scaler"


@pytest.fixture
def work(run, tmp_path: Path) -> Path:
    """A case that was begun."""
    if offered()[0] is Level.NONE:
        pytest.skip("this machine confines nothing")
    folder = tmp_path / "case"
    made = json.loads(
        run("gym", "start", "--family", FAMILY, "--seed", "4", str(folder), "--json").out
    )
    assert str(folder) == made["folder"]
    assert "nothing" in made["causes"]
    return folder


def test_it_works(run, work: Path) -> None:
    """A wrong submission first, then the right one; the belief moves."""
    listed = json.loads(run("gym", "families", "--json").out)["families"]
    assert {"id", "family", "level", "stack", "competencies"} <= set(listed[0])
    assert "validation accuracy" in run("gym", "run", str(work)).out
    assert "disagree" in run("gym", "hint", str(work)).out
    before = _p(run)

    wrong = json.loads(run("gym", "submit", str(work), "--cause", "drift", "--json").out)
    assert (False, False, 1, 1) == (
        wrong["passed"], wrong["cause_right"], wrong["probes"], wrong["hints"]
    )  # fmt: skip
    case = case_of(work)
    (work / "pipeline.py").write_text(case.code("repaired")["pipeline.py"])
    (work / "guard.py").write_text(find_family(FAMILY).text("guard.py"))
    done = json.loads(run("gym", "submit", str(work), "--cause", case.cause, "--json").out)

    assert done["passed"]
    assert done["guard"]["caught"] == done["guard"]["of"]
    assert _p(run) > before
    assert "Validation never sees it" in run("gym", "solution", str(work)).out
    (row,) = json.loads(run("gym", "history", "--json").out)["cases"]
    assert (True, 2, FAMILY) == (row["passed"], row["attempts"], row["family"])


def _p(run) -> float:
    found = json.loads(run("belief", "--json").out)["competencies"]
    return float(found["training-serving-skew"]["p"])


def test_mistakes_are_told(run, work: Path, tmp_path: Path) -> None:
    """One sentence, code 2, nothing stored."""
    for arguments in (
        ("submit", str(work), "--cause", "bad luck"), ("submit", str(tmp_path), "--cause", "drift"),
        ("start", str(work), "--family", FAMILY, "--seed", "4"),
        ("start", "--challenge", "this week"), ("start", "--family", "no-such"),
        ("start", "--level", "5", "--seed", "1"),
    ):  # fmt: skip
        ran = run("gym", *arguments)
        assert 2 == ran.code, arguments
        assert "Traceback" not in ran.err


def test_a_challenge_is_the_same_for_all(run, tmp_path: Path) -> None:
    """Two people who begin the case of a week get the same files."""
    if offered()[0] is Level.NONE:
        pytest.skip("this machine confines nothing")
    for name in ("one", "two"):
        run("gym", "start", "--challenge", "2026-W48", str(tmp_path / name))

    files = [path.name for path in (tmp_path / "one").iterdir()]
    assert len(files) > 5
    for name in files:
        assert (tmp_path / "one" / name).read_text() == (tmp_path / "two" / name).read_text()
