"""`tripos lab`: begun, checked, submitted; the belief moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tripos.labs import find_lab
from tripos.labs.judge import Level, offered

pytest.importorskip("sklearn")

LAB = "least-squares"
KEY = "ordinary-least-squares"


@pytest.fixture
def work(run, tmp_path: Path) -> Path:
    """A folder in which the lab was begun."""
    if offered()[0] is Level.NONE:
        pytest.skip("this machine confines nothing")
    folder = tmp_path / "work"
    assert "brief.md" in run("lab", "start", LAB, str(folder)).out
    return folder


def _p(run) -> float:
    return float(json.loads(run("belief", "--json").out)["competencies"][KEY]["p"])


def test_it_works(run, work: Path) -> None:
    """Wrong first, with a message; then right: all points, and the belief moves."""
    card = next(
        one for one in json.loads(run("lab", "list", "--json").out)["labs"] if one["id"] == LAB
    )
    assert KEY in card["competencies"]
    before = _p(run)
    starter = json.loads(run("lab", "submit", str(work), "--json").out)
    assert 0 == starter["score"]
    assert "NotImplementedError" in starter["checks"][0]["message"]

    (work / "submission.py").write_bytes(find_lab(LAB).solution()["submission.py"])
    done = json.loads(run("lab", "submit", str(work), "--json").out)

    assert done["passed"]
    assert done["max"] == done["score"]
    assert _p(run) > before
    rows = json.loads(run("lab", "history", "--json").out)["submissions"]
    assert [True, False] == [row["passed"] for row in rows]


def test_visible_checks_store_nothing(run, work: Path) -> None:
    """They run at once, on the learner's own."""
    assert "visible checks only" in run("lab", "check", str(work)).out
    assert [] == json.loads(run("lab", "history", "--json").out)["submissions"]


def test_mistakes_are_told(run, work: Path, tmp_path: Path) -> None:
    """One sentence each: an unknown lab, a folder of no lab, one that is begun already."""
    assert LAB in run("lab", "start", "least-square", str(tmp_path / "x")).sentence
    assert "is not a lab's folder" in run("lab", "submit", str(tmp_path)).sentence
    assert "is there already" in run("lab", "start", LAB, str(work)).sentence
