"""Why no plan exists, and the smallest single change that makes one possible."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from tripos.atlas import Atlas
from tripos.plan.choose import Choice, Progress, choose_items
from tripos.plan.problem import DAYS_PER_MONTH, Problem, Weights
from tripos.plan.result import Relaxation
from tripos.plan.schedule import schedule_blocks
from tripos.plan.sequence import gather, sequence_items

_GAP = 0.01
_NAMED = 8
_MOST_WEEKLY = 100.0
_MARGIN = 60  # one day in so many is added, so that the advice does not fail by a day


def diagnose(
    problem: Problem,
    weights: Weights,
    atlas: Atlas,
    *,
    seconds: float,
    progress: Progress | None = None,
) -> tuple[tuple[str, ...], tuple[Relaxation, ...]]:
    """Reasons in sentences, and relaxations each of which alone helps.

    Each limit is lifted in turn: what the plan then needs of it is the smallest relaxation.
    """
    ask = _Asker(problem, weights, seconds, progress)
    free = ask.solve(problem.unlimited(), Weights(0.0, 1.0, 0.0))
    if not free.items:
        return _structural(problem, ask, atlas)
    reasons: list[str] = []
    relaxations: list[Relaxation] = []
    capacity = problem.capacity
    if capacity is not None and ask.hours(free) > capacity:
        reasons.append(
            f"the goal takes at least {ask.hours(free):.0f} h of study, and until"
            f" {problem.deadline} there are {capacity:.0f} h"
        )
    dear = ask.solve(replace(problem, deadline=None, hours_limit=None, budget=None),
                     Weights(1.0, 0.001, 0.0))  # fmt: skip
    spent = ask.money(dear) if dear.items else math.inf
    if not math.isfinite(spent) and problem.monthly_budget is not None:
        reasons.append(f"no selection fits {problem.monthly_budget:.0f} USD a month")
    elif problem.budget is not None and spent > problem.budget:
        reasons.append(
            f"the goal costs at least {spent:.0f} USD, and the budget is {problem.budget:.0f} USD"
        )
    if capacity is not None:
        relaxations += _more_time(problem, ask)
    if problem.budget is not None or problem.monthly_budget is not None:
        relaxations += _more_money(problem, ask)
    relaxations += _fewer_pins(problem, ask)
    relaxations += _less_goal(problem, ask, atlas)
    if not reasons:
        reasons.append(
            "time and money each suffice alone but not together: the plans that fit the budget"
            " take too many hours, and the shorter ones cost too much"
        )
    return tuple(reasons), tuple(relaxations)


class _Asker:
    """Solves variants of a problem, each within a share of the time."""

    def __init__(
        self, problem: Problem, weights: Weights, seconds: float, progress: Progress | None
    ) -> None:
        self.problem = problem
        self.weights = weights
        self.seconds = max(2.0, seconds / 4)
        self.progress = progress

    def solve(self, problem: Problem, weights: Weights) -> Choice:
        if self.progress:
            self.progress("looking for what would help")
        return choose_items(problem, weights, seconds=self.seconds, gap=_GAP)

    def hours(self, choice: Choice) -> float:
        return self.problem.hours_of(choice.items)

    def money(self, choice: Choice) -> float:
        """What the items and the fewest possible subscription months cost."""
        total = sum(self.problem.items[key].price for key in choice.items)
        for product in self.problem.subscriptions.values():
            hours = self.problem.hours_of(choice.items, product.id)
            months = math.ceil(hours / (self.problem.hours_per_day * 28))
            years = months if product.annual is None else product.annual * math.ceil(months / 12)
            monthly = months * product.monthly
            total += monthly if product.annual is None else min(monthly, years)
        return total


def _more_time(problem: Problem, ask: _Asker) -> list[Relaxation]:
    """The least study that the budget allows, dated: a later deadline, or more hours a week."""
    free = replace(problem, deadline=None, hours_limit=None)
    choice = ask.solve(free, Weights(0.001, 1.0, 0.0))
    if not choice.items or problem.deadline is None:
        return []
    blocks = gather(sequence_items(free, choice.items))
    finish = schedule_blocks(free, blocks).finish
    if finish <= problem.deadline:
        return []
    found = []
    share = (finish - problem.start).days / max(1, (problem.deadline - problem.start).days)
    weekly = math.floor(2 * problem.hours_per_week.mode * share) / 2
    while weekly <= _MOST_WEEKLY:
        pace = replace(problem.hours_per_week, mode=weekly, high=max(weekly, _MOST_WEEKLY))
        faster = replace(free, hours_per_week=pace)
        if schedule_blocks(faster, blocks).finish <= problem.deadline:
            change = f"{weekly + 0.5:g} h a week instead of {problem.hours_per_week.mode:g}"
            found.append(Relaxation("hours_per_week", change, weekly + 0.5))
            break
        weekly += 0.5
    later = finish + (finish - problem.start) // _MARGIN + dt.timedelta(days=3)
    months = math.ceil((later - problem.deadline).days / DAYS_PER_MONTH)
    change = f"{months} month{'s' if months > 1 else ''} more, until {later}"
    return [*found, Relaxation("deadline", change, str(later))]


def _more_money(problem: Problem, ask: _Asker) -> list[Relaxation]:
    choice = ask.solve(replace(problem, budget=None), Weights(1.0, 0.001, 0.0))
    found = []
    if choice.items and problem.budget is not None:
        money = math.ceil(ask.money(choice))
        if money > problem.budget:
            change = f"a budget of {money} USD instead of {problem.budget:.0f}"
            found.append(Relaxation("budget", change, float(money)))
    if problem.monthly_budget is not None:
        freed = ask.solve(replace(problem, monthly_budget=None), ask.weights)
        if freed.items and not choice.items:
            dearest = max(
                [ask.problem.items[key].price for key in freed.items]
                + [p.monthly for p in problem.subscriptions.values()]
            )
            change = f"{dearest:.0f} USD a month instead of {problem.monthly_budget:.0f}"
            found.append(Relaxation("monthly_budget", change, float(dearest)))
    return found


def _fewer_pins(problem: Problem, ask: _Asker) -> list[Relaxation]:
    """Giving up what one insists on, if that alone is enough."""
    if not problem.pins or not ask.solve(replace(problem, pins=frozenset()), ask.weights).items:
        return []
    titles = ", ".join(sorted(problem.items[key].title for key in problem.pins))
    change = f"do not insist on every one of preferences.must_courses ({titles})"
    return [Relaxation("must_courses", change, tuple(sorted(problem.pins)))]


def _less_goal(problem: Problem, ask: _Asker, atlas: Atlas) -> list[Relaxation]:
    """The fewest target hours to leave out so that the rest fits."""
    price = {
        key: 100.0 * atlas[key].hours if key in atlas else 100.0 for key in problem.open_targets
    }
    free = replace(problem, min_milestones=0)
    choice = choose_items(
        free, Weights(0.0001, 0.001, 0.0), seconds=ask.seconds, gap=0.05, leave_out_cost=price
    )
    if not choice.items or not choice.left_out:
        return []
    names = [atlas[key].name if key in atlas else key for key in choice.left_out]
    shown = ", ".join(names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    hours = sum(atlas[key].hours for key in choice.left_out if key in atlas)
    change = f"leave out {len(names)} of the competencies ({hours:.0f} h): {shown}{more}"
    return [Relaxation("target", change, choice.left_out)]


def _structural(
    problem: Problem, ask: _Asker, atlas: Atlas
) -> tuple[tuple[str, ...], tuple[Relaxation, ...]]:
    """No amount of time or money helps: some pin or target has nothing to stand on."""
    orphans = [key for key in problem.open_targets if not problem.suppliers.get(key)]
    if orphans:
        names = ", ".join(atlas[key].name if key in atlas else key for key in orphans[:_NAMED])
        return (f"nothing on offer teaches {names}",), tuple(_less_goal(problem, ask, atlas))
    fewer = _fewer_pins(problem.unlimited(), ask)
    if fewer:
        return ("the courses you insist on cannot be taken together",), tuple(fewer)
    return ("what the goal requires cannot be reached from what you know",), ()
