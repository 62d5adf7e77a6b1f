"""A person's own figures, laid over the catalogue."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tripos.catalog import (
    Catalog,
    Fact,
    facts_of,
    personal_catalog,
    remove_override,
    save_override,
)
from tripos.errors import TriposError

TODAY = dt.date(2026, 11, 22)
HOURS = "uw-ml-regression.hours"
UNKNOWN_PRICE = "dmls-book.cost.price"


@pytest.fixture
def save(home: Path, catalog: Catalog):
    """Stores the person's figure."""

    def go(path: str, value: str, source: str = "https://me.example") -> Fact:
        return save_override(home, catalog, path, value, source, TODAY)

    return go


def seen(home: Path, path: str) -> Fact:
    """The fact at `path` as the person sees it."""
    entry, name = personal_catalog(home).locate(path)
    return facts_of(entry)[name]


def test_it_works(save, home: Path, catalog: Catalog) -> None:
    """The person's figure wins, is shown as theirs, keeps the unit, and lasts."""
    before = seen(home, HOURS)
    save(HOURS, "40")

    after = seen(home, HOURS)
    assert (40, before.unit, "personal", "2026-11-22") == (
        after.value, after.unit, after.confidence, after.as_of,
    )  # fmt: skip
    assert "https://me.example" in (after.source or "")
    assert 40 != before.value


def test_can_be_removed(save, home: Path) -> None:
    """Without the person's figure the catalogue's is back; removing it twice is a mistake."""
    before = seen(home, HOURS)
    save(HOURS, "40")
    remove_override(home, HOURS)

    assert before == seen(home, HOURS)
    with pytest.raises(TriposError, match=f"there is no override of '{HOURS}'"):
        remove_override(home, HOURS)


def test_overrides_are_independent(save, home: Path) -> None:
    """One figure can be changed or removed without touching another."""
    save(HOURS, "40")
    save("coursera-plus.monthly", "49")
    save(HOURS, "41")
    remove_override(home, "coursera-plus.monthly")

    assert 41 == seen(home, HOURS).value
    assert "personal" != seen(home, "coursera-plus.monthly").confidence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("49", 49),
        ("49.5", 49.5),
        ("1,200", 1200),
        (" 49 ", 49),
        ("39..89", {"low": 39, "high": 89}),
        ("5/7/12", {"low": 5, "mode": 7, "high": 12}),
        ('{"low": 5, "mode": 7, "high": 12}', {"low": 5, "mode": 7, "high": 12}),
    ],
)
def test_forms_of_a_number(save, home: Path, text: str, value: object) -> None:
    """Numbers and ranges can be written in several ways."""
    save(HOURS, text)

    assert value == seen(home, HOURS).value


def test_words_stay_words(save, home: Path) -> None:
    """A fact that is text takes text."""
    save("uw-ml-regression.status", "withdrawn")

    assert "withdrawn" == seen(home, "uw-ml-regression.status").value


def test_unknown_price_can_be_learned(save, home: Path) -> None:
    """An unknown figure becomes known, even when it is zero."""
    assert not seen(home, UNKNOWN_PRICE).known

    save(UNKNOWN_PRICE, "0")

    assert seen(home, UNKNOWN_PRICE).known
    assert (0, 0, 0) == seen(home, UNKNOWN_PRICE).span()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-5", "'-5' is negative"),
        ("-5..3", "'-5..3' is negative"),
        ("89..39", "write the lowest figure first"),
        ("5/12/7", "write the lowest figure first"),
        ("many", "'many' is not a number or a range"),
        ("nan", "'nan' is not a number or a range"),
        ("inf", "'inf' is not a number or a range"),
        ("", "the value is empty"),
        ("   ", "the value is empty"),
        ("{low: 5}", "is not valid JSON"),
    ],
)
def test_refused_value(save, home: Path, text: str, what: str) -> None:
    """A figure that is negative or no number is refused, and nothing is stored."""
    with pytest.raises(TriposError) as caught:
        save(HOURS, text)

    assert what in str(caught.value)
    assert not home.exists()


@pytest.mark.parametrize(
    "text",
    [
        '{"low": -5, "high": 3}', '{"low": 9, "high": 3}', '{"hours": 5}', "[1, 2]",
        '{"low": "a", "high": "b"}', '{"low": 1, "high": Infinity}', '{"low": NaN, "high": 3}',
    ],
)  # fmt: skip
def test_refused_json(save, text: str) -> None:
    """A figure given as JSON must be a range of the same kind as one given in short."""
    with pytest.raises(TriposError):
        save(HOURS, text)


def test_hours_are_more_than_zero(save) -> None:
    """No course takes no time: the content files may not say so, and neither may a person."""
    with pytest.raises(TriposError):
        save(HOURS, "0")


def test_decimal_comma_is_not_a_thousands_separator(save) -> None:
    """`49,90` is refused or read as 49.90, and never as 4990."""
    try:
        fact = save("coursera-plus.monthly", "49,90")
    except TriposError:
        return
    assert 49.9 == fact.value


def test_price_must_be_a_number_even_while_unknown(save) -> None:
    """A price that nobody knows yet cannot be set to words."""
    with pytest.raises(TriposError):
        save(UNKNOWN_PRICE, "cheap")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("uw-ml-regresion.hours", "did you mean uw-ml-regression"),
        ("uw-ml-regression.hour", "did you mean hours"),
        ("uw-ml-regression", "its facts are"),
        ("nothing", "there is no catalogue entry 'nothing'"),
    ],
)
def test_unknown_path(save, path: str, hint: str) -> None:
    """A path that leads nowhere is answered with the nearest."""
    with pytest.raises(TriposError, match=hint):
        save(path, "5")


def test_source_is_needed(save) -> None:
    """A figure without a source is refused."""
    with pytest.raises(TriposError, match="a figure needs its source; add --source URL"):
        save(HOURS, "5", " ")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("", "is empty"),
        ("{", "not valid JSON"),
        ("[]", "must be a JSON object; move the file away to start anew"),
        ('{"uw-ml-regression.hours": 5}', "uw-ml-regression.hours: is not an override"),
        ('{"uw-ml-regression.hours": {"value": 5}}', "uw-ml-regression.hours: is not an override"),
        ('{"uw-ml-regression.hours": null}', "uw-ml-regression.hours: is not an override"),
    ],
)
def test_damaged_file(home: Path, damage: str, what: str) -> None:
    """A damaged file is named in one sentence with what is wrong."""
    home.mkdir()
    (home / "overrides.json").write_text(damage, encoding="utf-8")

    with pytest.raises(TriposError) as caught:
        personal_catalog(home)

    assert str(caught.value).startswith(str(home / "overrides.json"))
    assert what in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


def test_override_of_a_fact_that_is_gone(home: Path, catalog: Catalog) -> None:
    """A figure for an entry that the catalogue no longer has is left out, not an error."""
    home.mkdir()
    row = {"value": 5, "unit": "h", "source": "me", "as_of": "2025-01-01"}
    rows = {"gone.hours": row, HOURS: row}
    (home / "overrides.json").write_text(json.dumps(rows), encoding="utf-8")

    assert 5 == seen(home, HOURS).value
    assert catalog.courses.keys() == personal_catalog(home).courses.keys()


def test_home_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    """A home below a file is a sentence."""
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(TriposError, match="cannot be written"):
        save_override(tmp_path / "file" / "home", catalog, HOURS, "5", "me", TODAY)
