"""Turns what a person claims (degree, courses, work, self-rating) into weak evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from tripos.atlas import Atlas, Competency
from tripos.belief.model import Belief, Evidence, believe
from tripos.catalog import Catalog, Course, Depth
from tripos.content import mentions, read_package_folder
from tripos.person import Person

DATA = Path(__file__).parent / "data"

# Probability of mastery that each claim supports on its own: judgements, to be replaced by
# calibration once answers to questions are recorded beside claims.
_RATING = {"none": 0.02, "basics": 0.4, "solid": 0.8, "expert": 0.95}
_DEPTH = {Depth.INTRODUCES: 0.4, Depth.COVERS: 0.75, Depth.MASTERS: 0.88}
_COURSE_WEIGHT, _DEGREE_WEIGHT, _WORK_WEIGHT, _AREA_WEIGHT = 0.95, 0.9, 0.9, 0.9


def believe_claims(person: Person, atlas: Atlas, catalog: Catalog) -> Belief:
    """The belief that a person's file alone supports."""
    return believe(atlas, claims(person, atlas, catalog))


def claims(person: Person, atlas: Atlas, catalog: Catalog) -> list[Evidence]:
    """All evidence in a person's file. Ids are taken as checked (see `check_person`)."""
    return [
        *_degree(person, atlas),
        *_work(person, atlas),
        *(item for key in person.background.courses for item in course_evidence(
            catalog.courses[key])),
        *_ratings(person, atlas),
    ]  # fmt: skip


def course_evidence(course: Course) -> Iterator[Evidence]:
    """What having finished `course` says about the competencies it teaches."""
    for key, depth in course.covers.items():
        yield Evidence(key, "course", _DEPTH[depth], _COURSE_WEIGHT, course.title)


def _degree(person: Person, atlas: Atlas) -> Iterator[Evidence]:
    degree, field = person.background.degree, (person.background.field or "").casefold()
    if degree not in ("bachelor", "master", "phd") or not field:
        return
    for name, row in _profiles()["fields"].items():
        if mentions(field, row["words"]):
            extra = _profiles()["degree_bonus"][degree]
            label = f"{degree}'s degree, {name.replace('-', ' ')}"
            for item in atlas.values():
                says = _from_profile(row, item, extra)
                if says:
                    yield Evidence(item.id, "degree", says, _DEGREE_WEIGHT, label)
            return


def _work(person: Person, atlas: Atlas) -> Iterator[Evidence]:
    role = (person.background.role or "").casefold()
    years = person.background.years_experience or 0
    for name, row in _profiles()["roles"].items():
        if mentions(role, row["words"]):
            share = min(1.0, years / float(row["years"]))
            for item in atlas.values():
                says = _from_profile(row, item, 0.0)
                if says:
                    label = f"{years:g} years as {name.replace('-', ' ')}"
                    yield Evidence(item.id, "work", says, _WORK_WEIGHT * share, label)
            return


def _from_profile(row: Mapping[str, Any], item: Competency, extra: float) -> float | None:
    """The probability a profile gives: by competency first, then by area within its stages."""
    if item.id in row.get("competencies", {}):
        return min(0.95, float(row["competencies"][item.id]) + extra)
    given = row.get("areas", {}).get(item.area)
    if given is None or item.stage > row.get("stage", 1):
        return None
    return min(0.95, float(given) + extra)


def _ratings(person: Person, atlas: Atlas) -> Iterator[Evidence]:
    ratings = person.background.ratings
    for key, rating in ratings.items():
        if key in atlas.areas:
            members = [item.id for item in atlas.select(area=key) if item.id not in ratings]
            for member in members:
                yield Evidence(
                    member, "rating", _RATING[rating], _AREA_WEIGHT, f"rates {key} {rating}"
                )
        else:
            found = atlas.find(key).id
            yield Evidence(found, "rating", _RATING[rating], 1.0, f"rates it {rating}")


@cache
def _profiles() -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", read_package_folder(DATA)["profiles.yaml"])
