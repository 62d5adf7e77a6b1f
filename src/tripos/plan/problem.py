"""The planning problem as plain values: what may be chosen, what it needs, what must be reached.

Everything that the solvers, the scheduler and the checker know is in here, so that synthetic
problems and real ones go through the same code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from tripos.catalog import Coverage, Depth

ItemKind = Literal["course", "self-study", "project"]
DAYS_PER_MONTH = 30.4375
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity as low, most likely and high."""

    low: float
    mode: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.mode + other.mode, self.high + other.high)

    def scaled(self, by: Span) -> Span:
        """The product, end by end."""
        return Span(self.low * by.low, self.mode * by.mode, self.high * by.high)

    def at_least(self, other: Span) -> Span:
        """The greater of both, end by end."""
        return Span(
            max(self.low, other.low), max(self.mode, other.mode), max(self.high, other.high)
        )


NOTHING = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of an item: any one of these, before it starts.

    `competencies` are met by whatever supplies one of them at `depth`; `items` by finishing one.
    """

    competencies: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    depth: Depth = Depth.COVERS


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be put into a plan. Hours are study hours, prices USD.

    `weight` scales its hours in the objective (a format the person likes less weighs more);
    `effort` adds hours there that are not study, `reluctance` such that count in every objective
    (a plan should not change for little); `price_assumed` says that the price is an
    assumption and not a known fact. `follows` are competencies it builds on without demanding
    them: they only shape the order, as does `place` (early is small). `group` names what
    self-study may be gathered under.
    """

    id: str
    kind: ItemKind
    title: str
    hours: Span
    covers: Coverage
    needs: tuple[Need, ...] = ()
    price: float = 0.0
    price_assumed: bool = False
    product: str | None = None
    weight: float = 1.0
    effort: float = 0.0
    reluctance: float = 0.0
    follows: frozenset[str] = frozenset()
    place: float = 0.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A product billed while its items are being studied; prices in USD, None if not offered."""

    id: str
    name: str
    monthly: float
    annual: float | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What the objective takes a dollar and an hour to be worth.

    `comfort` (0 to 1) says how much an item's own weight and effort count beside its hours.
    """

    usd: float
    hour: float
    comfort: float = 1.0

    def of(self, item: Item) -> float:
        """What choosing `item` adds to the objective, subscriptions apart."""
        extra = item.hours.mode * (item.weight - 1) + item.effort
        hours = item.hours.mode + self.comfort * extra + item.reluctance
        return self.usd * item.price + self.hour * hours


@dataclass(frozen=True)
class Problem:
    """What to reach, from what, with which means.

    `targets` maps each competency to the depth to reach; `known` holds what the
    belief grants; `conflicts` are pairs that must not both be chosen; `pins` must be chosen.
    `hours_per_week` is (low, typical, high); breaks are inclusive dates without study.
    `pass_days` is how many days of a subscription month the choice counts on: all of them for a
    bound that holds, fewer to leave room for the order of the courses.
    """

    items: Mapping[str, Item]
    targets: Mapping[str, Depth]
    known: Mapping[str, Depth]
    hours_per_week: Span
    start: dt.date
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    conflicts: tuple[tuple[str, str], ...] = ()
    pins: frozenset[str] = frozenset()
    deadline: dt.date | None = None
    budget: float | None = None
    monthly_budget: float | None = None
    breaks: tuple[tuple[dt.date, dt.date], ...] = ()
    at_once: int = 2
    milestones: tuple[str, ...] = ()
    min_milestones: int = 0
    hours_limit: float | None = None
    pass_days: int = LONGEST_MONTH

    def depth_known(self, competency: str) -> int:
        """How deep the belief says the person is in `competency`; 0 if not at all."""
        return int(self.known.get(competency, 0))

    @cached_property
    def open_targets(self) -> dict[str, Depth]:
        """The targets that the belief does not meet."""
        return {k: d for k, d in self.targets.items() if self.depth_known(k) < d}

    @cached_property
    def suppliers(self) -> dict[str, tuple[tuple[str, Depth], ...]]:
        """For each competency the items that teach it, with their depth."""
        found: dict[str, list[tuple[str, Depth]]] = {}
        for item in self.items.values():
            for competency, depth in item.covers.items():
                found.setdefault(competency, []).append((item.id, depth))
        return {key: tuple(value) for key, value in found.items()}

    def teachers(self, competency: str, depth: int) -> frozenset[str]:
        """The items that teach `competency` at least to `depth`."""
        return frozenset(key for key, d in self.suppliers.get(competency, ()) if d >= depth)

    def hours_of(self, chosen: Iterable[str], product: str | None = None) -> float:
        """The most likely hours of the items `chosen`; with `product`, of those it opens."""
        items = (self.items[key] for key in chosen)
        return sum(item.hours.mode for item in items if product in (None, item.product))

    def unlimited(self) -> Problem:
        """The same problem without any limit of time or money."""
        return replace(self, deadline=None, hours_limit=None, budget=None, monthly_budget=None)

    def supports(self, need: Need, of: str) -> frozenset[str]:
        """The items, other than `of` itself, each of which alone meets `need`."""
        found = {key for key in need.items if key in self.items}
        for competency in need.competencies:
            found |= self.teachers(competency, need.depth)
        return frozenset(found - {of})

    def granted(self, need: Need) -> bool:
        """Whether the belief already meets `need`."""
        return any(self.depth_known(key) >= need.depth for key in need.competencies)

    @cached_property
    def open_needs(self) -> dict[str, tuple[frozenset[str], ...]]:
        """For each item its requirements that the belief does not meet, as sets of supporters."""
        return {
            item.id: tuple(
                self.supports(need, item.id) for need in item.needs if not self.granted(need)
            )
            for item in self.items.values()
        }

    @cached_property
    def _covering(self) -> dict[str, list[frozenset[str]]]:
        """For each item, the sets of teachers of open targets that it belongs to."""
        found: dict[str, list[frozenset[str]]] = {}
        for competency, depth in self.open_targets.items():
            teachers = self.teachers(competency, depth)
            for key in teachers:
                found.setdefault(key, []).append(teachers)
        return found

    def surely_supported(self, group: frozenset[str]) -> bool:
        """Whether reaching the targets alone puts some item of `group` into every choice."""
        return any(teachers <= group for key in group for teachers in self._covering.get(key, ()))

    @cached_property
    def days_off(self) -> frozenset[dt.date]:
        """Every day of every break."""
        return frozenset(
            begin + dt.timedelta(days=n)
            for begin, end in self.breaks
            for n in range((end - begin).days + 1)
        )

    def study_days(self, first: dt.date, last: dt.date) -> int:
        """Days from `first` to `last`, both included, that are in no break."""
        days = max(0, (last - first).days + 1)
        return days - sum(1 for day in self.days_off if first <= day <= last)

    @property
    def hours_per_day(self) -> float:
        """Usual study hours a day, weekends included."""
        return self.hours_per_week.mode / 7

    @cached_property
    def capacity(self) -> float | None:
        """Study hours until the deadline; None without one."""
        limit = self.hours_limit
        if self.deadline is not None:
            until = self.study_days(self.start, self.deadline) * self.hours_per_day
            limit = until if limit is None else min(limit, until)
        return limit
