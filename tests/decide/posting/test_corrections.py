"""The person's own readings: kept, applied, undone, and always consistent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tripos.decide.posting import (
    FIELDS,
    Posting,
    corrected_posting,
    read_corrections,
    read_posting,
    remove_correction,
    save_correction,
)
from tripos.decide.posting.corrections import FILE
from tripos.errors import ContentError, TriposError

DAY = dt.date(2026, 11, 20)
POSTING = read_posting("Data Scientist\nRequirements:\nBachelor's degree required. SQL.", "a.txt")


def _correct(home: Path, *changes: tuple[str, str]) -> Posting:
    for name, value in changes:
        save_correction(home, POSTING, name, value, DAY)
    return corrected_posting(POSTING, read_corrections(home))


def test_it_works(tmp_path: Path) -> None:
    """A correction is kept with its day and applied with confidence 1."""
    posting = _correct(tmp_path, ("seniority", "lead"))

    assert posting.seniority.value == "lead"
    assert posting.seniority.confidence == 1.0
    assert posting.corrected == ("seniority",)
    (stored,) = read_corrections(tmp_path).values()
    assert stored.fields["seniority"].date == "2026-11-20"
    assert stored.title == "Data Scientist"


def test_other_postings_stay_as_they_are(tmp_path: Path) -> None:
    """A correction belongs to one text."""
    save_correction(tmp_path, POSTING, "seniority", "lead", DAY)
    other = read_posting("Data Scientist\nBachelor's degree required. Python.")

    assert corrected_posting(other, read_corrections(tmp_path)).corrected == ()


def test_it_holds_for_the_same_text_elsewhere(tmp_path: Path) -> None:
    """White space, case and the file's name do not matter."""
    save_correction(tmp_path, POSTING, "seniority", "lead", DAY)
    again = read_posting(POSTING.text.upper().replace(" ", "  "), "b.txt")

    assert corrected_posting(again, read_corrections(tmp_path)).seniority.value == "lead"


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("preferred_degree", "phd", "phd"),
        ("years_min", "2.5", 2.5),
        ("years_min", "none", None),
        ("role_family", "analyst", "analyst"),
        ("equivalent_experience_ok", "true", True),
        ("screen", "PhD-required", "phd-required"),
        ("minimum_degree", "masters", "masters"),
    ],
)
def test_each_field_can_be_corrected(tmp_path: Path, name: str, value: str, read: object) -> None:
    """The value is stored, read back and shown."""
    assert _correct(tmp_path, (name, value)).to_json()[name] == read


def test_skills_are_added_and_taken_away(tmp_path: Path) -> None:
    """+id adds, -id takes away; the later word on a skill wins."""
    posting = _correct(tmp_path, ("skills", "+python"), ("skills", "-sql"), ("skills", "+jax"))
    assert [skill.id for skill in posting.skills] == ["python", "jax"]

    posting = _correct(tmp_path, ("skills", "+sql"))
    assert [skill.id for skill in posting.skills] == ["python", "sql", "jax"]


@pytest.mark.parametrize(
    ("screen", "least", "equivalent"),
    [
        ("phd-required", "phd", False),
        ("masters-required", "masters", False),
        ("none-stated", "none", False),
        ("degree-preferred", "none", False),
        ("degree-or-equivalent-experience", "bachelors", True),
    ],
)
def test_a_corrected_screen_decides_the_rest(
    tmp_path: Path, screen: str, least: str, equivalent: bool
) -> None:
    """The minimum degree and the way round follow the screen, even against older corrections."""
    posting = _correct(tmp_path, ("minimum_degree", "bachelors"), ("screen", screen))

    assert posting.degree.screen.value == screen
    assert posting.degree.minimum_degree.value == least
    assert posting.degree.equivalent_experience_ok.value is equivalent


@pytest.mark.parametrize(
    ("changes", "screen"),
    [
        ([("minimum_degree", "phd")], "phd-required"),
        ([("minimum_degree", "none")], "none-stated"),
        ([("minimum_degree", "associate")], "degree-or-equivalent-experience"),
        ([("equivalent_experience_ok", "true")], "degree-or-equivalent-experience"),
        ([("equivalent_experience_ok", "false")], "bachelors-required"),
    ],
)
def test_a_corrected_degree_decides_the_screen(
    tmp_path: Path, changes: list[tuple[str, str]], screen: str
) -> None:
    """Without a corrected screen, the screen follows the degree and the equivalence."""
    assert _correct(tmp_path, *changes).degree.screen.value == screen


def test_undo(tmp_path: Path) -> None:
    """A correction can be forgotten once."""
    _correct(tmp_path, ("seniority", "lead"))
    remove_correction(tmp_path, POSTING, "seniority")

    assert read_corrections(tmp_path) == {}
    with pytest.raises(TriposError, match="there is no correction of seniority"):
        remove_correction(tmp_path, POSTING, "seniority")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("senority", "lead", "did you mean seniority"),
        ("colour", "blue", "fields: screen"),
        ("seniority", "boss", "choose intern, junior, mid"),
        ("screen", "phd", "choose phd-required"),
        ("years_min", "many", "a number from 0 to 50, or none"),
        ("years_min", "-1", "a number from 0 to 50"),
        ("years_min", "nan", "a number from 0 to 50"),
        ("equivalent_experience_ok", "maybe", "choose true, false"),
        ("skills", "sql", "need a sign"),
        ("skills", "+", "there is no skill"),
        ("skills", "+pyton", "did you mean python"),
    ],
)
def test_wrong_values_name_the_right_ones(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    """One sentence says what may be given; nothing is stored."""
    with pytest.raises(TriposError, match=sentence):
        save_correction(tmp_path, POSTING, name, value, DAY)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "content", ["- a list", "abc: 3", "abc: {fields: {seniority: {value: x}}}"]
)
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    """A file that is no corrections is refused with its name."""
    (tmp_path / FILE).write_text(content)

    with pytest.raises(ContentError, match=FILE):
        read_corrections(tmp_path)


def test_every_field_is_one_of_the_reading() -> None:
    """What can be corrected is what is shown."""
    assert set(FIELDS) <= set(POSTING.to_json())
