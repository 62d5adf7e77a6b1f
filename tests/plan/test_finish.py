"""The finish date as a distribution."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.plan.finish import finish_distribution
from tripos.plan.problem import Problem, Span

START = dt.date(2026, 1, 5)


def _problem(span: Span) -> Problem:
    return Problem(items={}, targets={}, known={}, hours_per_week=span, start=START)


def test_certain_hours_give_a_certain_day() -> None:
    """70 h at exactly 7 h a week take ten weeks, whoever studies."""
    found = finish_distribution(_problem(Span(7, 7, 7)), [Span(70, 70, 70)], seed=1)

    assert {START + dt.timedelta(days=69)} == {found.p10, found.p50, found.p90}


def test_breaks_move_the_finish() -> None:
    """A week off moves the day by a week."""
    pause = (START, START + dt.timedelta(days=6))
    rested = replace(_problem(Span(7, 7, 7)), breaks=(pause,))

    found = finish_distribution(rested, [Span(70, 70, 70)], seed=1)

    assert START + dt.timedelta(days=76) == found.p50


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(1, 60), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_quantiles_are_ordered_and_repeat(modes: list[float], seed: int) -> None:
    """p10 <= p50 <= p90, and the same seed gives the same days."""
    spans = [Span(0.6 * m, m, 2 * m) for m in modes]
    problem = replace(_problem(Span(4, 8, 12)), deadline=START + dt.timedelta(days=300))

    one = finish_distribution(problem, spans, seed)
    two = finish_distribution(problem, spans, seed)

    assert one == two
    assert one.p10 <= one.p50 <= one.p90
    assert one.meets_deadline is not None
    assert 0 <= one.meets_deadline <= 1


def test_median_is_near_the_mean_of_the_parts() -> None:
    """Many independent-enough parts finish near the sum of their means."""
    spans = [Span(2, 4, 9)] * 60
    found = finish_distribution(_problem(Span(10, 10, 10)), spans, seed=3)

    expected = START + dt.timedelta(days=round(60 * 5 / 10 * 7))
    assert abs((found.p50 - expected).days) < 12
