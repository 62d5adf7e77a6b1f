"""Facts: values that cannot exist without a source, a date and a confidence."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripos.catalog import CONFIDENCES, Catalog, Fact, Source
from tripos.catalog.fact import personal_fact, read_fact
from tripos.errors import ContentError

SOURCES = {"page": Source("page", "A page", "https://example.org"), "paper": Source("paper", "P.")}
PRICE = {"value": 49, "unit": "USD", "source": "page", "as_of": "2026-05", "confidence": "recalled"}


def read(**change: object) -> Fact:
    """The price with some fields changed."""
    return read_fact(PRICE | change, SOURCES, "file: entry: price")


def dated(as_of: str | None) -> Fact:
    """A fact of which only the date matters."""
    return Fact(1, None, (), as_of, "published")


def valued(value: object) -> Fact:
    """A fact of which only the value matters."""
    return Fact(value, None, (), "2026", "published")  # type: ignore[arg-type]


def test_it_works() -> None:
    """A fact keeps value, unit, source, date and confidence."""
    assert {
        "value": 49, "unit": "USD", "source": "A page <https://example.org>",
        "as_of": "2026-05", "confidence": "recalled",
    } == read().to_json()  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"source": None}, "a fact needs a source; name one of sources.yaml"),
        ({"source": []}, "a fact needs a source"),
        ({"source": "pge"}, "source: there is no source 'pge' in sources.yaml"),
        ({"source": ["page", "pge"]}, "source: there is no source 'pge' in sources.yaml"),
        ({"as_of": None}, "a fact needs a date; give as_of"),
        ({"as_of": ""}, "a fact needs a date; give as_of"),
        ({"confidence": None}, "confidence: 'None' is none of published, secondary"),
        ({"confidence": "sure"}, "confidence: 'sure' is none of published, secondary"),
        ({"confidence": "unknown"}, "a null value and the confidence 'unknown' belong together"),
        ({"value": None}, "a null value and the confidence 'unknown' belong together"),
        ({"as_off": "2026"}, "a fact has no field 'as_off'"),
    ],
)
def test_fact_without_provenance(change: dict[str, object], what: str) -> None:
    """A fact without source, date or confidence cannot be read; the message says where."""
    with pytest.raises(ContentError) as caught:
        read(**change)

    assert str(caught.value).startswith("file: entry: price")
    assert what in str(caught.value)


@pytest.mark.parametrize("data", [49, "49", None, [49], {}, {"source": "page"}])
def test_bare_value_is_not_a_fact(data: object) -> None:
    """A bare number or an empty mapping is not a fact."""
    with pytest.raises(ContentError):
        read_fact(data, SOURCES, "here")


def test_unknown_is_not_zero() -> None:
    """Null means unknown: no value, no span; zero is a value."""
    unknown = read(value=None, confidence="unknown", source=None, as_of=None)
    zero = read(value=0)

    assert not unknown.known
    assert unknown.span() is None
    assert unknown.to_json()["value"] is None
    assert zero.known
    assert (0.0, 0.0, 0.0) == zero.span()


@pytest.mark.parametrize(
    ("value", "span"),
    [
        (5, (5, 5, 5)),
        (2.5, (2.5, 2.5, 2.5)),
        ({"low": 39, "high": 89}, (39, 64, 89)),
        ({"low": 5, "mode": 7, "high": 12}, (5, 7, 12)),
        ({"min": 1, "typical": 2, "max": 9}, (1, 2, 9)),
        ({"low": 5}, None),
        ({"value": 4.8, "count": 10}, None),
        ("about 5", None),
        ([1, 2], None),
        (True, None),
        (None, None),
    ],
)
def test_span(value: object, span: tuple[float, float, float] | None) -> None:
    """Numbers and numeric ranges have a span; words, lists and truth values have none."""
    assert span == valued(value).span()


@pytest.mark.parametrize(
    ("as_of", "latest"),
    [
        ("2024", dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 29)),
        ("2023-12", dt.date(2023, 12, 31)),
        ("2025-03-24", dt.date(2025, 3, 24)),
        ("~2026", dt.date(2026, 12, 31)),
        ("2017-11-08, again 2020-05", dt.date(2020, 5, 31)),
        ("undated, before 2023", dt.date(2023, 12, 31)),
        ("2025-13", None),
        ("2025-02-30", None),
        ("undated", None),
        ("", None),
        (None, None),
    ],
)
def test_latest_date(as_of: str | None, latest: dt.date | None) -> None:
    """The newest date counts, taken at its end; what is no date is none."""
    assert latest == dated(as_of).latest_date()


def test_age() -> None:
    """Age is counted in months, never below zero, and is unknown without a date."""
    today = dt.date(2026, 11, 22)

    assert pytest.approx(12, abs=0.05) == dated("2025-11-22").age_months(today)
    assert 0 == dated("2026").age_months(today)
    assert dated("some day").age_months(today) is None


@given(
    value=st.one_of(
        st.none(),
        st.integers(0, 10**9),
        st.floats(0, 1e6),
        st.text(min_size=1),
        st.fixed_dictionaries({"low": st.integers(0, 9), "high": st.integers(10, 99)}),
    ),
    confidence=st.sampled_from([name for name in CONFIDENCES if name != "unknown"]),
    several=st.booleans(),
)
def test_round_trip(value: object, confidence: str, several: bool) -> None:
    """What is written as a fact comes back in its JSON form, through text and all."""
    fact = read(
        value=value,
        confidence="unknown" if value is None else confidence,
        source=["page", "paper"] if several else "page",
    )
    found = json.loads(json.dumps(fact.to_json()))

    assert value == found["value"]
    assert ("unknown" if value is None else confidence) == found["confidence"]
    assert "A page <https://example.org>" + ("; P." if several else "") == found["source"]
    assert ("USD", "2026-05") == (found["unit"], found["as_of"])


def test_personal_fact() -> None:
    """A figure that a person verified is shown as theirs."""
    fact = personal_fact(59, "USD", "https://me.example", "2026-11-22")

    assert ("personal", "https://me.example <https://me.example>") == (
        fact.confidence, fact.source,
    )  # fmt: skip


def test_every_shipped_fact_has_its_provenance(catalog: Catalog) -> None:
    """Each known fact of the catalogue has source, date and confidence; unknown ones no value."""
    facts = list(catalog.facts())

    assert 2000 < len(facts)
    bare = [
        ref.path
        for ref in facts
        if ref.fact.known and not (ref.fact.sources and ref.fact.as_of and ref.fact.confidence)
    ]
    assert [] == bare
    assert [] == [r.path for r in facts if r.fact.known == (r.fact.confidence == "unknown")]
