"""Finding entries by words and by what they teach."""

from __future__ import annotations

import pytest

from tripos.catalog import Catalog, Depth, Program, search


def found(catalog: Catalog, query: str, *competencies: str) -> list[str]:
    """The ids found, best first."""
    return [hit.entry.id for hit in search(catalog, query, competencies)]


def test_it_works(catalog: Catalog) -> None:
    """A title's words find it first, and say why."""
    hit = search(catalog, "structuring machine learning projects")[0]

    assert "ng-structuring-ml-projects" == hit.entry.id
    assert "structuring (title)" in hit.because


@pytest.mark.parametrize("query", ["Andrew Ng", "ANDREW ng", "  andrew   NG "])
def test_people_in_any_case(catalog: Catalog, query: str) -> None:
    """Instructors are found, whatever the case and spacing."""
    assert "ng-structuring-ml-projects" in found(catalog, query)


def test_all_words_count(catalog: Catalog) -> None:
    """One word that is nowhere rules an entry out."""
    assert found(catalog, "regression")
    assert [] == found(catalog, "regression xyzzy")


@pytest.mark.parametrize("query", ["", "   ", "🎓", "x" * 2000, "%", "[", "\\"])
def test_odd_queries(catalog: Catalog, query: str) -> None:
    """Nothing asked, or nonsense, finds nothing and breaks nothing."""
    assert isinstance(found(catalog, query), list)
    assert not query.strip() or len(found(catalog, query)) < len(catalog.courses)


def test_nothing_asked(catalog: Catalog) -> None:
    """An empty query without competencies finds nothing."""
    assert [] == found(catalog, "")


def test_by_competency(catalog: Catalog) -> None:
    """An entry that teaches what is asked for is found without any word."""
    hits = search(catalog, "", ["lasso"])

    assert hits
    assert all(hit.entry.covers["lasso"] >= Depth.COVERS for hit in hits)
    assert all("lasso" in hit.because for hit in hits)
    teaching = [c.id for c in catalog.courses.values() if c.covers.get("lasso", 0) >= Depth.COVERS]
    assert set(teaching) <= {hit.entry.id for hit in hits}


def test_programs_are_found(catalog: Catalog) -> None:
    """Programs are found by their institution."""
    assert any(isinstance(hit.entry, Program) for hit in search(catalog, "georgia"))


def test_same_query_same_order(catalog: Catalog) -> None:
    """Equal scores stand in a fixed order."""
    hits = search(catalog, "machine learning")

    assert sorted(hits, key=lambda hit: (-hit.score, hit.entry.id)) == hits
