"""Which facts to verify first."""

from __future__ import annotations

import datetime as dt

import pytest

from tripos.catalog import Catalog, parse_age, stale_facts
from tripos.catalog.fact import personal_fact
from tripos.errors import TriposError

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "months"),
    [("12", 12), ("12m", 12), ("18 months", 18), ("1 month", 1), ("2y", 24), ("2 Years", 24),
     (" 0m ", 0)],
)  # fmt: skip
def test_age(text: str, months: int) -> None:
    """Ages are written in months or years."""
    assert months == parse_age(text)


@pytest.mark.parametrize("text", ["", "m", "-3m", "1.5y", "3 weeks", "soon", "9999m"])
def test_wrong_age(text: str) -> None:
    """What is no age is refused with an example."""
    with pytest.raises(TriposError, match="is not an age; write months or years, such as 12m"):
        parse_age(text)


def test_it_works(catalog: Catalog) -> None:
    """Facts older than asked for, or undated, come with the most consequential first."""
    found = stale_facts(catalog, TODAY, 12)

    assert found
    assert all(item.months is None or item.months > 12 for item in found)
    assert all(item.ref.fact.known for item in found)
    scores = [item.score for item in found]
    assert sorted(scores, reverse=True) == scores
    assert all(0 <= score <= 1 for score in scores)


def test_longer_ages_find_less(catalog: Catalog) -> None:
    """The older a fact must be, the fewer there are."""
    counts = [len(stale_facts(catalog, TODAY, months)) for months in (0, 12, 36, 120)]

    assert sorted(counts, reverse=True) == counts
    assert counts[-1] < counts[0]


def test_unknown_facts_on_request(catalog: Catalog) -> None:
    """Unknown facts are listed only when asked for, and then all of them."""
    plain = {item.ref.path for item in stale_facts(catalog, TODAY)}
    every = {item.ref.path for item in stale_facts(catalog, TODAY, unknown=True)}

    assert {ref.path for ref in catalog.facts() if not ref.fact.known} == every - plain
    assert plain < every


def test_verified_fact_is_no_longer_stale(catalog: Catalog) -> None:
    """What the person verified today leaves the list, and comes back when it is old."""
    first = stale_facts(catalog, TODAY)[0].ref.path
    verified = catalog.with_fact(first, personal_fact(1, None, "me", str(TODAY)))

    assert first not in {item.ref.path for item in stale_facts(verified, TODAY)}
    later = TODAY.replace(year=2029)
    assert first in {item.ref.path for item in stale_facts(verified, later)}


def test_prices_of_everything_come_before_ratings(catalog: Catalog) -> None:
    """A wrong subscription price misleads more than a wrong rating."""
    long_ago = personal_fact(1, None, "me", "2010")
    old = catalog.with_fact("coursera-plus.monthly", long_ago).with_fact(
        "uw-ml-regression.rating", long_ago
    )
    order = [item.ref.path for item in stale_facts(old, TODAY)]

    assert order.index("coursera-plus.monthly") < order.index("uw-ml-regression.rating")
