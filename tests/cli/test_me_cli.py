"""`tripos me`: the record of a home on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ADA = EXAMPLES / "ada.yaml"


def result(ran) -> dict:
    """The JSON that a command printed."""
    assert (0, "") == (ran.code, ran.err)
    return json.loads(ran.out)


def test_it_works(run) -> None:
    """A person's file becomes the profile, and is shown with what else there is."""
    assert "is now your profile" in run("me", "set", ADA).out

    shown = run("me", "show")
    person = result(run("me", "show", "--json"))["person"]

    assert (0, "") == (shown.code, shown.err)
    assert "name: Ada" in shown.out
    assert "postings" in shown.out
    assert "Ada" == person["name"]
    assert person == result(run("me", "set", ADA, "--json"))["person"]


def test_what_is_shown_can_be_set_again(run, tmp_path: Path) -> None:
    """The printed profile is a person's file with the same meaning."""
    run("me", "set", ADA)
    person = result(run("me", "show", "--json"))["person"]
    file = tmp_path / "again.json"
    file.write_text(json.dumps(person), "utf-8")

    run("me", "set", file)

    assert person == result(run("me", "show", "--json"))["person"]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_can_be_set(run, file: Path) -> None:
    """Nothing that a file may say gets lost on the way."""
    assert 0 == run("me", "set", file).code


def test_looking_makes_no_record(run, home: Path) -> None:
    """An empty home stays empty, and says what to do."""
    shown = run("me", "show")

    assert "No profile yet: `tripos me set FILE`" in shown.out
    assert {"person": {}, "held": {}} == result(run("me", "show", "--json"))
    assert not home.exists()


def test_a_wrong_profile_changes_nothing(run, tmp_path: Path, home: Path) -> None:
    """The mistake is named with file and line; nothing is stored, not even a record."""
    file = tmp_path / "me.yaml"
    file.write_text("background:\n  degree: batchelor\n", "utf-8")

    assert "me.yaml:2: background.degree" in run("me", "set", file).sentence
    assert not home.exists()


def test_the_whole_record_out_and_in(run, tmp_path: Path) -> None:
    """The exported file brings back what was deleted."""
    file = tmp_path / "record.json"
    run("me", "set", ADA)
    run("catalog", "override", "uw-ml-regression.hours", "40", "--source", "me")
    assert f"wrote {file}" in run("me", "export", file).err
    before = result(run("me", "export", "-"))

    assert "Your record is empty." in run("me", "delete", "--yes").out
    assert {} == result(run("me", "show", "--json"))["person"]
    held = result(run("me", "import", file, "--json"))["held"]

    assert 1 == held["figures of your own"]
    assert before == result(run("me", "export", "-"))


def test_nothing_is_replaced_by_surprise(run, tmp_path: Path) -> None:
    """A record that holds something is only replaced when asked for."""
    file = tmp_path / "record.json"
    run("me", "export", file)
    run("me", "set", ADA)
    run("catalog", "override", "uw-ml-regression.hours", "40", "--source", "me")

    assert "the record is not empty (1 figure of your own)" in run("me", "import", file).sentence
    assert "Ada" == result(run("me", "show", "--json"))["person"]["name"]

    assert 0 == run("me", "import", file, "--yes").code
    assert {} == result(run("me", "show", "--json"))["person"]


def test_nothing_is_deleted_by_surprise(run) -> None:
    """Without the option nothing is deleted."""
    run("me", "set", ADA)

    assert "add --yes" in run("me", "delete").sentence
    assert "Ada" == result(run("me", "show", "--json"))["person"]["name"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "not valid JSON"), ("[]", "is not a record of Tripos"), ("", "is empty")],
)
def test_a_wrong_file_is_a_sentence(run, tmp_path: Path, content: str, said: str) -> None:
    """It is named, with what is wrong."""
    file = tmp_path / "record.json"
    file.write_text(content, "utf-8")

    sentence = run("me", "import", file, "--yes").sentence

    assert said in sentence
    assert str(file) in sentence


def test_a_file_that_cannot_be_written_is_a_sentence(run, tmp_path: Path) -> None:
    """The export does not end in a traceback."""
    assert "cannot be written" in run("me", "export", tmp_path / "no" / "where.json").sentence
