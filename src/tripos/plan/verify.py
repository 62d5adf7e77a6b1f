"""Checks a finished plan from its dates and figures alone, by other means than it was made.

The scheduler fills days; this checker never looks at days. It holds the plan's lines against the
problem: requirements by order of dates, hours by the demand of every interval (what lies wholly
inside an interval must fit into its hours, which is necessary and sufficient for some division of
the days), money by recounting passes over the calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tripos.plan.problem import Item, Problem
from tripos.plan.result import Paid, Plan, PlanItem

_HOURS, _MONEY = 0.02, 0.01


def violations(problem: Problem, plan: Plan) -> list[str]:
    """Every constraint the plan breaks, as sentences; empty for a sound plan."""
    return [
        *_content(problem, plan),
        *_order(problem, plan),
        *_hours(problem, plan),
        *_parallel(problem, plan),
        *_money(problem, plan),
    ]


def _atoms(problem: Problem, line: PlanItem) -> list[Item]:
    return [problem.items[part] for part in line.parts]


def _content(problem: Problem, plan: Plan) -> Iterator[str]:
    chosen = [part for line in plan.items for part in line.parts]
    if len(chosen) != len(set(chosen)):
        yield "an item stands in the plan twice"
    for part in chosen:
        if part not in problem.items:
            yield f"{part} was not on offer"
            return
    for key, depth in problem.targets.items():
        reached = max(
            [problem.depth_known(key)]
            + [int(problem.items[part].covers.get(key, 0)) for part in chosen]
        )
        if reached < depth:
            yield f"{key} is not reached at depth {depth.label}"
    for key in problem.pins:
        if key not in chosen:
            yield f"the pinned {key} is missing"
    for one, two in problem.conflicts:
        if one in chosen and two in chosen:
            yield f"{one} and {two} exclude each other"
    shown = sum(1 for key in problem.milestones if key in chosen)
    if shown < problem.min_milestones:
        yield f"only {shown} project milestones"


def _order(problem: Problem, plan: Plan) -> Iterator[str]:
    for line in plan.items:
        if line.start < problem.start or line.end < line.start:
            yield f"{line.title} has impossible dates"
        if problem.deadline and line.end > problem.deadline:
            yield f"{line.title} ends after the deadline"
        earlier = {
            part for other in plan.items if other.end <= line.start for part in other.parts
        } - set(line.parts)
        for at, atom in enumerate(_atoms(problem, line)):
            have = earlier | set(line.parts[:at])
            for need in atom.needs:
                if not _met(problem, need.competencies, need.items, int(need.depth), have):
                    yield f"{atom.id} starts on {line.start} before its requirements are met"


def _met(
    problem: Problem, competencies: tuple[str, ...], items: tuple[str, ...], depth: int,
    have: set[str],
) -> bool:  # fmt: skip
    if any(problem.depth_known(key) >= depth for key in competencies):
        return True
    if any(key in have for key in items):
        return True
    return any(
        int(problem.items[part].covers.get(key, 0)) >= depth
        for part in have
        for key in competencies
    )


def _hours(problem: Problem, plan: Plan) -> Iterator[str]:
    starts = sorted({line.start for line in plan.items})
    ends = sorted({line.end for line in plan.items})
    per_day = problem.hours_per_week.mode / 7
    for begin in starts:
        inside = [line for line in plan.items if line.start >= begin]
        for finish in ends:
            if finish < begin:
                continue
            demand = sum(
                problem.items[part].hours.mode
                for line in inside
                if line.end <= finish
                for part in line.parts
            )
            room = _days(problem, begin, finish) * per_day
            if demand > room + _HOURS:
                yield f"{demand:.1f} h between {begin} and {finish}, with time for {room:.1f} h"
                return
    mode = sum(line.hours.mode for line in plan.items)
    if abs(mode - plan.hours.mode) > _HOURS * max(1, len(plan.items)):
        yield "the plan's hours are not the sum of its lines"


def _days(problem: Problem, begin: dt.date, finish: dt.date) -> int:
    count = (finish - begin).days + 1
    off = set()
    for first, last in problem.breaks:
        day = max(first, begin)
        while day <= min(last, finish):
            off.add(day)
            day += dt.timedelta(days=1)
    return count - len(off)


def _parallel(problem: Problem, plan: Plan) -> Iterator[str]:
    for day in sorted({line.start for line in plan.items}):
        running = sum(1 for line in plan.items if line.start <= day <= line.end)
        if running > problem.at_once:
            yield f"{running} lines run on {day}, more than {problem.at_once}"
            return


def _money(problem: Problem, plan: Plan) -> Iterator[str]:
    once = sum(problem.items[part].price for line in plan.items for part in line.parts)
    paid_once = sum(p.amount for p in plan.payments if p.item not in problem.subscriptions)
    if abs(once - paid_once) > _MONEY:
        yield f"prices add up to {once:.2f} USD, payments to {paid_once:.2f} USD"
    for key in problem.subscriptions:
        lines = [
            line for line in plan.items if any(a.product == key for a in _atoms(problem, line))
        ]
        passes = sorted((p for p in plan.payments if p.item == key), key=lambda p: p.date)
        for line in lines:
            day = line.start
            while day <= line.end:
                if not _paid_on(day, passes) and not _off(problem, day):
                    yield f"{line.title} is studied on {day} without a paid pass"
                    break
                day += dt.timedelta(days=1)
    if problem.budget is not None and plan.cost > problem.budget + _MONEY:
        yield f"{plan.cost:.2f} USD exceed the budget of {problem.budget:.2f} USD"
    if problem.monthly_budget is not None:
        by_month: dict[tuple[int, int], float] = {}
        for payment in plan.payments:
            month = (payment.date.year, payment.date.month)
            by_month[month] = by_month.get(month, 0.0) + payment.amount
        for (year, number), amount in by_month.items():
            if amount > problem.monthly_budget + _MONEY:
                yield f"{amount:.2f} USD fall due in {year}-{number:02}"


def _off(problem: Problem, day: dt.date) -> bool:
    return any(first <= day <= last for first, last in problem.breaks)


def _paid_on(day: dt.date, passes: list[Paid]) -> bool:
    for payment in passes:
        last = payment.date
        for _ in range(12 if payment.what.endswith("one year") else 1):
            last = _next_month(last)
        if payment.date <= day < last:
            return True
    return False


def _next_month(day: dt.date) -> dt.date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    for number in range(day.day, 27, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    return dt.date(year, month, day.day)
