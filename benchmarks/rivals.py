"""Two honest alternatives to our search: a greedy cover, and the same model in CP-SAT."""

from __future__ import annotations

import math
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from tripos.plan.founded import founded_order, loop_cuts
from tripos.plan.model import add_support, choice_model
from tripos.plan.problem import Problem, Weights


@dataclass(frozen=True)
class Result:
    """What a rival reached: objective, proven bound (or minus infinity), seconds, items."""

    cost: float
    bound: float
    seconds: float
    items: tuple[str, ...]


def evaluate(problem: Problem, weights: Weights, chosen: set[str], price: dict | None) -> float:
    """The objective of a startable choice; infinite if it breaks a limit."""
    model = choice_model(problem, weights, price)
    cost = sum(model.cost[model.column[key]] for key in chosen)
    shown = sum(1 for key in problem.milestones if key in chosen)
    if shown < problem.min_milestones or not problem.pins <= chosen:
        return math.inf
    for key, depth in problem.open_targets.items():
        if not any(problem.items[i].covers.get(key, 0) >= depth for i in chosen):
            if price is None:
                return math.inf
            cost += price[key]
    for product in problem.subscriptions.values():
        hours = sum(
            problem.items[k].hours.mode for k in chosen if problem.items[k].product == product.id
        )
        months = math.ceil(hours / (problem.hours_per_day * 31) - 1e-9)
        annual = math.inf if product.annual is None else product.annual * math.ceil(months / 12)
        cost += weights.usd * min(months * product.monthly, annual)
    hours = sum(problem.items[key].hours.mode for key in chosen)
    return math.inf if problem.capacity is not None and hours > problem.capacity + 1e-6 else cost


def greedy(problem: Problem, weights: Weights, price: dict | None) -> Result:
    """Takes, again and again, the item that covers most open target worth for its cost.

    An item comes with the cheapest startable chain of what it needs, as a person with a
    spreadsheet would do it.
    """
    began = time.monotonic()
    cost = {
        item.id: weights.usd * item.price
        + weights.hour * (item.hours.mode * item.weight + item.effort)
        + (weights.usd * 15 if item.product else 0)
        for item in problem.items.values()
    }
    chosen: set[str] = set()
    projects = sorted(problem.milestones, key=lambda key: cost[key])[: problem.min_milestones]
    for key in [*sorted(problem.pins), *projects]:
        chosen.update(_chain(problem, key, chosen, cost, deep=20) or [])
    left = {
        k: d for k, d in problem.open_targets.items()
        if not any(problem.items[i].covers.get(k, 0) >= d for i in chosen)
    }  # fmt: skip
    hours = sum(problem.items[key].hours.mode for key in chosen)
    while left:
        best: tuple[float, list[str]] | None = None
        for item in problem.items.values():
            gain = sum(1 for k, d in left.items() if item.covers.get(k, 0) >= d)
            if item.id in chosen or not gain:
                continue
            chain = _chain(problem, item.id, chosen, cost)
            if chain is None:
                continue
            extra = sum(problem.items[key].hours.mode for key in chain)
            if problem.capacity is not None and hours + extra > problem.capacity:
                continue
            ratio = sum(cost[key] for key in chain) / gain
            if best is None or ratio < best[0]:
                best = (ratio, chain)
        if best is None:
            break
        chosen.update(best[1])
        hours = sum(problem.items[key].hours.mode for key in chosen)
        left = {
            k: d for k, d in left.items()
            if not any(problem.items[i].covers.get(k, 0) >= d for i in chosen)
        }  # fmt: skip
    order, _ = founded_order(problem, sorted(chosen))
    found = evaluate(problem, weights, set(order), price)
    return Result(found, -math.inf, time.monotonic() - began, tuple(order))


def _chain(
    problem: Problem, key: str, have: set[str], cost: dict[str, float], deep: int = 6
) -> list[str] | None:
    """`key` with what it needs beyond `have`, cheapest first; None if that is too deep."""
    if deep == 0:
        return None
    chain: list[str] = []
    for group in problem.open_needs[key]:
        known = have | set(chain)
        if group & known:
            continue
        for other in sorted(group, key=lambda k: cost[k])[:3]:
            more = _chain(problem, other, known | {key}, cost, deep - 1)
            if more is not None:
                chain += [step for step in more if step not in chain]
                break
        else:
            return None
    return [*chain, key]


def cp_sat(problem: Problem, weights: Weights, price: dict | None, seconds: float) -> Result:
    """The same model and the same circle cuts, solved by CP-SAT with 8 workers.

    In a process of its own: both solvers' libraries carry HiGHS and do not bear one another.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_cp_sat, problem, weights, price, seconds).result()


def _cp_sat(problem: Problem, weights: Weights, price: dict | None, seconds: float) -> Result:
    from ortools.sat.python import cp_model

    began = time.monotonic()
    model = choice_model(problem, weights, price)
    best, bound, items = math.inf, -math.inf, ()
    while (left := seconds - (time.monotonic() - began)) > 0.5:
        solver_model = cp_model.CpModel()
        columns = [solver_model.new_int_var(0, round(top), "") for top in model.top]
        for lower, terms, upper in model.rows:
            total = sum(round(100 * v) * columns[c] for c, v in terms.items())
            # Rounding to hundredths may only ever loosen a row.
            slack = sum(abs(100 * v - round(100 * v)) for v in terms.values())
            low = -(10**12) if lower == -math.inf else math.floor(100 * lower - slack * 40)
            high = 10**12 if upper == math.inf else math.ceil(100 * upper + slack * 40)
            if isinstance(total, int):
                continue
            solver_model.add(total >= low)
            solver_model.add(total <= high)
        solver_model.minimize(
            sum(round(100 * c) * x for c, x in zip(model.cost, columns, strict=True))
        )
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = left
        solver.parameters.num_workers = 8
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = 1
        status = solver.solve(solver_model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        bound = max(bound, solver.best_objective_bound / 100)
        chosen = {key for key in problem.items if solver.value(columns[model.column[key]])}
        order, _ = founded_order(problem, sorted(chosen))
        cost = evaluate(problem, weights, set(order), price)
        if cost < best:
            best, items = cost, tuple(order)
        cuts = loop_cuts(problem, chosen)
        if not cuts:
            break
        for supporters, key in cuts:
            add_support(model, supporters, key)
    return Result(best, min(bound, best), time.monotonic() - began, items)
