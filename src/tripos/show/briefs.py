"""An entry of the catalogue in one line: what it is, what it costs, how long it takes, how old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tripos.catalog import (
    Catalog,
    Course,
    Coverage,
    Depth,
    Entry,
    Fact,
    Program,
    Provider,
    facts_of,
)
from tripos.show.facts import value_in_words
from tripos.show.plain import title_of

_FREE = ("free", "audit")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words, and the path of the fact behind it ('' where there is none)."""

    words: str
    path: str = ""
    fact: Fact | None = None

    @property
    def yours(self) -> bool:
        """Whether the learner gave it."""
        return self.fact is not None and self.fact.confidence == "personal"


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of a list. `key` is the fact that matters most, whose age is shown."""

    id: str
    title: str
    maker: str
    kind: str
    price: Figure
    length: Figure
    key: Fact
    yours: bool = False
    comparable: bool = True


def brief_of(catalog: Catalog, entry: Entry) -> Brief:
    """Any entry in one line."""
    if isinstance(entry, Course):
        return brief_course(catalog, entry)
    if isinstance(entry, Program):
        return brief_program(entry)
    name, fact = next(iter(facts_of(entry).items()))
    value = Figure(value_in_words(fact, name), f"{entry.id}.{name}", fact)
    return Brief(entry.id, title_of(entry), "", "", value, Figure(""), fact, comparable=False)


def brief_course(catalog: Catalog, course: Course) -> Brief:
    """A course in one line."""
    price = course_price(catalog, course)
    hours = course.facts["hours"]
    length = Figure(f"{_middle(hours)} h" if hours.known else "hours unknown",
                    f"{course.id}.hours", hours)  # fmt: skip
    key = price.fact if price.fact and price.fact.known else hours
    maker = course.institution
    provider = catalog.providers.get(course.provider)
    if provider and provider.name != maker:
        maker = f"{maker}, {provider.name}"
    return Brief(course.id, course.title, maker, course.kind.replace("-", " "), price, length, key,
                 yours=course.imported)  # fmt: skip


def brief_program(program: Program) -> Brief:
    """A program in one line."""
    price = _first_known(program, "terms.price", "total_cost")
    months = _first_known(program, "terms.duration_months", "duration_months")
    award = program.facts["terms.award"].value if "terms.award" in program.facts else None
    return Brief(
        program.id, program.name, f"{program.institution}, {program.country}",
        "degree" if award == "master" else str(award or "program"),
        _middle_figure(price, "USD", "price unknown"),
        _middle_figure(months, "months", "length unknown"),
        price.fact or months.fact or Fact(None, None, (), None, "unknown"),
    )  # fmt: skip


def course_price(catalog: Catalog, course: Course) -> Figure:
    """What a course costs, in a few words, with the fact that says so."""
    cost = course.cost
    if cost.model == "subscription" and cost.product:
        product = catalog.products[cost.product]
        monthly = product.facts["monthly"]
        return Figure(f"{_middle(monthly)} USD a month", f"{product.id}.monthly", monthly)
    path = f"{course.id}.cost.price" if cost.price else ""
    if cost.model in _FREE:
        words = "free" if cost.model == "free" else "free to study"
    elif cost.price is None or not cost.price.known:
        words = "price unknown"
    else:
        words = "free" if cost.price.value == 0 else f"{_middle(cost.price)} USD"
    if cost.model == "tuition":
        words += ", after admission"
    return Figure(words, path, cost.price)


def is_free(entry: Course | Program) -> bool:
    """Whether studying costs nothing."""
    if isinstance(entry, Program):
        fact = _first_known(entry, "terms.price", "total_cost").fact
        return bool(fact and fact.span() == (0.0, 0.0, 0.0))
    cost = entry.cost
    return cost.model in _FREE or bool(cost.price and cost.price.span() == (0.0, 0.0, 0.0))


def hours_of(entry: Course | Program) -> float | None:
    """The most likely hours of study, as the source gives them; None if unknown."""
    fact = entry.facts.get("hours" if isinstance(entry, Course) else "terms.hours")
    span = fact.span() if fact else None
    return span[1] if span else None


def made_by(entry: Course | Program, provider: Provider) -> bool:
    """Whether an entry comes from a provider; programs only name their institution."""
    if isinstance(entry, Course):
        return entry.provider == provider.id or entry.institution == provider.name
    return entry.institution == provider.name


@lru_cache(maxsize=32)
def coverage(catalog: Catalog) -> Mapping[str, Coverage]:
    """What each course and program covers, computed once for a catalogue."""
    entries: list[Course | Program] = [*catalog.courses.values(), *catalog.programs.values()]
    return {entry.id: entry.covers for entry in entries}


@lru_cache(maxsize=32)
def teachers(catalog: Catalog) -> Mapping[str, tuple[tuple[Depth, Course], ...]]:
    """For each competency the courses that cover it, those that take it farthest first."""
    found: dict[str, list[tuple[Depth, Course]]] = {}
    for course in catalog.courses.values():
        for key, depth in coverage(catalog)[course.id].items():
            if depth >= Depth.COVERS:
                found.setdefault(key, []).append((depth, course))
    return {
        key: tuple(sorted(pairs, key=lambda pair: (-pair[0], pair[1].title)))
        for key, pairs in found.items()
    }


def _first_known(program: Program, *names: str) -> Figure:
    """The first of the named facts that is a known figure; else the first one, unknown."""
    for name in names:
        fact = program.facts.get(name)
        if fact is not None and fact.span():
            return Figure("", f"{program.id}.{name}", fact)
    return Figure("", f"{program.id}.{names[0]}", program.facts.get(names[0]))


def _middle_figure(figure: Figure, unit: str, unknown: str) -> Figure:
    known = figure.fact is not None and figure.fact.span() is not None
    words = f"{_middle(figure.fact)} {unit}" if figure.fact and known else unknown
    return Figure(words, figure.path, figure.fact)


def _middle(fact: Fact) -> str:
    span = fact.span()
    if span is None:
        return value_in_words(fact)
    return f"{span[1]:,.0f}" if span[1] >= 100 else f"{span[1]:.1f}".removesuffix(".0")
