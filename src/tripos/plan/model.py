"""The choice of items as a linear model over yes-or-no variables, free of any solver.

Columns: one for each item, two counts of months and years for each subscription, and, if leaving
targets out is allowed, one for each open target. Rows: coverage, requirements, conflicts, pins,
milestones, hours, money. `Linear` holds the model row by row; a solver module turns it into its
own form.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from tripos.plan.problem import Problem, Weights

INF = math.inf


@dataclass
class Linear:
    """Minimise cost·x subject to lower <= row·x <= upper, 0 <= x <= top.

    All x are whole numbers but those whose index is in `fractional`.
    """

    names: list[str] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    top: list[float] = field(default_factory=list)
    rows: list[tuple[float, dict[int, float], float]] = field(default_factory=list)
    column: dict[str, int] = field(default_factory=dict)
    fractional: set[int] = field(default_factory=set)

    def add_column(self, name: str, cost: float, top: float = 1.0) -> int:
        """A whole-number variable between 0 and `top`; returns its index."""
        self.column[name] = len(self.names)
        self.names.append(name)
        self.cost.append(cost)
        self.top.append(top)
        return self.column[name]

    def add_row(self, lower: float, terms: Mapping[int, float], upper: float) -> None:
        """A constraint lower <= sum of terms <= upper."""
        self.rows.append((lower, dict(terms), upper))


def choice_model(
    problem: Problem, weights: Weights, leave_out_cost: Mapping[str, float] | None = None
) -> Linear:
    """The model that chooses items of `problem` at least cost.

    With `leave_out_cost` (USD for each target) targets may be left out at that cost.
    """
    model = Linear()
    for item in problem.items.values():
        column = model.add_column(item.id, weights.of(item))
        if item.kind == "self-study":
            # Once the courses are whole, the cheapest self-study is whole too (it covers one
            # competency each), so the solver need not branch on it.
            model.fractional.add(column)
    for product in problem.subscriptions.values():
        model.add_column(f"months of {product.id}", weights.usd * product.monthly, 240)
        if product.annual is not None:
            model.add_column(f"years of {product.id}", weights.usd * product.annual, 20)
    _coverage_rows(model, problem, leave_out_cost)
    _need_rows(model, problem, optional=leave_out_cost is not None)
    _money_rows(model, problem)
    _other_rows(model, problem)
    return model


def _coverage_rows(
    model: Linear, problem: Problem, leave_out_cost: Mapping[str, float] | None
) -> None:
    for competency, depth in problem.open_targets.items():
        teachers = [key for key, reach in problem.suppliers.get(competency, ()) if reach >= depth]
        terms = {model.column[key]: 1.0 for key in teachers}
        if leave_out_cost is not None:
            column = model.add_column(f"without {competency}", leave_out_cost[competency])
            terms[column] = 1.0
        model.add_row(1, terms, INF)


def _need_rows(model: Linear, problem: Problem, *, optional: bool) -> None:
    for key, groups in problem.open_needs.items():
        for group in groups:
            if not optional and problem.surely_supported(group):
                continue  # the coverage row of some target says so already
            if group:
                add_support(model, group, key)
            else:
                model.top[model.column[key]] = 0.0


def add_support(model: Linear, supporters: frozenset[str], key: str) -> None:
    """Adds: `key` may be chosen only together with one of `supporters`."""
    terms = {model.column[other]: 1.0 for other in sorted(supporters)}
    terms[model.column[key]] = terms.get(model.column[key], 0.0) - 1.0
    model.add_row(0, terms, INF)


def _money_rows(model: Linear, problem: Problem) -> None:
    spent: dict[int, float] = {}
    for item in problem.items.values():
        if item.price:
            spent[model.column[item.id]] = item.price
        if problem.monthly_budget is not None and item.price > problem.monthly_budget:
            model.top[model.column[item.id]] = 0.0
    for product in problem.subscriptions.values():
        months = model.column[f"months of {product.id}"]
        paid = {months: 1.0}
        spent[months] = product.monthly
        if product.annual is not None:
            years = model.column[f"years of {product.id}"]
            paid[years] = 12.0
            spent[years] = product.annual
            if problem.monthly_budget is not None and product.annual > problem.monthly_budget:
                model.top[years] = 0.0
        if problem.monthly_budget is not None and product.monthly > problem.monthly_budget:
            model.top[months] = 0.0
        # Even if all study time went to this product, a month holds no more than this.
        per_month = problem.hours_per_day * problem.pass_days
        members = [item for item in problem.items.values() if item.product == product.id]
        load = {model.column[item.id]: -item.hours.mode / per_month for item in members}
        model.add_row(0, paid | load, INF)
        for item in members:
            model.add_row(0, {**paid, model.column[item.id]: -1.0}, INF)
    if problem.budget is not None:
        model.add_row(-INF, spent, problem.budget)


def _other_rows(model: Linear, problem: Problem) -> None:
    for one, two in problem.conflicts:
        model.add_row(-INF, {model.column[one]: 1.0, model.column[two]: 1.0}, 1)
    for key in sorted(problem.pins):
        model.add_row(1, {model.column[key]: 1.0}, INF)
    if problem.min_milestones:
        terms = {model.column[key]: 1.0 for key in problem.milestones}
        model.add_row(min(problem.min_milestones, len(terms)), terms, INF)
    if problem.capacity is not None:
        hours = {model.column[item.id]: item.hours.mode for item in problem.items.values()}
        model.add_row(-INF, hours, problem.capacity)
