"""Facts in words, the same on every page."""

from __future__ import annotations

import datetime as dt

import pytest

from tripos.catalog import CONFIDENCES, Catalog, Fact, Source, make_override
from tripos.content import Json
from tripos.show.facts import (
    age_in_words,
    confidence_in_words,
    field_in_words,
    source_page,
    value_as_typed,
    value_in_words,
    value_parts,
)

TODAY = dt.date(2026, 11, 22)


def fact(value: Json, unit: str | None = None, as_of: str | None = "2026-05-01") -> Fact:
    """A fact with this value."""
    return Fact(value, unit, (), as_of, "published" if value is not None else "unknown")


def test_it_works() -> None:
    """A range is read out with its most likely value and its unit."""
    assert "5 to 12, mostly 7 h" == value_in_words(fact({"low": 5, "mode": 7, "high": 12}, "h"))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "USD", "unknown"),
        (0, "USD", "0 USD"),
        (True, None, "yes"),
        (1478, "USD", "1,478 USD"),
        (1, "months", "1 month"),
        (0.0513, "share of registrations", "5.13% of registrations"),
        (0.5, "share", "50%"),
        ({"low": 1.2, "mode": 1.6, "high": 2.5}, "ratio", "1.2 to 2.5, mostly 1.6 times"),
        ({"low": 16, "mode": 16, "high": 16}, "weeks", "16 weeks"),
        ({"low": 39, "high": 89}, "USD", "39 to 89 USD"),
        ({"min": 16, "typical": 18, "max": 20}, "months", "16 to 20, mostly 18 months"),
        ({"min": 5400, "max": 8000, "currency": "USD", "basis": "fees included"}, "USD",
         "5,400 to 8,000 USD (fees included)"),
        ({"count": 30, "unit": "credits"}, None, "30 credits"),
        ({"value": 4.49, "count": 42}, "of 5", "4.49 of 5, by 42"),
        ({"enrolled_or_graduated": 0.68, "year": 2022}, None,
         "enrolled or graduated: 0.68; year: 2022"),
        (["data_structures", "TOEFL or IELTS"], None, "data structures, TOEFL or IELTS"),
        ([], None, "none"),
        ("no letters_of_reference needed", None, "no letters_of_reference needed"),
    ],
)  # fmt: skip
def test_values_are_read_out(value: Json, unit: str | None, words: str) -> None:
    """Each kind of value has its words; unknown is not zero."""
    assert words == value_in_words(fact(value, unit))


def test_months_of_intake_have_names() -> None:
    """Months of the year are named, as numbers would be taken for a count."""
    assert "January, August" == value_in_words(fact([1, 8]), "terms.intake_months")


def test_every_fact_of_the_catalogue_can_be_said(catalog: Catalog) -> None:
    """Nothing that ships is shown as Python or JSON, and every field has a name."""
    for ref in catalog.facts():
        words = value_in_words(ref.fact, ref.field)

        assert words
        assert not any(mark in words for mark in ("{", "[{", "None", "True", "':")), ref.path
        assert "_" not in field_in_words(ref.field)


def test_parts_of_a_map_are_named() -> None:
    """A map of figures can be shown as a list of names and values; a range cannot."""
    assert (("omscs", "55%"), ("campus", "15%")) == value_parts(
        fact({"omscs": 0.55, "campus": 0.15}, "share")
    )
    assert () == value_parts(fact({"low": 1, "high": 2}))
    assert (("Statisticians", "mean 112,330"),) == value_parts(
        fact([{"title": "Statisticians", "mean": 112330}])
    )


@pytest.mark.parametrize(
    ("as_of", "words"),
    [("2026-11-10", "less than a month old"), ("2026-10-01", "1 month old"),
     ("2026-05-01", "6 months old"), ("2020", "5 years old"), ("undated", "no date"),
     (None, "no date")],
)  # fmt: skip
def test_ages_are_read_out(as_of: str | None, words: str) -> None:
    """Ages are in months up to two years, then in years; no date is said to be none."""
    assert words == age_in_words(fact(1, as_of=as_of), TODAY)


def test_every_confidence_is_explained() -> None:
    """Each degree of confidence has its sentence."""
    sentences = {confidence_in_words(one) for one in CONFIDENCES}

    assert len(CONFIDENCES) == len(sentences)


@pytest.mark.parametrize(
    "path",
    ["gatech-omscs-ml.terms.price", "gatech-omscs-ml.terms.full_time_only",
     "uw-ml-regression.hours", "gatech-omscs-ml.terms.intake_months",
     "coursera-plus.specialization_monthly",
     "gatech-omscs-ml.terms.award", "finish-course.value", "section-127.value"],
)  # fmt: skip
def test_what_is_typed_is_what_is_meant(catalog: Catalog, path: str) -> None:
    """A value typed as it is offered for editing is the same value again."""
    entry, _, name = path.partition(".")
    ref = next(one for one in catalog.facts() if one.entry == entry and one.field == name)
    again = make_override(catalog, path, value_as_typed(ref.fact.value), "the same", TODAY)

    assert ref.fact.value == again.value


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://github.com/omshub/data : static/x.json (commit 2)",
         "https://github.com/omshub/data"),
        ("GitHub notes quoting https://example.org/a", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)  # fmt: skip
def test_only_addresses_become_links(url: str | None, page: str | None) -> None:
    """A source is linked where its address is one; a page that it only quotes is not the source."""
    assert page == source_page(Source("a", "A", url))
