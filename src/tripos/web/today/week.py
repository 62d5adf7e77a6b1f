"""This week's work and the standing against the plan, from a plan and what is done of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tripos.plan import Paid, Plan, PlanItem

_SOON = dt.timedelta(days=21)
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the plan at work: the share done, and its hours in this week."""

    item: PlanItem
    share: float
    hours: float
    late: bool


@dataclass(frozen=True, slots=True)
class Week:
    """How things stand on one day. `hours_planned` and `hours_done` count from the plan's start."""

    tasks: tuple[Task, ...]
    late: tuple[Task, ...]
    ahead: tuple[PlanItem, ...]
    milestone: PlanItem | None
    payments: tuple[Paid, ...]
    hours_this_week: float
    hours_planned: float
    hours_done: float
    hours_total: float

    @property
    def behind(self) -> float:
        """Hours behind the plan; negative when ahead."""
        return self.hours_planned - self.hours_done


def week_of(
    plan: Plan, shares: Mapping[str, float], day: dt.date, *, hours_finished: float = 0.0
) -> Week:
    """How `plan` stands on `day`; `hours_finished` are of lines done in earlier plans."""
    monday = day - dt.timedelta(days=day.weekday())
    sunday = monday + dt.timedelta(days=6)
    tasks, late = [], []
    planned, done = hours_finished, hours_finished
    for item in plan.items:
        share = share_done(item, shares)
        planned += item.hours.mode * _elapsed(item, day)
        done += item.hours.mode * share
        if share >= 1:
            continue
        if item.end < monday:
            late.append(Task(item, share, item.hours.mode * (1 - share), late=True))
        elif item.start <= sunday:
            tasks.append(Task(item, share, _hours_between(item, monday, sunday), late=False))
    open_items = [item for item in plan.items if share_done(item, shares) < 1]
    ahead = [item for item in open_items if item.start > sunday]
    projects = [item for item in open_items if item.kind == "project"]
    return Week(
        tasks=tuple(tasks),
        late=tuple(late),
        ahead=tuple(ahead[:_AHEAD]),
        milestone=projects[0] if projects else None,
        payments=tuple(paid for paid in plan.payments if monday <= paid.date <= day + _SOON),
        hours_this_week=plan.load.get(monday, 0.0),
        hours_planned=planned,
        hours_done=done,
        hours_total=hours_finished + plan.hours.mode,
    )


def share_done(item: PlanItem, shares: Mapping[str, float]) -> float:
    """The share of a line's parts that is done."""
    return sum(shares.get(part, 0.0) for part in item.parts) / len(item.parts)


def _elapsed(item: PlanItem, day: dt.date) -> float:
    """The share of a line's days that were over when `day` began."""
    days = (item.end - item.start).days + 1
    return min(1.0, max(0.0, (day - item.start).days / days))


def _hours_between(item: PlanItem, first: dt.date, last: dt.date) -> float:
    days = (item.end - item.start).days + 1
    inside = (min(item.end, last) - max(item.start, first)).days + 1
    return item.hours.mode * max(0, inside) / days
