"""A plan drawn as bars over months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tripos.draw import Bar, draw_timeline
from tripos.plan import Plan


def plan_timeline(
    plan: Plan, breaks: Sequence[tuple[dt.date, dt.date]], *, key: str = "",
    width: float | None = None,
) -> str:  # fmt: skip
    """The dated lines of `plan` as SVG, see `draw_timeline`. Raises ValueError if it has none."""
    bars = [
        Bar(item.title, item.start, item.end, item.hours.mode,
            "project" if item.kind == "project" else
            "paid" if item.product or item.cost else "free", item.why)
        for item in plan.items
    ]  # fmt: skip
    expected = None
    if plan.finish:
        expected = (plan.finish.p10, plan.finish.p50, plan.finish.p90)
    return draw_timeline(
        bars,
        f"A plan for {plan.person.get('name') or 'you'}",
        subtitle=f"{plan.hours.mode:.0f} hours, {plan.cost:.0f} USD,"
        f" {plan.start} to {plan.planned_finish}",
        expected=expected,
        breaks=breaks,
        key=key,
        width=width,
    )
