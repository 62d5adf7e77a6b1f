"""Chooses the items of a plan: solve, look for circular support, cut it off, solve again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tripos.plan.founded import founded_order, fractional_cuts, loop_cuts
from tripos.plan.highs import HighsSolver, Relaxation, Solution, Status, relative_gap
from tripos.plan.layered import layered_model, restricted
from tripos.plan.model import Linear, add_support, choice_model
from tripos.plan.problem import Problem, Weights

Progress = Callable[[str], None]

_FIRST_SECONDS = 1.2  # for the first look, so that a first plan is there soon
_POOL = 160  # how many items the first search may choose from
_LAYER_SHARE = 0.4  # of the time, at most, for the first search


class Solver(Protocol):
    """Anything that solves a growing linear model."""

    def solve(
        self, seconds: float, gap: float = 0.0, start: tuple[float, ...] | None = None
    ) -> Solution:
        """The best solution within `seconds`, or within `gap` of the bound."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen items in a startable order, their cost in the objective and a proven bound.

    `left_out` are targets given up (only when that was allowed); `first_seconds` is when the
    first startable choice was there.
    """

    status: Status
    items: tuple[str, ...]
    cost: float
    bound: float
    rounds: int
    seconds: float
    first_seconds: float
    left_out: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How far the cost may be from the best, as a share of the cost."""
        return relative_gap(self.cost, self.bound)


def choose_items(
    problem: Problem,
    weights: Weights,
    *,
    seconds: float = 10.0,
    gap: float = 0.002,
    leave_out_cost: Mapping[str, float] | None = None,
    solver: Callable[[Linear], Solver] = HighsSolver,
    progress: Progress | None = None,
) -> Choice:
    """The cheapest choice of items that reaches the targets and can really be started.

    Stops when the gap is at most `gap` or `seconds` are over; the bound stays valid because
    cuts remove only choices that cannot be started.
    """
    began = time.monotonic()
    model = choice_model(problem, weights, leave_out_cost)
    relaxation = tighten(problem, model, 0.3 * seconds, progress)
    if relaxation is None:
        return Choice("infeasible", (), math.inf, math.inf, 0, time.monotonic() - began, math.inf)
    search = _Search(problem, weights, leave_out_cost, model, began, seconds, gap, progress)
    search.bound = relaxation.cost
    engine = solver(model)
    circles = search.solve_once(engine, min(_FIRST_SECONDS, 0.3 * seconds))
    if circles and relative_gap(search.cost, search.bound) > gap:
        search.try_layers(relaxation)
    return search.close_gap(engine)


@dataclass(frozen=True, slots=True)
class _Candidate:
    items: tuple[str, ...]
    cost: float
    left_out: tuple[str, ...]
    values: tuple[float, ...]


@dataclass
class _Search:
    """The state of one search: the best startable choice so far, and the bound."""

    problem: Problem
    weights: Weights
    leave_out_cost: Mapping[str, float] | None
    model: Linear
    began: float
    seconds: float
    gap: float
    progress: Progress | None
    bound: float = -math.inf
    best: _Candidate | None = None
    first_seconds: float = math.inf
    rounds: int = 0
    proven: bool = False

    @property
    def left(self) -> float:
        return self.seconds - (time.monotonic() - self.began)

    @property
    def cost(self) -> float:
        return self.best.cost if self.best else math.inf

    def try_layers(self, relaxation: Relaxation) -> None:
        """Looks for a first good choice among the items that the relaxation finds worth it."""
        pool = _pool(self.problem, self.model, relaxation)
        smaller = restricted(self.problem, pool)
        layers = layered_model(smaller, self.weights, self.leave_out_cost)
        found = HighsSolver(layers).solve(min(_LAYER_SHARE * self.seconds, self.left), self.gap)
        if found.values:
            self.consider({key for key in smaller.items if found.values[layers.column[key]] > 0.5})
        self.tell(f"first choice from {len(pool)} items")

    def solve_once(self, engine: Solver, seconds: float) -> bool | None:
        """Solves, keeps what is good, cuts circles. Whether there were any; None if hopeless."""
        start = self.best.values if self.best else None
        found = engine.solve(seconds, self.gap, start)
        self.rounds += 1
        if found.status == "infeasible":
            return None
        self.bound = max(self.bound, found.bound)
        if not found.values:
            return True
        chosen = {k for k in self.problem.items if found.values[self.model.column[k]] > 0.5}
        self.consider(chosen)
        cuts = loop_cuts(self.problem, chosen)
        for supporters, key in cuts:
            add_support(self.model, supporters, key)
        self.tell(f"round {self.rounds}, {len(cuts)} circles cut")
        self.proven = not cuts and found.status == "optimal"
        return bool(cuts)

    def close_gap(self, engine: Solver) -> Choice:
        """Solves and cuts until the gap is small enough or the time is over."""
        while (
            not self.proven and relative_gap(self.cost, self.bound) > self.gap and self.left > 0.05
        ):
            # A solve that is cut short starts anew the next time, so each may take nearly all.
            if self.solve_once(engine, 0.9 * self.left) is None:
                break
        return self.result()

    def consider(self, chosen: set[str]) -> None:
        """Keeps what can be started of `chosen`, if it is better than the best so far."""
        found = _startable(self.problem, self.model, chosen, self.leave_out_cost)
        if found and found.cost < self.cost:
            if self.best is None:
                self.first_seconds = time.monotonic() - self.began
            self.best = found

    def tell(self, what: str) -> None:
        if self.progress:
            self.progress(f"{what}, gap {relative_gap(self.cost, self.bound):.1%}")

    def result(self) -> Choice:
        seconds = time.monotonic() - self.began
        if self.best is None:
            status: Status = "unknown" if self.left <= 0.05 else "infeasible"
            return Choice(status, (), math.inf, self.bound, self.rounds, seconds, math.inf)
        bound = min(self.bound, self.cost)
        status = "optimal" if relative_gap(self.cost, bound) <= self.gap + 1e-9 else "feasible"
        return Choice(
            status, self.best.items, self.cost, bound, self.rounds, seconds,
            self.first_seconds, self.best.left_out,
        )  # fmt: skip


def _pool(problem: Problem, model: Linear, relaxation: Relaxation) -> list[str]:
    """The items that the relaxation uses or nearly uses."""
    ranked = sorted(
        problem.items,
        key=lambda key: (
            relaxation.values[model.column[key]] < 1e-6,
            relaxation.reduced[model.column[key]],
            key,
        ),
    )
    used = sum(1 for key in problem.items if relaxation.values[model.column[key]] > 1e-6)
    return ranked[: max(_POOL, 2 * used)]


def tighten(
    problem: Problem, model: Linear, seconds: float, progress: Progress | None = None
) -> Relaxation | None:
    """Adds the cuts that the linear relaxation breaks; returns the last relaxation.

    Cutting here costs a fraction of what it costs between whole solves. None if even the
    relaxation cannot be satisfied.
    """
    began = time.monotonic()
    relaxed = HighsSolver(model, relaxed=True)
    last: Relaxation | None = None
    while (left := seconds - (time.monotonic() - began)) > 0 or last is None:
        found = relaxed.relaxation(max(left, 1.0))
        if found is None:
            return last
        last = found
        share = {key: found.values[model.column[key]] for key in problem.items}
        cuts = fractional_cuts(problem, share)
        if progress:
            progress(f"bound {found.cost:,.0f}, {len(cuts)} circles cut")
        if not cuts:
            break
        for supporters, key in cuts:
            add_support(model, supporters, key)
    return last


def _startable(
    problem: Problem,
    model: Linear,
    chosen: set[str],
    leave_out_cost: Mapping[str, float] | None,
) -> _Candidate | None:
    """What of `chosen` can be started, mended where cheap, with its cost; None if it fails."""
    order, stuck = founded_order(problem, sorted(chosen))
    options = [order, _mend(problem, set(order), stuck, model)] if stuck else [order]
    if leave_out_cost is None:
        options = [_completed(problem, model, option) for option in options]
    checked = (_checked(problem, model, option, leave_out_cost) for option in options)
    return min((found for found in checked if found), key=lambda found: found.cost, default=None)


def _completed(problem: Problem, model: Linear, order: list[str]) -> list[str]:
    """Adds the cheapest startable teacher of each target that the choice misses.

    Within its gap a solver may leave half a reading here and half a top-up there.
    """
    kept, order = set(order), list(order)
    for competency, depth in problem.open_targets.items():
        teachers = problem.teachers(competency, depth)
        if not kept.isdisjoint(teachers):
            continue
        pick = _cheapest_ready(problem, model, teachers, kept)
        if pick is not None:
            kept.add(pick)
            order.append(pick)
    return order


def _cheapest_ready(
    problem: Problem, model: Linear, among: Iterable[str], have: set[str]
) -> str | None:
    """The cheapest of `among` that may be chosen and can start from `have`; None if none can."""
    ready = (
        key
        for key in among
        if model.top[model.column[key]] > 0
        and all(not group.isdisjoint(have) for group in problem.open_needs[key])
    )
    return min(ready, key=lambda key: (model.cost[model.column[key]], key), default=None)


def _checked(
    problem: Problem,
    model: Linear,
    order: list[str],
    leave_out_cost: Mapping[str, float] | None,
) -> _Candidate | None:
    kept = set(order)
    missing = tuple(
        key
        for key, depth in problem.open_targets.items()
        if kept.isdisjoint(problem.teachers(key, depth))
    )
    if missing and leave_out_cost is None:
        return None
    values = _as_values(model, problem, kept, missing)
    if any(
        not lower - 1e-6 <= sum(values[c] * a for c, a in terms.items()) <= upper + 1e-6
        for lower, terms, upper in model.rows
    ):
        return None
    cost = sum(value * price for value, price in zip(values, model.cost, strict=True))
    return _Candidate(tuple(order), cost, missing, values)


def _mend(problem: Problem, done: set[str], stuck: set[str], model: Linear) -> list[str]:
    """Adds, for stuck items worth it, cheap supporters that can start; drops the others.

    Greedy: whatever stuck item needs the fewest objective units of extra support goes first.
    """
    stuck = set(stuck)
    while stuck:
        best: tuple[float, str, list[str]] | None = None
        for key in sorted(stuck):
            extra = _support_for(problem, key, done, model)
            if extra is not None:
                price = sum(model.cost[model.column[other]] for other in extra)
                if best is None or (price, key) < best[:2]:
                    best = (price, key, extra)
        if best is None:
            break
        done |= {*best[2], best[1]}
        order, rest = founded_order(problem, sorted(done | stuck))
        done, stuck = set(order), rest
    return founded_order(problem, sorted(done))[0]


def _support_for(problem: Problem, key: str, done: set[str], model: Linear) -> list[str] | None:
    extra: list[str] = []
    have = set(done)
    for group in problem.open_needs[key]:
        if not group.isdisjoint(have):
            continue
        pick = _cheapest_ready(problem, model, group, have)
        if pick is None:
            return None
        extra.append(pick)
        have.add(pick)
    return extra


def _as_values(
    model: Linear, problem: Problem, kept: set[str], left_out: tuple[str, ...]
) -> tuple[float, ...]:
    """The columns' values for a choice, with the fewest paid months that its hours allow."""
    values = [0.0] * len(model.names)
    for key in kept:
        values[model.column[key]] = 1.0
    for key in left_out:
        values[model.column[f"without {key}"]] = 1.0
    for product in problem.subscriptions.values():
        hours = problem.hours_of(kept, product.id)
        if hours:
            months = math.ceil(hours / (problem.hours_per_day * problem.pass_days) - 1e-9)
            years, months = _cheapest_pass(model, product.id, months)
            values[model.column[f"months of {product.id}"]] = months
            if years:
                values[model.column[f"years of {product.id}"]] = years
    return tuple(values)


def _cheapest_pass(model: Linear, product: str, months: int) -> tuple[int, int]:
    year = model.column.get(f"years of {product}")
    month = model.column[f"months of {product}"]
    options = [(0, months)] if model.top[month] else []
    if year is not None and model.top[year]:
        whole = months // 12
        options += [(whole + 1, 0)] + ([(whole, months % 12)] if model.top[month] else [])
    return min(
        options or [(0, months)],
        key=lambda pair: (
            pair[0] * (model.cost[year] if year is not None else 0.0) + pair[1] * model.cost[month]
        ),
    )
