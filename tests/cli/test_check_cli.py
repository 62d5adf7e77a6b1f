"""`tripos check` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tripos.labs.gym import find_family

HERE = ("--examples", EXAMPLES)


def test_it_works(run) -> None:
    """All content that ships is sound."""
    ran = run("check", "--seeds", "2", *HERE)

    assert (0, "") == (ran.code, ran.err)
    assert [
        "atlas: sound",
        "bank: sound",
        "catalog: sound",
        "decide: sound",
        "examples: sound",
    ] == [line.partition(" (")[0] for line in ran.out.splitlines()]


@pytest.mark.parametrize("what", ["atlas", "catalog", "decide", "examples"])
def test_one_part_as_json(run, what: str) -> None:
    """One part can be checked alone, and the result is JSON on request."""
    ran = run("check", what, *HERE, "--json")

    assert 0 == ran.code
    assert {"ok": True, "problems": {what: []}} == json.loads(ran.out)


def test_families_are_proved_and_tabled(run, monkeypatch) -> None:
    """As many cases of each as asked for; the table, then the verdict."""
    one = find_family("eval-auc-labels")
    monkeypatch.setattr("tripos.labs.gym.all_families", lambda: {one.id: one})

    ran = run("check", "gym", "--seeds", "2")

    assert 0 == ran.code
    lines = ran.out.splitlines()
    assert "healthy metric" in lines[0]
    assert one.id in lines[1]
    assert "2/2" in lines[1]
    assert lines[2].startswith("gym: sound")


@pytest.fixture
def people(tmp_path: Path):
    """A folder of person files with the given texts."""

    def go(**texts: str) -> Path:
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return go


def test_problems(run, people) -> None:
    """Each problem is one line with its file, and the exit code tells."""
    folder = people(
        a="nmae: x\n", b="goals:\n  track: reserch\n", c="goals: {must_have: [laso]}\n", d="name: x"
    )
    ran = run("check", "examples", "--examples", folder)
    found = json.loads(run("check", "examples", "--examples", folder, "--json").out)

    assert (1, "") == (ran.code, ran.err)
    assert ran.out.startswith("examples: 3 problems")
    assert not found["ok"]
    a, b, c = found["problems"]["examples"]
    assert f"{folder / 'a.yaml'}: the field nmae (did you mean name?) is not known" in a
    assert b.startswith(f"{folder / 'b.yaml'}:2: goals.track")
    assert c.startswith(str(folder / "c.yaml"))
    assert "did you mean lasso" in c
    assert all(problem in ran.out for problem in (a, b, c))


def test_line_of_an_unknown_id(run, people) -> None:
    """A misspelt id is shown with the line on which it stands, as other mistakes are."""
    folder = people(a="name: x\ngoals:\n  must_have:\n  - lasso\n  - rigde-regression\n")
    ran = run("check", "examples", "--examples", folder)

    assert f"{folder / 'a.yaml'}:5: goals.must_have" in ran.out


@pytest.mark.parametrize("folder", ["missing", "."])
def test_no_person_files(run, tmp_path: Path, folder: str) -> None:
    """A folder without person files is a problem, not a success."""
    ran = run("check", "examples", "--examples", tmp_path / folder)

    assert 1 == ran.code
    assert "holds no person files; name the folder with --examples" in ran.out


def test_unknown_part(run) -> None:
    """Only the parts that exist can be checked."""
    assert "'atlsa' is not one of 'all', 'atlas'" in run("check", "atlsa").sentence
