"""The person's own readings: made, stored, applied, undone, and always consistent."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tripos.decide.posting import (
    CHOICES,
    FIELDS,
    Corrected,
    Posting,
    corrected_posting,
    correction_rows,
    corrections_from_rows,
    parse_correction,
    read_posting,
    with_correction,
    without_correction,
)
from tripos.errors import ContentError, TriposError

DAY = dt.date(2026, 11, 20)
POSTING = read_posting("Data Scientist\nRequirements:\nBachelor's degree required. SQL.", "a.txt")


def _stored(*changes: tuple[str, str]) -> dict[str, Corrected]:
    """The corrections after one change to the posting after another, each stored and read back."""
    stored: dict[str, Corrected] = {}
    for name, value in changes:
        stored = with_correction(stored, POSTING, name, value, DAY)
        rows = json.loads(json.dumps(correction_rows(stored)))
        assert stored == corrections_from_rows(rows, "corrections")
    return stored


def _correct(*changes: tuple[str, str]) -> Posting:
    return corrected_posting(POSTING, _stored(*changes))


def test_it_works() -> None:
    """A correction is kept with its day and applied with confidence 1."""
    stored = _stored(("seniority", "lead"))
    posting = corrected_posting(POSTING, stored)

    assert posting.seniority.value == "lead"
    assert posting.seniority.confidence == 1.0
    assert posting.corrected == ("seniority",)
    (corrected,) = stored.values()
    assert corrected.fields["seniority"].date == "2026-11-20"
    assert corrected.title == "Data Scientist"


def test_what_was_stored_stays_as_it_is() -> None:
    """A change gives new corrections and leaves those it began with alone."""
    before = _stored(("seniority", "lead"))
    after = with_correction(before, POSTING, "role_family", "analyst", DAY)

    assert corrected_posting(POSTING, before).corrected == ("seniority",)
    assert corrected_posting(POSTING, after).corrected == ("seniority", "role_family")
    assert without_correction(after, POSTING, "role_family") == before


def test_other_postings_stay_as_they_are() -> None:
    """A correction belongs to one text."""
    stored = _stored(("seniority", "lead"))
    other = read_posting("Data Scientist\nBachelor's degree required. Python.")

    assert corrected_posting(other, stored).corrected == ()
    both = with_correction(stored, other, "seniority", "junior", DAY)
    assert corrected_posting(POSTING, both).seniority.value == "lead"
    assert without_correction(both, other, "seniority") == stored


def test_it_holds_for_the_same_text_elsewhere() -> None:
    """White space, case and the file's name do not matter."""
    again = read_posting(POSTING.text.upper().replace(" ", "  "), "b.txt")

    stored = _stored(("seniority", "lead"))
    assert corrected_posting(again, stored).seniority.value == "lead"


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
def test_each_field_can_be_corrected(name: str, value: str, read: object) -> None:
    """The value is stored, read back and shown."""
    assert _correct((name, value)).to_json()[name] == read


def test_skills_are_added_and_taken_away() -> None:
    """+id adds, -id takes away; the later word on a skill wins."""
    changes = [("skills", "+python"), ("skills", "-sql"), ("skills", "+jax")]
    posting = _correct(*changes)
    assert [skill.id for skill in posting.skills] == ["python", "jax"]

    posting = _correct(*changes, ("skills", "+sql"))
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
def test_a_corrected_screen_decides_the_rest(screen: str, least: str, equivalent: bool) -> None:
    """The minimum degree and the way round follow the screen, even against older corrections."""
    posting = _correct(("minimum_degree", "bachelors"), ("screen", screen))

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
def test_a_corrected_degree_decides_the_screen(changes: list[tuple[str, str]], screen: str) -> None:
    """Without a corrected screen, the screen follows the degree and the equivalence."""
    assert _correct(*changes).degree.screen.value == screen


def test_undo() -> None:
    """A correction can be forgotten once; others of the posting stay."""
    both = _stored(("seniority", "lead"), ("years_min", "3"))
    one = without_correction(both, POSTING, "seniority")

    assert corrected_posting(POSTING, one).corrected == ("years_min",)
    assert without_correction(one, POSTING, "years_min") == {}
    for stored in ({}, one):
        with pytest.raises(TriposError, match=r"a\.txt: there is no correction of seniority"):
            without_correction(stored, POSTING, "seniority")
    with pytest.raises(TriposError, match="did you mean seniority"):
        without_correction(one, POSTING, "senority")


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
def test_wrong_values_name_the_right_ones(name: str, value: str, sentence: str) -> None:
    """One sentence says what may be given."""
    with pytest.raises(TriposError, match=sentence):
        with_correction({}, POSTING, name, value, DAY)


@pytest.mark.parametrize(
    "data",
    [
        ["a list"], None, "words", {"abc": 3}, {"abc": {"title": "x"}}, {"abc": {"fields": 3}},
        {"abc": {"fields": {"seniority": {"value": "x", "date": "2026-11-20"}}}},
        {"abc": {"fields": {"seniority": {"value": "lead"}}}},
        {"abc": {"fields": {"skills": {"value": ["sql"], "date": "2026-11-20"}}}},
    ],
)  # fmt: skip
def test_a_damaged_store_is_named(data: object) -> None:
    """What is no corrections is refused with its name."""
    with pytest.raises(ContentError, match=r"^home/posting-corrections\.yaml: "):
        corrections_from_rows(data, "home/posting-corrections.yaml")


def test_every_field_is_one_of_the_reading() -> None:
    """What can be corrected is what is shown."""
    assert set(FIELDS) <= set(POSTING.to_json())


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_is_allowed(name: str) -> None:
    """What may be chosen for a field is a value of it, and shown once chosen."""
    assert set(CHOICES) <= set(FIELDS)
    for choice in CHOICES[name]:
        value = parse_correction(name, choice)

        assert str(value).lower() == choice
        assert _correct((name, choice)).to_json()[name] == value
