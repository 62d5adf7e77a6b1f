"""What more money buys in time: the frontier of cost against finish."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from tripos.plan.build import build_problem
from tripos.plan.choose import Progress
from tripos.plan.make import Setting, solve
from tripos.plan.result import Plan


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """One plan that no other beats on both money and time."""

    cost: float
    finish: dt.date
    hours: float
    courses: int
    plan: Plan


def frontier(
    setting: Setting, points: int = 6, *, progress: Progress | None = None
) -> list[FrontierPoint]:
    """Plans from cheapest to fastest, dominated ones left out; empty if there is no plan.

    Between the ends the fastest plan is sought under evenly spaced limits of money.
    """
    problem = build_problem(
        setting.person, setting.atlas, setting.catalog, setting.belief, setting.today
    )
    cheap = solve(replace(setting, objective="cheapest"), problem, progress=progress)
    fast = solve(replace(setting, objective="fastest"), problem, progress=progress)
    if not cheap.items or not fast.items:
        return []
    plans = [cheap, fast]
    low, high = cheap.cost, fast.cost
    for step in range(1, points - 1):
        limit = low + (high - low) * step / (points - 1)
        if high - low < 1:
            break
        capped = replace(problem, budget=limit)
        plans.append(solve(replace(setting, objective="fastest"), capped, progress=progress))
    found = [_point(plan) for plan in plans if plan.items]
    kept = [
        one
        for one in found
        if not any(
            other.cost <= one.cost and other.finish <= one.finish
            and (other.cost, other.finish) != (one.cost, one.finish)
            for other in found
        )
    ]  # fmt: skip
    unique = {(point.cost, point.finish): point for point in kept}
    return sorted(unique.values(), key=lambda point: point.cost)


def _point(plan: Plan) -> FrontierPoint:
    assert plan.planned_finish is not None
    courses = sum(1 for item in plan.items if item.kind == "course")
    return FrontierPoint(round(plan.cost, 2), plan.planned_finish, plan.hours.mode, courses, plan)
