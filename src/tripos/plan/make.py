"""Makes a plan: choose, order, date, explain; or say why there is none."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from tripos.atlas import Atlas
from tripos.belief import Belief
from tripos.catalog import Catalog
from tripos.person import Person
from tripos.plan.build import build_problem
from tripos.plan.choose import Choice, Progress, choose_items
from tripos.plan.explain import coherence, plan_items, uncovered_targets
from tripos.plan.finish import finish_distribution
from tripos.plan.highs import relative_gap
from tripos.plan.problem import NOTHING, Problem, Weights
from tripos.plan.relax import diagnose
from tripos.plan.result import ObjectiveName, Paid, Plan
from tripos.plan.schedule import Schedule, schedule_blocks
from tripos.plan.sequence import disorder, gather, sequence_items, teaching_order

GAP = 0.01  # a plan is called optimal when it is proven to be within this of the best
_SEARCH_GAP = 0.005  # what the search itself aims at, to leave room for what dating adds
_ROOMY_DAYS = 24
_TIGHTENINGS = 6


@dataclass(frozen=True)
class Setting:
    """Everything a plan is made from. `seconds` limits the search."""

    person: Person
    atlas: Atlas
    catalog: Catalog
    belief: Belief
    today: dt.date
    objective: ObjectiveName = "balanced"
    seconds: float = 10.0
    seed: int = 0


def weights_for(objective: ObjectiveName, person: Person, catalog: Catalog) -> Weights:
    """What an objective takes a dollar and an hour to be worth for this person."""
    hour = person.preferences.usd_per_hour
    value = catalog.assumption("hour-value")[1] if hour is None else hour
    value = max(value, 1.0)  # time is never quite free, or plans would be endless
    if objective == "cheapest":
        return Weights(usd=1.0, hour=0.1 * value)
    if objective == "fastest":
        return Weights(usd=0.02, hour=value, comfort=0.05)
    return Weights(usd=1.0, hour=value)


def make_plan(setting: Setting, *, progress: Progress | None = None) -> Plan:
    """The best plan for a person. Raises TriposError for goals or means that make no sense."""
    problem = build_problem(
        setting.person, setting.atlas, setting.catalog, setting.belief, setting.today
    )
    return solve(setting, problem, progress=progress)


def solve(
    setting: Setting,
    problem: Problem,
    *,
    earlier: Mapping[str, int] | None = None,
    done: Collection[str] = (),
    progress: Progress | None = None,
) -> Plan:
    """The best plan for a problem that is already built; `earlier` keeps an order."""
    weights = weights_for(setting.objective, setting.person, setting.catalog)
    began = time.monotonic()
    tight = problem
    for _ in range(_TIGHTENINGS):
        found = _choose_and_date(setting, problem, tight, weights, earlier, progress)
        if found is None:
            return _impossible(setting, problem, weights, time.monotonic() - began, progress)
        late = _too_late(problem, found.schedule)
        over = 0.0 if problem.budget is None else found.schedule.cost - problem.budget
        if late <= 0 and over <= 0.005:
            left = setting.seconds - (time.monotonic() - began)
            if found.gap > GAP and left > 1:
                found = _again(setting, problem, tight, weights, earlier, found, left, progress)
            return _plan(setting, problem, found, time.monotonic() - began, done)
        # The calendar loses a few hours, or a subscription some days, that the choice counted on.
        hours = problem.hours_of(found.choice.items)
        if late > 0:
            tight = replace(tight, hours_limit=hours - 0.6 * late - 0.1)
        if over > 0.005:
            tight = replace(tight, budget=(tight.budget or 0.0) - over)
    return _impossible(setting, problem, weights, time.monotonic() - began, progress)


@dataclass(frozen=True)
class _Found:
    """A choice with its dates, what both really cost in the objective, and the gap of that."""

    choice: Choice
    schedule: Schedule
    cost: float
    gap: float


def _choose_and_date(
    setting: Setting,
    problem: Problem,
    tight: Problem,
    weights: Weights,
    earlier: Mapping[str, int] | None,
    progress: Progress | None,
) -> _Found | None:
    choice = choose_items(
        tight, weights, seconds=setting.seconds, gap=_SEARCH_GAP, progress=progress
    )
    if not choice.items and problem.open_targets:
        return None
    schedule = _cheapest_schedule(problem, choice, earlier, progress)
    cost = _objective(problem, weights, choice, schedule)
    return _Found(choice, schedule, cost, relative_gap(cost, choice.bound))


def _again(
    setting: Setting,
    problem: Problem,
    tight: Problem,
    weights: Weights,
    earlier: Mapping[str, int] | None,
    first: _Found,
    left: float,
    progress: Progress | None,
) -> _Found:
    """Chooses again with room in each subscription month, when dating cost more than foreseen.

    The bound stays that of the first choice: the room would make a later one too high.
    """
    longer = replace(setting, seconds=0.7 * left)
    roomy = replace(tight, pass_days=_ROOMY_DAYS)
    second = _choose_and_date(longer, problem, roomy, weights, earlier, progress)
    if second is None or _too_late(problem, second.schedule) > 0:
        return first
    if problem.budget is not None and second.schedule.cost > problem.budget + 0.005:
        return first
    best = min((first, second), key=lambda one: one.cost)
    return replace(best, gap=relative_gap(best.cost, first.choice.bound))


def _too_late(problem: Problem, schedule: Schedule) -> float:
    """Hours that the schedule places behind the deadline."""
    if problem.deadline is None:
        return 0.0
    return sum(
        hours
        for entry in schedule.dated
        for day, hours in entry.days.items()
        if day > problem.deadline
    )


def _cheapest_schedule(
    problem: Problem,
    choice: Choice,
    earlier: Mapping[str, int] | None,
    progress: Progress | None,
) -> Schedule:
    """The better of the subscription-first and the subject-first order: cost, then subject."""
    if progress:
        progress("dating the courses")
    orders = [sequence_items(problem, choice.items, earlier=earlier)]
    if not earlier:
        orders.append(teaching_order(problem, choice.items))
    schedules = [(schedule_blocks(problem, gather(order)), disorder(order)) for order in orders]
    return min(schedules, key=lambda pair: (round(pair[0].cost, 2), pair[1]))[0]


def _plan(
    setting: Setting,
    problem: Problem,
    found: _Found,
    seconds: float,
    done: Collection[str],
) -> Plan:
    atlas, catalog, schedule = setting.atlas, setting.catalog, found.schedule
    dated = sorted(schedule.dated, key=lambda entry: (entry.start, entry.end))
    lines = plan_items(problem, dated, atlas, catalog)
    total = NOTHING
    for entry in dated:
        total += entry.block.hours
    gap = found.gap
    idle = _idle_days(problem, schedule)
    spans = [entry.block.hours for entry in dated]
    first = found.choice.first_seconds
    return Plan(
        status="optimal" if gap <= GAP + 1e-9 else "feasible",
        objective=setting.objective,
        gap=gap,
        seconds=seconds,
        first_seconds=first if math.isfinite(first) else None,
        today=setting.today,
        start=problem.start,
        person=setting.person.model_dump(mode="json"),
        targets=len(problem.targets),
        known=len(problem.targets) - len(problem.open_targets),
        items=lines,
        payments=tuple(Paid(p.date, p.amount, p.what, p.item) for p in schedule.payments),
        hours=total,
        planned_finish=schedule.finish,
        load=_load(schedule),
        finish=finish_distribution(problem, spans, setting.seed, idle_days=idle),
        uncovered=uncovered_targets(problem, lines, atlas, catalog),
        coherence=coherence(problem, lines, atlas, catalog),
        warnings=_warnings(schedule, catalog),
        done=tuple(done),
        seed=setting.seed,
    )


def _objective(problem: Problem, weights: Weights, choice: Choice, schedule: Schedule) -> float:
    """The objective at the money really paid, so that the gap tells the whole truth."""
    planned = sum(weights.of(problem.items[key]) for key in choice.items)
    subscribed = sum(p.amount for p in schedule.payments if p.item in problem.subscriptions)
    return planned + weights.usd * subscribed


def _load(schedule: Schedule) -> dict[dt.date, float]:
    """Hours of study in each week, by its Monday."""
    found: dict[dt.date, float] = {}
    for entry in schedule.dated:
        for day, hours in entry.days.items():
            monday = day - dt.timedelta(days=day.weekday())
            found[monday] = found.get(monday, 0.0) + hours
    return dict(sorted(found.items()))


def _idle_days(problem: Problem, schedule: Schedule) -> int:
    studied = {day for entry in schedule.dated for day in entry.days}
    return max(0, problem.study_days(problem.start, schedule.finish) - len(studied))


def _warnings(schedule: Schedule, catalog: Catalog) -> tuple[str, ...]:
    assumed = [
        item.title for entry in schedule.dated for item in entry.block.items if item.price_assumed
    ]
    found = []
    if assumed:
        found.append(
            "the price is not known and was assumed at the high end for: " + ", ".join(assumed)
        )
    for key in sorted({entry.block.product for entry in schedule.dated if entry.block.product}):
        fact = catalog.products[key].facts["monthly"]
        if fact.confidence not in ("published", "personal"):
            found.append(
                f"the monthly price of {catalog.products[key].name} is {fact.confidence}"
                f" ({fact.as_of}): verify it before you subscribe"
            )
    return tuple(found)


def _impossible(
    setting: Setting,
    problem: Problem,
    weights: Weights,
    seconds: float,
    progress: Progress | None,
) -> Plan:
    reasons, relaxations = diagnose(
        problem, weights, setting.atlas, seconds=setting.seconds, progress=progress
    )
    return Plan(
        status="infeasible",
        objective=setting.objective,
        gap=None,
        seconds=seconds,
        first_seconds=None,
        today=setting.today,
        start=problem.start,
        person=setting.person.model_dump(mode="json"),
        targets=len(problem.targets),
        known=len(problem.targets) - len(problem.open_targets),
        reasons=reasons,
        relaxations=relaxations,
        seed=setting.seed,
    )
