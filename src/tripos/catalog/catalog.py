"""The catalogue as one value that can be asked: entries by id, their facts, and free search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from tripos.catalog.fact import Fact, Source
from tripos.catalog.model import (
    Assumption,
    Course,
    Product,
    Program,
    Provider,
    Statistic,
)
from tripos.content import nearest
from tripos.errors import ContentError, TriposError, UnknownIdError

Entry = Course | Program | Product | Assumption | Statistic
T = TypeVar("T", Course, Program, Product, Assumption, Statistic)


@dataclass(frozen=True, slots=True)
class FactRef:
    """One fact together with where it lives: `entry.field`."""

    entry: str
    field: str
    fact: Fact

    @property
    def path(self) -> str:
        """The name by which the fact can be overridden."""
        return f"{self.entry}.{self.field}"


class Catalog:
    """All courses, programs, subscriptions, findings and assumptions, by id.

    Raises ContentError for a repeated id, and for a link to an entry that does not exist.
    """

    def __init__(
        self,
        *,
        courses: Iterable[Course],
        programs: Iterable[Program] = (),
        products: Iterable[Product] = (),
        providers: Iterable[Provider] = (),
        statistics: Iterable[Statistic] = (),
        assumptions: Iterable[Assumption] = (),
        sources: Mapping[str, Source] | None = None,
        caveats: tuple[str, ...] = (),
    ) -> None:
        self.courses = _by_id(courses)
        self.programs = _by_id(programs)
        self.products = _by_id(products)
        self.providers = {provider.id: provider for provider in providers}
        self.statistics = _by_id(statistics)
        self.assumptions = _by_id(assumptions)
        self.sources = dict(sources or {})
        self.caveats = caveats
        groups: tuple[Mapping[str, Entry], ...] = (
            self.courses, self.programs, self.products, self.statistics, self.assumptions,
        )  # fmt: skip
        self.entries: dict[str, Entry] = {}
        for group in groups:
            for key, entry in group.items():
                if key in self.entries:
                    raise ContentError(key, "the id stands twice in the catalogue")
                self.entries[key] = entry
        for course in self.courses.values():
            self._check_links(course)

    def _check_links(self, course: Course) -> None:
        linked = [
            item.removeprefix("course:")
            for group in (*course.requires, *course.recommended)
            for item in group
            if item.startswith("course:")
        ]
        linked += [*course.companions, *([course.part_of] if course.part_of else [])]
        for other in linked:
            if other not in self.courses:
                raise UnknownIdError("course", other, nearest(other, self.courses), course.id)
        if course.cost.product and course.cost.product not in self.products:
            raise UnknownIdError(
                "product", course.cost.product, nearest(course.cost.product, self.products),
                course.id,
            )  # fmt: skip
        if course.cost.assumed and course.cost.assumed not in self.assumptions:
            raise UnknownIdError("assumption", course.cost.assumed, (), course.id)

    def find(self, given: str, where: str = "") -> Entry:
        """The entry called `given`. Raises UnknownIdError with the nearest ids."""
        key = given.strip()
        if key not in self.entries:
            raise UnknownIdError("catalogue entry", given, nearest(key, self.entries), where)
        return self.entries[key]

    def course(self, given: str, where: str = "") -> Course:
        """The course called `given`. Raises UnknownIdError with the nearest ids."""
        if given not in self.courses:
            raise UnknownIdError("course", given, nearest(given, self.courses), where)
        return self.courses[given]

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """For each specialisation or certificate, the courses that are part of it."""
        found: dict[str, list[str]] = {}
        for course in self.courses.values():
            if course.part_of:
                found.setdefault(course.part_of, []).append(course.id)
        return {key: tuple(value) for key, value in found.items()}

    def facts(self) -> Iterator[FactRef]:
        """Every fact of the catalogue, with its path."""
        for key, entry in self.entries.items():
            for name, fact in facts_of(entry).items():
                yield FactRef(key, name, fact)

    def assumption(self, key: str) -> tuple[float, float, float]:
        """Low, most likely and high of an assumption. Raises KeyError if there is none."""
        span = self.assumptions[key].fact.span()
        if span is None:
            raise ContentError(f"{key}.value", "an assumption must be a number or a range")
        return span

    def with_fact(self, path: str, fact: Fact) -> Catalog:
        """A catalogue in which the fact at `path` (ID.FIELD) is replaced by `fact`.

        Raises UnknownIdError or TriposError if the path leads nowhere.
        """
        return self.with_facts({path: fact})

    def with_facts(self, facts: Mapping[str, Fact]) -> Catalog:
        """A catalogue in which the fact at each path (ID.FIELD) is replaced by the one given.

        Raises UnknownIdError or TriposError if a path leads nowhere.
        """
        swap: dict[str, Entry] = {}
        for path, fact in facts.items():
            entry, name = self.locate(path)
            swap[entry.id] = _replaced(swap.get(entry.id, entry), name, fact)

        def renew(group: Mapping[str, Entry]) -> list[Entry]:
            return [swap.get(key, value) for key, value in group.items()]

        return Catalog(
            courses=renew(self.courses),  # type: ignore[arg-type]
            programs=renew(self.programs),  # type: ignore[arg-type]
            products=renew(self.products),  # type: ignore[arg-type]
            providers=self.providers.values(),
            statistics=renew(self.statistics),  # type: ignore[arg-type]
            assumptions=renew(self.assumptions),  # type: ignore[arg-type]
            sources=self.sources,
            caveats=self.caveats,
        )

    def with_courses(self, courses: Iterable[Course]) -> Catalog:
        """A catalogue with `courses` added. Raises ContentError for an id that is taken."""
        return Catalog(
            courses=[*self.courses.values(), *courses],
            programs=self.programs.values(),
            products=self.products.values(),
            providers=self.providers.values(),
            statistics=self.statistics.values(),
            assumptions=self.assumptions.values(),
            sources=self.sources,
            caveats=self.caveats,
        )

    def leads(self, path: str) -> bool:
        """Whether `path` (ID.FIELD) names a fact."""
        key, _, name = path.partition(".")
        entry = self.entries.get(key.strip())
        return entry is not None and name in facts_of(entry)

    def locate(self, path: str) -> tuple[Entry, str]:
        """The entry and field that `path` (ID.FIELD) names. Raises TriposError if none."""
        key, _, name = path.partition(".")
        entry = self.find(key)
        names = facts_of(entry)
        if name not in names:
            near = nearest(name, names) if name else ()
            options = " or ".join(near) if near else ", ".join(names)
            hint = "did you mean" if near else "its facts are"
            raise TriposError(f"'{key}' has no fact '{name}'; {hint} {options}")
        return entry, name


def _by_id(entries: Iterable[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in entries:
        if entry.id in found:
            raise ContentError(entry.id, "the id stands twice in the catalogue")
        found[entry.id] = entry
    return found


def facts_of(entry: Entry) -> dict[str, Fact]:
    """The facts of an entry by field name, nested ones with a dot (`cost.price`)."""
    if isinstance(entry, Assumption | Statistic):
        return {"value": entry.fact}
    found = dict(entry.facts)
    if isinstance(entry, Course):
        for name in ("price", "certificate"):
            fact = getattr(entry.cost, name)
            if fact is not None:
                found[f"cost.{name}"] = fact
    return found


def _replaced(entry: Entry, name: str, fact: Fact) -> Entry:
    if isinstance(entry, Assumption | Statistic):
        return replace(entry, fact=fact)
    if name.startswith("cost.") and isinstance(entry, Course):
        if name == "cost.price":
            return replace(entry, cost=replace(entry.cost, price=fact))
        return replace(entry, cost=replace(entry.cost, certificate=fact))
    return replace(entry, facts={**entry.facts, name: fact})
