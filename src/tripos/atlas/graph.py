"""The atlas: competencies and what each of them requires, as a graph one can ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from tripos.atlas.model import Area, Competency, Retired, Track
from tripos.content import nearest
from tripos.errors import ContentError, UnknownIdError


@dataclass(frozen=True)
class Step:
    """One stop on the way to a target: the competency and the hours still to study for it."""

    competency: Competency
    hours: float


class Atlas(Mapping[str, Competency]):
    """Competencies by id, in an order in which each comes after all that it requires.

    Raises ContentError for an unknown edge or a cycle.
    """

    def __init__(
        self,
        competencies: Iterable[Competency],
        areas: Iterable[Area],
        retired: Iterable[Retired] = (),
    ) -> None:
        given = {item.id: item for item in competencies}
        self.areas: dict[str, Area] = {
            area.id: area for area in sorted(areas, key=lambda area: area.order)
        }
        self.retired: dict[str, Retired] = {item.id: item for item in retired}
        for item in given.values():
            for other in (*item.prerequisites, *item.encompasses):
                if other not in given:
                    near = nearest(other, given)
                    remedy = f"did you mean {' or '.join(near)}?" if near else "remove it"
                    raise ContentError(item.id, f"names the unknown competency '{other}'", remedy)
        try:
            order = tuple(
                TopologicalSorter(
                    {key: item.prerequisites for key, item in given.items()}
                ).static_order()
            )
        except CycleError as error:
            circle = " -> ".join(error.args[1])
            raise ContentError("atlas", f"requirements run in a circle: {circle}") from error
        self._items = {key: given[key] for key in order}

    def __getitem__(self, key: str) -> Competency:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def find(self, given: str, where: str = "") -> Competency:
        """The competency `given` names, following retired ids. Raises UnknownIdError."""
        key = given.strip().lower()
        if key in self.retired:
            key = self.retired[key].successor
        if key not in self._items:
            raise UnknownIdError("competency", given, nearest(key, self._items), where)
        return self._items[key]

    @cached_property
    def unlocks(self) -> dict[str, tuple[str, ...]]:
        """For each competency, those that name it as a hard requirement."""
        found: dict[str, list[str]] = {key: [] for key in self._items}
        for item in self._items.values():
            for required in item.requires:
                found[required].append(item.id)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """For each competency, all that it rests on through hard requirements."""
        found: dict[str, frozenset[str]] = {}
        for item in self._items.values():
            direct = frozenset(item.requires)
            found[item.id] = direct.union(*(found[key] for key in direct))
        return found

    @cached_property
    def descendants(self) -> dict[str, frozenset[str]]:
        """For each competency, all that rests on it through hard requirements."""
        found: dict[str, set[str]] = {key: set() for key in self._items}
        for key, before in self.ancestors.items():
            for other in before:
                found[other].add(key)
        return {key: frozenset(value) for key, value in found.items()}

    def closure(self, targets: Iterable[str]) -> tuple[str, ...]:
        """`targets` and all that they rest on, in teaching order."""
        wanted: set[str] = set()
        for key in targets:
            wanted |= {key, *self.ancestors[key]}
        return tuple(key for key in self._items if key in wanted)

    def ready(self, known: Iterable[str]) -> tuple[str, ...]:
        """The outer fringe: what is not known but has all its hard requirements known.

        Source: Doignon and Falmagne, *Knowledge Spaces* (1999), ch. 2.
        """
        have = set(known)
        return tuple(
            key
            for key, item in self._items.items()
            if key not in have and have.issuperset(item.requires)
        )

    def path(self, target: str, known: Iterable[str] = ()) -> tuple[Step, ...]:
        """What stands between somebody who knows `known` and `target`, in teaching order.

        Requirements of something known are taken as known.
        """
        have = self.implied(known)
        return tuple(
            Step(self._items[key], self._items[key].hours)
            for key in self.closure([target])
            if key not in have
        )

    def implied(self, known: Iterable[str]) -> frozenset[str]:
        """`known` together with all that it rests on."""
        have = set(known)
        return frozenset(have.union(*(self.ancestors[key] for key in have)))

    def hours(self, targets: Iterable[str], known: Iterable[str] = ()) -> float:
        """Study hours for `targets` and all they rest on, less what is known or implied by it."""
        have = self.implied(known)
        return sum(self._items[key].hours for key in self.closure(targets) if key not in have)

    def select(
        self,
        *,
        area: str | None = None,
        stage: int | None = None,
        track: Track | None = None,
    ) -> tuple[Competency, ...]:
        """The competencies of an area, a stage or a track, in teaching order."""
        return tuple(
            item
            for item in self._items.values()
            if (area is None or item.area == area)
            and (stage is None or item.stage == stage)
            and (track is None or item.belongs_to(track))
        )

    def edges(self, among: Iterable[str] | None = None) -> tuple[tuple[str, str], ...]:
        """Hard edges (required, requiring), within `among` when it is given."""
        inside = set(self._items if among is None else among)
        return tuple(
            (required, key)
            for key, item in self._items.items()
            if key in inside
            for required in item.requires
            if required in inside
        )
