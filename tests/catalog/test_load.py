"""The catalogue that ships, and what its files may not say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tripos.atlas import Atlas
from tripos.catalog import Catalog, Course, Depth, read_catalog
from tripos.catalog.check import catalog_problems
from tripos.errors import TriposError

SPECIAL = (
    "ng-structuring-ml-projects",
    "michigan-applied-ml-python",
    "google-production-ml-systems",
    "uw-ml-regression",
    "uw-ml-classification",
    "lazyprogrammer-cluster-analysis",
)


def fact(value: object, unit: str | None = None) -> dict[str, object]:
    """A fact as a content file writes it."""
    return {
        "value": value, "unit": unit, "source": "page", "as_of": "2026-05",
        "confidence": "published",
    }  # fmt: skip


COURSE = {
    "id": "tiny", "title": "A tiny course", "kind": "course",
    "hours": fact(5, "h"), "cost": {"model": "free", "price": fact(0, "USD")},
    "topics": [{"topic": "Ridge", "teaches": {"ridge-regression": "covers"}}],
}  # fmt: skip


@pytest.fixture
def read(tmp_path: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch):
    """Reads a catalogue whose one provider has the given courses."""
    monkeypatch.setenv("TRIPOS_CACHE", str(tmp_path / "cache"))

    def go(*courses: dict[str, object]) -> Catalog:
        folder = tmp_path / "catalog"
        (folder / "providers").mkdir(parents=True)
        files = {
            "sources.yaml": {"sources": {"page": {"title": "A page"}}},
            "providers/me.yaml": {"provider": "me", "name": "Me", "courses": list(courses)},
        }
        for name, data in files.items():
            (folder / name).write_text(yaml.safe_dump(data), encoding="utf-8")
        return read_catalog(folder, atlas)

    return go


def test_it_works(catalog: Catalog) -> None:
    """All 40 programs and 219 courses load, and no rule is broken."""
    assert (40, 219) == (len(catalog.programs), len(catalog.courses))
    assert [] == list(catalog_problems())


def test_each_course_teaches_something(catalog: Catalog, atlas: Atlas) -> None:
    """Each course covers competencies that exist."""
    for course in catalog.courses.values():
        assert course.covers, course.id
        assert set(course.covers) <= set(atlas), course.id


def test_each_course_has_hours_and_a_cost(catalog: Catalog) -> None:
    """Hours are a positive range, and a paid course has a price, a product or an assumption."""
    for course in catalog.courses.values():
        low, mode, high = course.facts["hours"].span() or (0, 0, 0)
        cost = course.cost
        assert 0 < low <= mode <= high, course.id
        assert cost.price is not None or cost.product in catalog.products, course.id


def test_free_courses_cost_nothing(catalog: Catalog) -> None:
    """What is called free has the price zero, not an unknown one."""
    free = [course for course in catalog.courses.values() if course.cost.model == "free"]

    assert free
    assert [] == [c.id for c in free if c.cost.price is None or c.cost.price.value != 0]


def test_each_program_says_what_is_known(catalog: Catalog) -> None:
    """Programs have facts and a country; a list of courses has a source."""
    for program in catalog.programs.values():
        assert program.facts, program.id
        assert program.country, program.id
        if program.courses:
            assert program.course_list["source"], program.id


@pytest.mark.parametrize("key", SPECIAL)
def test_special_courses_are_mapped_module_by_module(catalog: Catalog, key: str) -> None:
    """The six courses of special interest say when and why, and what each module teaches."""
    course = catalog.courses[key]

    assert course.when
    assert course.why
    assert 2 <= len(course.modules)
    assert all(module.title and module.topics for module in course.modules)
    assert 2 <= sum(bool(module.teaches) for module in course.modules)
    taught = {one for module in course.modules for one in module.teaches}
    assert taught <= set(course.covers)


@pytest.mark.parametrize(
    ("key", "taught"),
    [
        ("ng-structuring-ml-projects", "orthogonalisation"),
        ("michigan-applied-ml-python", "confusion-matrix-metrics"),
        ("google-production-ml-systems", "training-serving-skew"),
        ("uw-ml-regression", "ridge-regression"),
        ("uw-ml-classification", "logistic-regression"),
        ("lazyprogrammer-cluster-analysis", "k-means"),
    ],
)
def test_special_courses_teach_their_subject(catalog: Catalog, key: str, taught: str) -> None:
    """Some module of each of the six teaches what the course is known for."""
    depths = [module.teaches.get(taught, 0) for module in catalog.courses[key].modules]

    assert Depth.INTRODUCES <= max(depths)


def test_small_catalog(read) -> None:
    """A row becomes a course with its coverage."""
    course: Course = read(COURSE).courses["tiny"]

    assert {"ridge-regression": Depth.COVERS} == course.covers
    assert ("en", ("video",), "none") == (course.language, course.formats, course.cost.billing)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"hours": 5}, "tiny: hours: must be a fact; give value, source, as_of and confidence"),
        ({"hours": fact("long")}, "tiny: hours: needs 0 < low <= mode <= high hours"),
        ({"hours": fact(0)}, "tiny: hours: needs 0 < low <= mode <= high hours"),
        ({"hours": fact({"low": 9, "high": 3})}, "tiny: hours: needs 0 < low <= mode <= high"),
        ({"hours": fact(5) | {"source": None}}, "tiny: hours: a fact needs a source"),
        ({"kind": "curse"}, "tiny: kind: 'curse' is none of course"),
        ({"hours_basis": "guess"}, "tiny: hours_basis: 'guess' is none of platform"),
        ({"cost": {"model": "gratis"}}, "tiny: cost: model: 'gratis' is none of free"),
        ({"cost": {"model": "one-off"}}, "tiny: cost: needs a price; write an unknown fact"),
        ({"cost": {"model": "subscription"}}, "tiny: cost: a subscription must name its product"),
        (
            {"cost": {"model": "subscription", "product": "plus"}},
            "tiny: there is no product 'plus'",
        ),
        (
            {"topics": [{"topic": "x", "teaches": {"ridge-regresion": "covers"}}]},
            "there is no competency 'ridge-regresion'; did you mean ridge-regression",
        ),
        ({"topics": [{"topic": "x", "teaches": {"lasso": "cover"}}]}, "lasso: 'cover' is none of"),
        ({"requires": [["laso"]]}, "requires: there is no competency 'laso'; did you mean lasso"),
        ({"requires": [["course:tinny"]]}, "there is no course 'tinny'; did you mean tiny?"),
        ({"part_of": "whole"}, "tiny: there is no course 'whole'"),
    ],
)
def test_wrong_course(read, change: dict[str, object], what: str) -> None:
    """A course that breaks a rule is refused with its id, its field and the remedy."""
    with pytest.raises(TriposError) as caught:
        read(COURSE | change)

    assert what in str(caught.value)


@pytest.mark.parametrize("field", ["title", "kind", "hours", "cost", "topics"])
def test_missing_field(read, field: str) -> None:
    """A course without a needed field is refused."""
    with pytest.raises(TriposError, match=f"tiny: the field '{field}' is missing"):
        read({key: value for key, value in COURSE.items() if key != field})


def test_id_stands_twice(read) -> None:
    """An id belongs to one entry."""
    with pytest.raises(TriposError, match="tiny: the id stands twice"):
        read(COURSE, COURSE)
