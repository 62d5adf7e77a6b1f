"""Small random planning problems."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tripos.catalog import Depth
from tripos.plan.problem import Item, Need, Problem, Span, Subscription

START = dt.date(2026, 1, 5)
PRODUCT = Subscription("club", "Club", 30.0, 100.0)


def _span(mode: float) -> Span:
    return Span(0.7 * mode, mode, 1.9 * mode)


@st.composite
def problems(draw: st.DrawFn, most: int = 7, *, limited: bool = False) -> Problem:
    """Problems of up to `most` items over five competencies, with needs that may be circular."""
    keys = ["a", "b", "c", "d", "e"]
    depths = st.sampled_from([Depth.INTRODUCES, Depth.COVERS, Depth.MASTERS])
    items = {}
    for number in range(draw(st.integers(2, most))):
        covers = draw(st.dictionaries(st.sampled_from(keys), depths, min_size=1, max_size=3))
        wanted = draw(st.lists(st.lists(st.sampled_from(keys), min_size=1, max_size=2), max_size=2))
        needs = tuple(
            Need(tuple(group), depth=Depth.INTRODUCES)
            for group in wanted
            if not set(group) & set(covers)
        )
        key = f"i{number}"
        items[key] = Item(
            key,
            "course",
            f"item {number}",
            _span(float(draw(st.integers(3, 40)))),
            covers,
            needs,
            price=float(draw(st.sampled_from([0, 0, 20, 75]))),
            product=draw(st.sampled_from([None, None, "club"])),
            place=draw(st.floats(1, 5)),
        )
    reachable = {}
    for item in items.values():
        for key, depth in item.covers.items():
            reachable[key] = max(depth, reachable.get(key, depth))
    targets = draw(
        st.dictionaries(st.sampled_from(sorted(reachable)), st.just(Depth.INTRODUCES), min_size=1)
    )
    subscriptions = {"club": PRODUCT} if any(item.product for item in items.values()) else {}
    breaks = draw(st.sampled_from([(), ((dt.date(2026, 1, 10), dt.date(2026, 1, 20)),)]))
    return Problem(
        items=items,
        targets=targets,
        known=draw(st.dictionaries(st.sampled_from(keys), st.just(Depth.COVERS), max_size=2)),
        hours_per_week=Span(5.0, float(draw(st.sampled_from([7, 14, 30]))), 40.0),
        start=START,
        subscriptions=subscriptions,
        breaks=breaks,
        at_once=draw(st.integers(1, 3)),
        budget=float(draw(st.sampled_from([60, 150, 400]))) if limited else None,
        deadline=draw(st.sampled_from([None, dt.date(2026, 3, 1)])) if limited else None,
    )
