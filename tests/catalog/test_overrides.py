"""A person's own figures, checked against the catalogue and laid over it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tripos.catalog import (
    Catalog,
    Fact,
    facts_of,
    make_override,
    override_rows,
    overrides_from_rows,
    personal_catalog,
)
from tripos.catalog.overrides import with_overrides
from tripos.errors import ContentError, TriposError

TODAY = dt.date(2026, 11, 22)
HOURS = "uw-ml-regression.hours"
UNKNOWN_PRICE = "dmls-book.cost.price"


@pytest.fixture
def own(catalog: Catalog):
    """Makes the person's figure."""

    def go(path: str, value: str, source: str = "https://me.example") -> Fact:
        return make_override(catalog, path, value, source, TODAY)

    return go


def seen(overrides: dict[str, Fact], path: str) -> Fact:
    """The fact at `path` as the person sees it."""
    entry, name = personal_catalog([], overrides).locate(path)
    return facts_of(entry)[name]


def test_it_works(own, catalog: Catalog) -> None:
    """The person's figure wins, is shown as theirs, and keeps the unit."""
    before = seen({}, HOURS)

    after = seen({HOURS: own(HOURS, "40")}, HOURS)
    assert (40, before.unit, "personal", "2026-11-22") == (
        after.value, after.unit, after.confidence, after.as_of,
    )  # fmt: skip
    assert "https://me.example" in (after.source or "")
    assert 40 != before.value
    assert before == seen({}, HOURS)


def test_stored_form_lasts(own) -> None:
    """What is stored as JSON reads back as the same figures, in order of their paths."""
    figures = {
        HOURS: own(HOURS, "39..89"),
        UNKNOWN_PRICE: own(UNKNOWN_PRICE, "0"),
        "coursera-plus.monthly": own("coursera-plus.monthly", "49"),
    }
    rows = override_rows(figures)

    assert sorted(figures) == list(rows)
    assert {"value": {"low": 39, "high": 89}, "unit": "h", "source": "https://me.example",
            "as_of": "2026-11-22"} == rows[HOURS]  # fmt: skip
    assert figures == overrides_from_rows(json.loads(json.dumps(rows)), "own figures")


def test_overrides_are_independent(own, catalog: Catalog) -> None:
    """Figures of several entries, and several of one, all hold; the rest stays."""
    paths = [HOURS, "uw-ml-regression.status", "coursera-plus.monthly", UNKNOWN_PRICE]
    values = ["41", "withdrawn", "49", "12"]
    figures = {path: own(path, value) for path, value in zip(paths, values, strict=True)}

    assert [41, "withdrawn", 49, 12] == [seen(figures, path).value for path in paths]
    del figures["coursera-plus.monthly"]
    assert [41, "withdrawn", 12] == [seen(figures, path).value for path in figures]
    changed = {ref.path for ref in personal_catalog([], figures).facts()
               if ref.fact.confidence == "personal"}  # fmt: skip
    assert set(figures) == changed


def test_the_later_figure_wins(own) -> None:
    """A figure can be set again over one's own."""
    mine = personal_catalog([], {HOURS: own(HOURS, "40")})

    again = make_override(mine, HOURS, "41", "me", TODAY)
    assert 41 == seen({HOURS: again}, HOURS).value


def test_many_overrides_build_one_catalogue(
    own, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred figures cost hardly more than one; none cost nothing."""
    figures = {f"{key}.hours": own(f"{key}.hours", "40") for key in list(catalog.courses)[:100]}
    built = []
    monkeypatch.setattr(Catalog, "_check_links", lambda self, course: built.append(course.id))

    assert 100 == len(figures)
    laid_over = with_overrides(catalog, figures)
    assert len(catalog.courses) == len(built)
    assert {40} == {laid_over.courses[path.split(".")[0]].facts["hours"].value for path in figures}
    assert catalog is with_overrides(catalog, {})


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
def test_forms_of_a_number(own, text: str, value: object) -> None:
    """Numbers and ranges can be written in several ways."""
    assert value == seen({HOURS: own(HOURS, text)}, HOURS).value


def test_words_stay_words(own) -> None:
    """A fact that is text takes text."""
    assert "withdrawn" == own("uw-ml-regression.status", "withdrawn").value


def test_unknown_price_can_be_learned(own) -> None:
    """An unknown figure becomes known, even when it is zero."""
    assert not seen({}, UNKNOWN_PRICE).known

    learned = seen({UNKNOWN_PRICE: own(UNKNOWN_PRICE, "0")}, UNKNOWN_PRICE)

    assert learned.known
    assert (0, 0, 0) == learned.span()


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
def test_refused_value(own, text: str, what: str) -> None:
    """A figure that is negative or no number is refused."""
    with pytest.raises(TriposError) as caught:
        own(HOURS, text)

    assert what in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"low": -5, "high": 3}', '{"low": 9, "high": 3}', '{"hours": 5}', "[1, 2]",
        '{"low": "a", "high": "b"}', '{"low": 1, "high": Infinity}', '{"low": NaN, "high": 3}',
        '{"low": 1, "high": 1e999}', '{"low": 1, "high": 1' + "0" * 400 + "}", "[" * 100_000,
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_refused_json(own, text: str) -> None:
    """A figure given as JSON must be a range of the same kind as one given in short."""
    with pytest.raises(TriposError):
        own(HOURS, text)


def test_hours_are_more_than_zero(own) -> None:
    """No course takes no time: the content files may not say so, and neither may a person."""
    with pytest.raises(TriposError):
        own(HOURS, "0")


def test_decimal_comma_is_not_a_thousands_separator(own) -> None:
    """`49,90` is refused or read as 49.90, and never as 4990."""
    try:
        fact = own("coursera-plus.monthly", "49,90")
    except TriposError:
        return
    assert 49.9 == fact.value


def test_price_must_be_a_number_even_while_unknown(own) -> None:
    """A price that nobody knows yet cannot be set to words."""
    with pytest.raises(TriposError):
        own(UNKNOWN_PRICE, "cheap")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("uw-ml-regresion.hours", "did you mean uw-ml-regression"),
        ("uw-ml-regression.hour", "did you mean hours"),
        ("uw-ml-regression", "its facts are"),
        ("nothing", "there is no catalogue entry 'nothing'"),
    ],
)
def test_unknown_path(own, path: str, hint: str) -> None:
    """A path that leads nowhere is answered with the nearest."""
    with pytest.raises(TriposError, match=hint):
        own(path, "5")


def test_source_is_needed(own) -> None:
    """A figure without a source is refused."""
    with pytest.raises(TriposError, match="a figure needs its source; add --source URL"):
        own(HOURS, "5", " ")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ([], "must be a JSON object; move the file away to start anew"),
        (None, "must be a JSON object; move the file away to start anew"),
        ({HOURS: 5}, f"{HOURS}: is not an override"),
        ({HOURS: {"value": 5}}, f"{HOURS}: is not an override"),
        ({HOURS: None}, f"{HOURS}: is not an override"),
    ],
)
def test_damaged_store(damage: object, what: str) -> None:
    """A damaged store is named in one sentence with what is wrong."""
    with pytest.raises(ContentError) as caught:
        overrides_from_rows(damage, "home/overrides.json")

    assert str(caught.value).startswith("home/overrides.json: ")
    assert what in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


def test_override_of_a_fact_that_is_gone(catalog: Catalog) -> None:
    """A figure for what the catalogue no longer has is left out, not an error."""
    row = {"value": 5, "unit": "h", "source": "me", "as_of": "2025-01-01"}
    rows = {"gone.hours": row, "uw-ml-regression.gone": row, "uw-ml-regression": row, HOURS: row}
    overrides = overrides_from_rows(rows, "own figures")

    assert 5 == seen(overrides, HOURS).value
    mine = personal_catalog([], overrides)
    assert catalog.courses.keys() == mine.courses.keys()
    assert (
        facts_of(catalog.courses["uw-ml-regression"]).keys()
        == facts_of(mine.courses["uw-ml-regression"]).keys()
    )


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("gatech-omscs-ml.terms.full_time_only", "yes", True),
        ("gatech-omscs-ml.terms.full_time_only", "False", False),
        ("cuboulder-msai-coursera.terms.full_time_only", "no", False),
        ("gatech-omscs-ml.terms.intake_months", "1, 8", [1, 8]),
        ("bellevue-msds.terms.intake_months", "1; 9", [1, 9]),
        ("cmu-mcds.admission.prerequisites", "algebra; two, or three, courses",
         ["algebra", "two, or three, courses"]),
    ],
)  # fmt: skip
def test_answers_and_lists_keep_their_shape(
    catalog: Catalog, path: str, text: str, value: object
) -> None:
    """What is yes or no stays so, and a list stays a list, also where nothing was known before."""
    fact = make_override(catalog, path, text, "asked them", TODAY)

    assert value == fact.value


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("gatech-omscs-ml.terms.full_time_only", "maybe", "'maybe' is neither yes nor no"),
        ("gatech-omscs-ml.terms.intake_months", "May", "'May' is not a list of figures such as"),
    ],
)
def test_other_answers_are_refused(catalog: Catalog, path: str, text: str, sentence: str) -> None:
    """Words where yes, no or figures are needed are refused."""
    with pytest.raises(TriposError, match=sentence):
        make_override(catalog, path, text, "asked them", TODAY)


def test_an_unknown_figure_takes_the_unit_of_its_kind(catalog: Catalog) -> None:
    """Where nothing was known, a figure is in the unit that all others of its name are in."""
    fact = make_override(catalog, "bellevue-msds.terms.price", "12000", "asked them", TODAY)

    assert (12000, "USD") == (fact.value, fact.unit)
