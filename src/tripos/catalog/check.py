"""Proves that the catalogue's data are complete enough to plan and decide with."""

from __future__ import annotations

from collections.abc import Iterator

from tripos.catalog.catalog import Catalog
from tripos.catalog.load import load_catalog
from tripos.catalog.model import Course, Depth
from tripos.errors import TriposError

# What the planner looks up; each must exist as an assumption, open to override.
ASSUMPTIONS = (
    "platform-hours-scale", "self-study-scale", "top-up-share", "least-study-share",
    "switching-hours", "format-mismatch", "milestone-hours", "certificate-price",
    "self-study-aversion", "hour-value",
)  # fmt: skip


def catalog_problems() -> Iterator[str]:
    """Every broken rule of the catalogue that ships, as a sentence with place and remedy."""
    try:
        catalog = load_catalog()
    except TriposError as error:
        yield str(error)
        return
    for key in ASSUMPTIONS:
        if key not in catalog.assumptions:
            yield f"assumptions.yaml: {key} is missing; the planner needs it"
    for course in catalog.courses.values():
        place = f"providers/{course.provider}.yaml: {course.id}"
        yield from (f"{place}: {problem}" for problem in _problems(course))
    yield from _missing_sources(catalog)


def _problems(course: Course) -> Iterator[str]:
    covers = course.covers
    if not covers:
        yield "topics: none is mapped to a competency; add `teaches`"
    for group in course.requires:
        taught = [key for key in group if covers.get(key, 0) >= Depth.COVERS]
        if taught:
            yield f"requires: {taught[0]} is taught by the course itself; remove one of the two"
    cost = course.cost
    unknown = cost.price is not None and not cost.price.known
    if cost.model == "one-off" and unknown and not cost.assumed:
        yield "cost: an unknown price needs `assumed`, the assumption to plan with"
    if course.id == course.part_of:
        yield "part_of: names the course itself"


def _missing_sources(catalog: Catalog) -> Iterator[str]:
    """Sources that a program's list of courses names; those of facts are checked on loading."""
    for program in catalog.programs.values():
        named = program.course_list.get("source")
        for key in named if isinstance(named, list) else [named] if named else []:
            if key not in catalog.sources:
                yield f"sources.yaml: {key} is named by {program.id} but does not exist"
