"""What the catalogue holds: courses, programs, subscriptions, statistics and assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, get_args

from tripos.catalog.fact import Fact
from tripos.content import Json


class Depth(IntEnum):
    """How far a course takes a competency; each depth includes those below it."""

    INTRODUCES = 1
    COVERS = 2
    MASTERS = 3

    @classmethod
    def named(cls, name: str) -> Depth:
        """The depth called `name` in content files. Raises KeyError if there is none."""
        return cls[name.upper()]

    @property
    def label(self) -> str:
        """The lower-case name, as content files and JSON write it."""
        return self.name.lower()


Coverage = Mapping[str, Depth]
# All groups are needed; within a group any one item is enough. Items are competency ids or
# "course:ID".
Groups = tuple[tuple[str, ...], ...]
Kind = Literal["course", "university-course", "textbook", "specialization", "certificate"]
CostModel = Literal["free", "audit", "one-off", "subscription", "tuition"]
# What an hours fact counts: a platform's estimate, learners' reports, or a whole workload.
HoursBasis = Literal["platform", "reported", "workload"]

KINDS: tuple[Kind, ...] = get_args(Kind)
COST_MODELS: tuple[CostModel, ...] = get_args(CostModel)
HOURS_BASES: tuple[HoursBasis, ...] = get_args(HoursBasis)


def union(parts: Iterable[Coverage]) -> dict[str, Depth]:
    """Each competency at the greatest depth that any part gives it."""
    found: dict[str, Depth] = {}
    for part in parts:
        for key, depth in part.items():
            found[key] = max(depth, found.get(key, depth))
    return found


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of a syllabus and what it teaches."""

    text: str
    teaches: Coverage = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course with its own topics."""

    title: str
    topics: tuple[str, ...]
    teaches: Coverage = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pays and when.

    free: nothing. audit: nothing to study, `certificate` for a certificate. one-off: `price`
    once. subscription: `product` by the month while studying. tuition: `price` for the course's
    `credits`, after admission. `assumed` names the assumption used while `price` is unknown.
    """

    model: CostModel
    price: Fact | None = None
    certificate: Fact | None = None
    product: str | None = None
    credits: float | None = None
    assumed: str | None = None

    @property
    def billing(self) -> str:
        """The billing period: none, once, month or credit."""
        periods = {"one-off": "once", "subscription": "month", "tuition": "credit"}
        return periods.get(self.model, "none")


@dataclass(frozen=True, slots=True)
class Product:
    """A subscription that opens several courses while it is paid for."""

    id: str
    name: str
    provider: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Course:
    """One course, book, lecture series or specialisation that a person may take."""

    id: str
    title: str
    provider: str
    institution: str
    kind: Kind
    language: str
    level: str
    formats: tuple[str, ...]
    assessment: tuple[str, ...]
    cost: Cost
    hours_basis: HoursBasis
    facts: Mapping[str, Fact]
    topics: tuple[Topic, ...]
    modules: tuple[Module, ...] = ()
    requires: Groups = ()
    recommended: Groups = ()
    prerequisites: str = ""
    instructors: tuple[str, ...] = ()
    part_of: str | None = None
    companions: tuple[str, ...] = ()
    admission: str | None = None
    when: str | None = None
    why: str | None = None
    notes: tuple[str, ...] = ()
    imported: bool = False

    @property
    def covers(self) -> dict[str, Depth]:
        """Every competency the course teaches, at the greatest depth of its topics."""
        return union([*(t.teaches for t in self.topics), *(m.teaches for m in self.modules)])

    @property
    def url(self) -> str | None:
        """The course's page, if known."""
        fact = self.facts.get("url")
        return str(fact.value) if fact and fact.known else None


@dataclass(frozen=True, slots=True)
class ProgramCourse:
    """A course inside a degree program; `details` are further facts of its listing."""

    title: str
    code: str | None
    role: str | None
    topics: str | None
    teaches: Coverage
    details: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Program:
    """A degree or certificate program with all that is known and not known of it."""

    id: str
    name: str
    institution: str
    country: str
    completeness: str
    facts: Mapping[str, Fact]
    courses: tuple[ProgramCourse, ...]
    course_list: Mapping[str, Json]
    admission_requires: Groups = ()
    notes: tuple[str, ...] = ()

    @property
    def covers(self) -> dict[str, Depth]:
        """Every competency that some listed course of the program teaches."""
        return union(course.teaches for course in self.courses)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A finding about degrees, courses, hiring or pay, with the caveats that travel with it."""

    id: str
    topic: str
    statement: str
    population: str | None
    fact: Fact
    caveats: tuple[str, ...] = ()
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A judgement the planner rests on, shown to the person and open to override."""

    id: str
    name: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Provider:
    """A platform, publisher or school that offers courses, or an institution with programs."""

    id: str
    name: str
