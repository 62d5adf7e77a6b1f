"""Dating, billing, and the independent checker."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plan.strategies import PRODUCT, START, problems
from tripos.plan.billing import month_after, passes
from tripos.plan.choose import choose_items
from tripos.plan.problem import Problem, Subscription, Weights
from tripos.plan.result import Paid, Plan, PlanItem
from tripos.plan.schedule import Schedule, schedule_blocks
from tripos.plan.sequence import gather, sequence_items, teaching_order
from tripos.plan.verify import violations

SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _plan(problem: Problem, schedule: Schedule) -> Plan:
    """A bare plan around a schedule, for the checker."""
    lines = tuple(
        PlanItem(
            entry.block.ids[0], entry.block.kind, entry.block.items[0].title, entry.start,
            entry.end, entry.block.hours, entry.block.price, entry.block.covers, "",
            entry.block.ids, product=entry.block.product,
        )
        for entry in schedule.dated
    )  # fmt: skip
    total = SimpleNamespace(mode=sum(line.hours.mode for line in lines))
    return Plan(
        status="optimal", objective="balanced", gap=0.0, seconds=0, first_seconds=0, today=START,
        start=START, person={}, targets=len(problem.targets), known=0, items=lines,
        payments=tuple(Paid(p.date, p.amount, p.what, p.item) for p in schedule.payments),
        hours=total,  # type: ignore[arg-type]
    )  # fmt: skip


@SLOW
@given(problems(), st.booleans())
def test_no_schedule_breaks_a_constraint(problem: Problem, by_subject: bool) -> None:
    """Whatever is chosen, the independent checker finds nothing wrong with its dates."""
    choice = choose_items(problem, Weights(1.0, 1.0), seconds=5, gap=0.0)
    if choice.items:
        order = (teaching_order if by_subject else sequence_items)(problem, choice.items)

        schedule = schedule_blocks(problem, gather(order))

        assert [] == violations(problem, _plan(problem, schedule))


def _sound() -> tuple[Problem, Plan]:
    """A fixed plan of three lines that the checker accepts."""
    from tripos.catalog import Depth
    from tripos.plan.problem import Item, Need, Span

    hours = Span(7, 14, 28)
    items = {
        "one": Item("one", "course", "One", hours, {"a": Depth.COVERS}, price=20),
        "two": Item("two", "course", "Two", hours, {"b": Depth.COVERS}, (Need(("a",)),)),
        "three": Item(
            "three", "course", "Three", hours, {"c": Depth.COVERS}, (Need(("b",)),), product="club"
        ),
    }
    problem = Problem(
        items=items, targets=dict.fromkeys("abc", Depth.COVERS), known={},
        hours_per_week=Span(4, 7, 10), start=START, subscriptions={"club": PRODUCT}, at_once=1,
        budget=60.0, monthly_budget=40.0, deadline=dt.date(2026, 3, 1),
    )  # fmt: skip
    plan = _plan(problem, schedule_blocks(problem, gather(sequence_items(problem, list(items)))))
    assert [] == violations(problem, plan)
    return problem, plan


def _moved(plan: Plan, at: int, days: int) -> Plan:
    line = plan.items[at]
    shift = dt.timedelta(days=days)
    changed = replace(line, start=line.start + shift, end=line.end + shift)
    return replace(plan, items=(*plan.items[:at], changed, *plan.items[at + 1 :]))


@pytest.mark.parametrize(
    ("mutant", "complaint"),
    [
        (lambda p, q: (p, replace(q, items=q.items[1:])), "not reached"),
        (lambda p, q: (p, _moved(q, 1, -10)), "before its requirements"),
        (lambda p, q: (p, _moved(q, 2, 60)), "after the deadline"),
        (lambda p, q: (p, _moved(q, 1, -5)), "more than 1"),
        (lambda p, q: (p, replace(q, payments=q.payments[:1])), "without a paid pass"),
        (lambda p, q: (p, replace(q, payments=q.payments[1:])), "payments"),
        (lambda p, q: (replace(p, budget=49.0), q), "budget"),
        (lambda p, q: (replace(p, monthly_budget=19.0), q), "fall due"),
        (lambda p, q: (replace(p, hours_per_week=replace(p.hours_per_week, mode=5.0)), q), "time"),
        (lambda p, q: (replace(p, pins=frozenset({"four"})), q), "pinned"),
        (lambda p, q: (replace(p, conflicts=(("one", "two"),)), q), "exclude"),
        (lambda p, q: (replace(p, milestones=("x",), min_milestones=1), q), "milestones"),
        (lambda p, q: (replace(p, breaks=((START, START),)), q), "time for"),
    ],
)
def test_checker_catches(mutant, complaint: str) -> None:
    """Each way of spoiling a sound plan is noticed."""
    problem, plan = mutant(*_sound())

    found = violations(problem, plan)

    assert any(complaint in sentence for sentence in found), found


def test_parallel_limit_one_means_one_after_another() -> None:
    """With one at once no day belongs to two lines."""
    _, plan = _sound()

    for one, two in itertools.pairwise(sorted(plan.items, key=lambda line: line.start)):
        assert one.end < two.start


def test_breaks_hold_no_study() -> None:
    """No hour is spent on a day of a break."""
    problem, _ = _sound()
    pause = (dt.date(2026, 1, 8), dt.date(2026, 1, 12))
    rested = replace(problem, breaks=(pause,), deadline=None)

    schedule = schedule_blocks(rested, gather(sequence_items(rested, list(rested.items))))

    days = [day for entry in schedule.dated for day in entry.days]
    assert not any(pause[0] <= day <= pause[1] for day in days)


DAYS = st.lists(st.integers(0, 800), min_size=1, max_size=40, unique=True)


@given(DAYS, st.sampled_from([None, 100.0, 250.0]))
def test_passes_are_the_cheapest(offsets: list[int], annual: float | None) -> None:
    """The dynamic programme agrees with trying every purchase on every study day."""
    days = sorted(START + dt.timedelta(days=offset) for offset in offsets)
    product = Subscription("club", "Club", 30.0, annual)

    def best(at: int) -> float:
        if at == len(days):
            return 0.0
        costs = []
        for months, price in ((1, 30.0), (12, annual)):
            if price is not None:
                end = month_after(days[at], months)
                after = next((n for n in range(at, len(days)) if days[n] >= end), len(days))
                costs.append(price + memo(after))
        return min(costs)

    known: dict[int, float] = {}

    def memo(at: int) -> float:
        if at not in known:
            known[at] = best(at)
        return known[at]

    found = passes(days, product, None)

    assert memo(0) == pytest.approx(sum(p.amount for p in found))
    for day in days:
        length = {30.0: 1, annual: 12}
        assert any(p.date <= day < month_after(p.date, length[p.amount]) for p in found)


def test_a_yearly_pass_must_fit_the_month() -> None:
    """A yearly price above the monthly budget is not an option."""
    days = [START + dt.timedelta(days=30 * n) for n in range(10)]

    assert {30.0} == {p.amount for p in passes(days, PRODUCT, most=50.0)}
    assert {100.0} == {p.amount for p in passes(days, PRODUCT, most=None)}
