"""The catalogue as one value that can be asked."""

from __future__ import annotations

import pytest

from tripos.catalog import Catalog, Depth, facts_of, union
from tripos.catalog.fact import personal_fact
from tripos.errors import TriposError, UnknownIdError

MINE = personal_fact(99, "h", "me", "2026-11-22")


def test_it_works(catalog: Catalog) -> None:
    """An entry is found by its id, whatever its kind."""
    for key in ("uw-ml-regression", "coursera-plus", "hour-value", next(iter(catalog.programs))):
        assert key == catalog.find(f" {key} ").id


def test_misspelt_entry(catalog: Catalog) -> None:
    """A misspelt id is answered with the nearest ones."""
    with pytest.raises(UnknownIdError, match="there is no catalogue entry 'uw-ml-regresion'; did"):
        catalog.find("uw-ml-regresion")
    with pytest.raises(UnknownIdError, match=r"^me: there is no course 'cs22'; did you mean cs22"):
        catalog.course("cs22", "me")


def test_a_program_is_not_a_course(catalog: Catalog) -> None:
    """Where a course is needed a program's id is unknown."""
    with pytest.raises(UnknownIdError):
        catalog.course(next(iter(catalog.programs)))


def test_facts_have_paths(catalog: Catalog) -> None:
    """Each fact's path leads back to it."""
    refs = list(catalog.facts())

    assert len(refs) == len({ref.path for ref in refs})
    for ref in refs:
        entry, name = catalog.locate(ref.path)
        assert (ref.entry, ref.field) == (entry.id, name)
        assert ref.fact == facts_of(entry)[name]


@pytest.mark.parametrize(
    "path", ["uw-ml-regression.hours", "coursera-plus.monthly", "hour-value.value"]
)
def test_replaced_fact(catalog: Catalog, path: str) -> None:
    """A replaced fact is the only change, and the old catalogue keeps its own."""
    changed = catalog.with_fact(path, MINE)

    differs = [
        new.path
        for old, new in zip(catalog.facts(), changed.facts(), strict=True)
        if old.fact != new.fact
    ]
    assert [path] == differs


def test_replaced_cost(catalog: Catalog) -> None:
    """Prices and certificates inside a course's cost can be replaced too."""
    found = {ref.field: ref.path for ref in catalog.facts() if ref.field.startswith("cost.")}

    assert {"cost.price", "cost.certificate"} == set(found)
    for path in found.values():
        entry, name = catalog.with_fact(path, MINE).locate(path)
        assert MINE == facts_of(entry)[name]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("uw-ml-regression.hour", "has no fact 'hour'; did you mean hours"),
        ("uw-ml-regression.zzz", "has no fact 'zzz'; its facts are url, status, hours"),
        ("uw-ml-regression", "has no fact ''; its facts are url"),
        ("uw-ml-regressio.hours", "did you mean uw-ml-regression"),
        ("", "there is no catalogue entry ''"),
        (".", "there is no catalogue entry ''"),
    ],
)
def test_path_that_leads_nowhere(catalog: Catalog, path: str, hint: str) -> None:
    """A path that leads nowhere is answered with the nearest field or entry."""
    with pytest.raises(TriposError, match=hint):
        catalog.locate(path)


def test_members(catalog: Catalog) -> None:
    """A specialisation knows its courses, and they know it."""
    assert "ng-structuring-ml-projects" in catalog.members["ng-deep-learning-specialization"]
    for whole, parts in catalog.members.items():
        assert whole in catalog.courses
        assert {whole} == {catalog.courses[part].part_of for part in parts}


def test_assumption_is_a_range(catalog: Catalog) -> None:
    """Each assumption is low, most likely and high, in this order."""
    for key in catalog.assumptions:
        low, mode, high = catalog.assumption(key)
        assert low <= mode <= high, key


def test_added_course_must_have_a_free_id(catalog: Catalog) -> None:
    """A course cannot be added under an id that is taken."""
    with pytest.raises(TriposError, match="stands twice"):
        catalog.with_courses([catalog.courses["uw-ml-regression"]])


def test_union_keeps_the_greatest_depth() -> None:
    """Of several depths the greatest counts."""
    parts = [{"a": Depth.COVERS}, {"a": Depth.INTRODUCES, "b": Depth.MASTERS}]

    assert {"a": Depth.COVERS, "b": Depth.MASTERS} == union(parts)
    assert {} == union([])
