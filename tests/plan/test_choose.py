"""The choice against brute force, and circular support."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.plan.strategies import problems
from tripos.catalog import Depth
from tripos.plan.choose import choose_items
from tripos.plan.founded import components, founded_order, fractional_cuts, loop_cuts
from tripos.plan.model import choice_model
from tripos.plan.problem import Item, Need, Problem, Span, Weights

WEIGHTS = Weights(usd=1.0, hour=2.0)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _subsets(problem: Problem):
    for size in range(len(problem.items) + 1):
        yield from itertools.combinations(problem.items, size)


def _cheapest(problem: Problem) -> float:
    """The best cost over all startable subsets, counted without the model."""
    best = math.inf
    for chosen in _subsets(problem):
        if founded_order(problem, chosen)[1]:
            continue
        items = [problem.items[key] for key in chosen]
        reached = all(
            any(item.covers.get(key, 0) >= depth for item in items)
            for key, depth in problem.open_targets.items()
        )
        hours = sum(item.hours.mode for item in items)
        if not reached or (problem.capacity is not None and hours > problem.capacity + 1e-9):
            continue
        club = sum(item.hours.mode for item in items if item.product)
        months = math.ceil(club / (problem.hours_per_day * 31) - 1e-9)
        passes = min(
            (30.0 * m + 100.0 * y for y in range(3) for m in range(13) if m + 12 * y >= months),
        )
        money = sum(item.price for item in items) + passes
        if problem.budget is None or money <= problem.budget + 1e-9:
            best = min(best, money + 2.0 * hours)
    return best


@SLOW
@given(problems(limited=True))
def test_agrees_with_brute_force(problem: Problem) -> None:
    """On tiny problems the chosen cost is the least of all startable subsets."""
    best = _cheapest(problem)

    choice = choose_items(problem, WEIGHTS, seconds=20, gap=0.0)

    if math.isinf(best):
        assert not choice.items or not problem.open_targets
    else:
        assert best == pytest.approx(choice.cost, abs=1e-4)
        assert choice.bound <= choice.cost + 1e-6
        assert set() == founded_order(problem, choice.items)[1]


def _course(key: str, teaches: str, needs: str | None, hours: float) -> Item:
    need = (Need((needs,)),) if needs else ()
    return Item(key, "course", key, Span(hours, hours, hours), {teaches: Depth.COVERS}, need)


def _pair() -> Problem:
    """Two cheap courses that only teach each other's requirement, and dear honest ones."""
    items = [
        _course("egg", "x", "y", 1),
        _course("hen", "y", "x", 1),
        _course("honest-x", "x", None, 50),
        _course("honest-y", "y", "x", 40),
    ]
    return Problem(
        items={item.id: item for item in items},
        targets={"x": Depth.COVERS, "y": Depth.COVERS},
        known={},
        hours_per_week=Span(5, 10, 15),
        start=dt.date(2026, 1, 5),
    )


def test_circular_support_is_never_chosen() -> None:
    """A pair that could never be started does not count, however cheap it is."""
    choice = choose_items(_pair(), WEIGHTS, gap=0.0)

    # One honest entry is enough: then the other half of the pair can be started.
    assert {"honest-x", "hen"} == set(choice.items)
    assert "honest-x" == choice.items[0]


def test_only_a_circle_is_no_plan() -> None:
    """If nothing but the circle teaches the target, there is no choice at all."""
    whole = _pair()
    only = replace(whole, items={key: whole.items[key] for key in ("egg", "hen")})

    choice = choose_items(only, WEIGHTS, seconds=5)

    assert () == choice.items


@SLOW
@given(problems())
def test_cuts_never_forbid_a_startable_choice(problem: Problem) -> None:
    """Every cut, from whole or fractional choices, holds for all startable subsets."""
    share = {key: 0.3 + 0.1 * (at % 5) for at, key in enumerate(problem.items)}
    cuts = loop_cuts(problem, list(problem.items)) + fractional_cuts(problem, share)
    for chosen in _subsets(problem):
        if not founded_order(problem, chosen)[1]:
            for supporters, key in cuts:
                assert key not in chosen or not supporters.isdisjoint(chosen)


@SLOW
@given(problems())
def test_left_out_targets_are_paid_for(problem: Problem) -> None:
    """With leaving out allowed there is always a choice, and it says what it left out."""
    price = dict.fromkeys(problem.open_targets, 5.0)

    choice = choose_items(problem, WEIGHTS, gap=0.0, seconds=10, leave_out_cost=price)

    for key, depth in problem.open_targets.items():
        taught = any(problem.items[i].covers.get(key, 0) >= depth for i in choice.items)
        assert taught != (key in choice.left_out)


def test_progress_is_told() -> None:
    """A caller who asks hears about bound and gap."""
    heard: list[str] = []

    choose_items(_pair(), WEIGHTS, progress=heard.append)

    assert any("gap" in line for line in heard)


def test_components_find_circles() -> None:
    """Strongly connected components are the circles of the graph."""
    found = components({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()})

    assert [["a", "b"], ["c"], ["d"]] == sorted(sorted(group) for group in found)


def test_model_counts_subscription_months() -> None:
    """Hours beyond what a month can hold need a second month."""
    item = Item("club-course", "course", "t", Span(50, 50, 50), {"x": Depth.COVERS}, product="club")
    from tests.plan.strategies import PRODUCT

    problem = replace(
        _pair(), items={"club-course": item}, subscriptions={"club": PRODUCT},
        targets={"x": Depth.COVERS},
    )  # fmt: skip

    choice = choose_items(problem, Weights(1.0, 0.0), gap=0.0)

    # 10 h a week are 44.3 h in the longest month: 50 h need two.
    assert 60.0 == pytest.approx(choice.cost)
    assert "months of club" in choice_model(problem, WEIGHTS).names
