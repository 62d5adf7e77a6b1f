"""Puts chosen items into an order: requirements first, subscriptions in one stretch.

A subscription costs by the month, so its items should follow one another without pause: what they
need is done before, whatever else can wait is done after. Among what may come next, an item goes
first if little of what it builds on is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tripos.catalog import Coverage, Depth, union
from tripos.plan.problem import NOTHING, Item, Need, Problem, Span

BLOCK_HOURS = 24.0
_WAIT = 1.5  # stages an item moves back when all that it builds on is still to come
_STAY = 0.3  # stages a topic moves forward when it continues the subject at hand


@dataclass(frozen=True)
class Block:
    """What is studied as one: a course, a project, or self-study of neighbouring topics."""

    items: tuple[Item, ...]

    @property
    def kind(self) -> str:
        """course, project or self-study."""
        return self.items[0].kind

    @property
    def product(self) -> str | None:
        """The subscription it needs."""
        return self.items[0].product

    @property
    def price(self) -> float:
        """What is paid once, in USD."""
        return sum(item.price for item in self.items)

    @cached_property
    def hours(self) -> Span:
        """Study hours."""
        total = NOTHING
        for item in self.items:
            total += item.hours
        return total

    @cached_property
    def covers(self) -> Coverage:
        """What it teaches."""
        return union(item.covers for item in self.items)

    @property
    def ids(self) -> tuple[str, ...]:
        """The items in it."""
        return tuple(item.id for item in self.items)


def sequence_items(
    problem: Problem, chosen: Sequence[str], *, earlier: Mapping[str, int] | None = None
) -> list[Item]:
    """A startable order of `chosen` that keeps subscriptions short.

    `earlier` (item to rank) asks to keep an order that the person already knows.
    """
    return _order(problem, chosen, earlier or {}, stretch=True)


def teaching_order(problem: Problem, chosen: Sequence[str]) -> list[Item]:
    """A startable order of `chosen` by subject alone, whatever subscriptions cost."""
    return _order(problem, chosen, {}, stretch=False)


def _order(
    problem: Problem, chosen: Sequence[str], earlier: Mapping[str, int], *, stretch: bool
) -> list[Item]:
    left = {key: problem.items[key] for key in chosen}
    needed = _needed_by_products(problem, left) if stretch else frozenset()
    places = _places(left, needed, stretch=stretch)
    to_come = _counts(left.values())
    done: set[str] = set()
    order: list[Item] = []
    while left:
        last = order[-1] if order else None
        ready = [item for item in left.values() if _ready(problem, item, done)]
        if not ready:
            raise ValueError("the chosen items support one another in a circle")
        hold = not needed <= done  # a subscription starts when nothing it needs is left to do
        prefer = _preference(to_come, last, places, earlier, stretch=stretch, hold=hold)
        pick = min(ready, key=prefer)
        del left[pick.id]
        done.add(pick.id)
        order.append(pick)
        for key in pick.covers:
            to_come[key] = 0  # once taught, waiting for a second telling is pointless
    return order


def _preference(
    to_come: Mapping[str, int],
    last: Item | None,
    places: Mapping[str, float],
    earlier: Mapping[str, int],
    *,
    stretch: bool,
    hold: bool,
) -> Callable[[Item], tuple[float, ...]]:
    def prefer(item: Item) -> tuple[float, ...]:
        running = stretch and last is not None and last.product is not None
        goes_on = running and last is not None and item.product == last.product
        waiting = sum(1 for key in item.follows if to_come.get(key))
        share = waiting / len(item.follows) if item.follows else 0.0
        same = last is not None and bool(item.group) and last.group == item.group
        place = places[item.id] + _WAIT * share - (_STAY if same else 0.0)
        held = hold and item.product is not None and not goes_on
        return (not goes_on, held, float(earlier.get(item.id, 10_000)), place, item.place)

    return prefer


def _places(
    chosen: Mapping[str, Item], needed: frozenset[str], *, stretch: bool
) -> dict[str, float]:
    """Where each item wants to stand; a subscription's items all where its middle hour does."""
    places = {key: item.place for key, item in chosen.items()}
    if stretch:
        subscribed = [item for item in chosen.values() if item.product]
        total = sum(item.hours.mode for item in subscribed)
        reached, middle = 0.0, 0.0
        for item in sorted(subscribed, key=lambda item: item.place):
            reached += item.hours.mode
            if reached >= total / 2:
                middle = item.place
                break
        places |= {item.id: middle for item in subscribed}
        for key in needed:
            places[key] = min(places[key], middle - 0.01)
    return places


def _counts(items: Iterable[Item]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:
        for key, depth in item.covers.items():
            if depth >= Depth.COVERS:
                counts[key] = counts.get(key, 0) + 1
    return counts


def _ready(problem: Problem, item: Item, done: set[str]) -> bool:
    return all(not group.isdisjoint(done) for group in problem.open_needs[item.id])


def _needed_by_products(problem: Problem, chosen: Mapping[str, Item]) -> frozenset[str]:
    """The chosen items outside subscriptions that items inside them need, all the way back."""
    frontier = [key for key, item in chosen.items() if item.product]
    found: set[str] = set()
    while frontier:
        key = frontier.pop()
        for group in problem.open_needs[key]:
            for other in group:
                if other in chosen and other not in found:
                    found.add(other)
                    frontier.append(other)
    return frozenset(key for key in found if not chosen[key].product)


def disorder(order: Sequence[Item]) -> float:
    """How far an order is from the order of teaching: hours that come clearly too late."""
    late, highest = 0.0, 0.0
    for item in order:
        late += item.hours.mode * max(0.0, highest - item.place - 0.5)
        highest = max(highest, item.place)
    return late


def gather(order: Sequence[Item]) -> list[Block]:
    """The order as blocks: runs of self-study topics become one block of up to 24 hours."""
    blocks: list[list[Item]] = []
    for item in order:
        run = blocks[-1] if blocks else []
        hours = sum(other.hours.mode for other in run) + item.hours.mode
        studied = item.kind == "self-study" and bool(run) and run[0].kind == "self-study"
        if studied and hours <= BLOCK_HOURS and _belongs(item, run):
            run.append(item)
        else:
            blocks.append([item])
    return [Block(tuple(items)) for items in blocks]


def _belongs(item: Item, run: Sequence[Item]) -> bool:
    """Same subject, or a block still so small that a second subject does no harm."""
    groups = {other.group for other in run}
    return item.group in groups or (len(groups) < 3 and sum(i.hours.mode for i in run) < 10)


def block_needs(problem: Problem, block: Block) -> list[tuple[Need, frozenset[str]]]:
    """What must be finished before the block starts, beyond what it teaches itself in order."""
    found: list[tuple[Need, frozenset[str]]] = []
    inside: set[str] = set()
    for item in block.items:
        for need in item.needs:
            if problem.granted(need):
                continue
            supporters = problem.supports(need, item.id)
            if supporters.isdisjoint(inside):
                found.append((need, supporters))
        inside.add(item.id)
    return found
