"""Turns the planner's plans into what a decision compares with programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tripos.catalog import Depth
from tripos.decide import CourseOffer
from tripos.errors import TriposError
from tripos.plan import ObjectiveName, Plan, Setting, make_plan

OBJECTIVES: tuple[ObjectiveName, ...] = ("balanced", "cheapest", "fastest")
_DAYS_PER_MONTH = 30.4375


def course_offers(setting: Setting, tell: Callable[[str], None]) -> tuple[CourseOffer, ...]:
    """The balanced, the cheapest and the fastest plan, or why there is none."""
    found = []
    for objective in OBJECTIVES:
        tell(f"the {objective} course plan")
        try:
            plan = make_plan(replace(setting, objective=objective))
        except TriposError as error:
            found.append(CourseOffer(objective, f"{objective} plan", why_not=str(error)))
            continue
        found.append(offer_of(plan))
    return tuple(found)


def offer_of(plan: Plan) -> CourseOffer:
    """A plan as a path for the decision: hours, money, and what is learned after which share."""
    title = f"{plan.objective} plan"
    if plan.status == "infeasible" or plan.planned_finish is None:
        reason = plan.reasons[0] if plan.reasons else "there is no such plan"
        return CourseOffer(plan.objective, title, why_not=reason)
    total = sum(item.hours.mode for item in plan.items) or 1.0
    done, learns = 0.0, []
    known: dict[str, Depth] = {}
    for item in sorted(plan.items, key=lambda item: (item.end, item.id)):
        done += item.hours.mode
        deeper = {key: depth for key, depth in item.covers.items() if depth > known.get(key, 0)}
        known |= deeper
        learns += [(min(1.0, done / total), key, depth) for key, depth in deeper.items()]
    products = {item.product for item in plan.items if item.product}
    subscriptions = sum(paid.amount for paid in plan.payments if paid.item in products)
    return CourseOffer(
        id=plan.objective,
        title=title,
        hours=(plan.hours.low, plan.hours.mode, plan.hours.high),
        once=plan.cost - subscriptions,
        subscriptions=subscriptions,
        months=max(1.0, (plan.planned_finish - plan.start).days / _DAYS_PER_MONTH),
        learns=tuple(learns),
        price_assumed=any(item.price_assumed for item in plan.items),
        courses=tuple(item.title for item in plan.items if item.kind == "course"),
    )
