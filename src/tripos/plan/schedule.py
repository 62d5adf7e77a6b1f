"""Dates the blocks of a plan day by day, under hours, breaks, parallel limits and money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from tripos.errors import TriposError
from tripos.plan.billing import Payment, month_after, passes
from tripos.plan.problem import Problem
from tripos.plan.sequence import Block, block_needs

_LANES = 2  # how many free blocks share a day; more would only stretch them all
_LONGEST_DAYS = 366 * 60
_EPS = 1e-6


@dataclass
class Dated:
    """A block with its first and last day, and the hours spent on each day."""

    block: Block
    start: dt.date
    end: dt.date
    days: dict[dt.date, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Schedule:
    """All blocks dated, and every payment."""

    dated: tuple[Dated, ...]
    payments: tuple[Payment, ...]

    @property
    def finish(self) -> dt.date:
        """The last day of study."""
        return max(entry.end for entry in self.dated)

    @property
    def cost(self) -> float:
        """All payments together, USD."""
        return sum(payment.amount for payment in self.payments)


def schedule_blocks(problem: Problem, blocks: Sequence[Block]) -> Schedule:
    """Dates `blocks`, in their order where possible.

    Each day's hours go to what is under way, subscriptions first; up to two free blocks share a
    day. Nothing starts before its requirements are finished, nor more than `at_once` on any day,
    nor what the month's budget cannot pay. Raises TriposError if the money of a month never
    suffices to go on.
    """
    run = _Run(problem, list(blocks))
    day = problem.start
    while run.unfinished:
        if (day - problem.start).days > _LONGEST_DAYS:
            raise TriposError(
                "the plan would take more than 60 years; raise the weekly hours or lower the goal"
            )
        run.live_through(day)
        day += dt.timedelta(days=1)
    return Schedule(tuple(run.dated.values()), tuple(run.pay()))


class _Run:
    """The state of the calendar while it is being filled."""

    def __init__(self, problem: Problem, blocks: list[Block]) -> None:
        self.problem = problem
        self.waiting = blocks
        self.needs = {id(block): block_needs(problem, block) for block in blocks}
        self.left: dict[int, float] = {id(block): block.hours.mode for block in blocks}
        self.active: list[Block] = []
        self.dated: dict[int, Dated] = {}
        self.finished: dict[str, dt.date] = {}
        self.paid_until: dict[str, dt.date] = {}
        self.spent: dict[tuple[int, int], float] = {}

    @property
    def unfinished(self) -> bool:
        return bool(self.waiting or self.active)

    def live_through(self, day: dt.date) -> None:
        """Spends one day's hours."""
        hours = 0.0 if day in self.problem.days_off else self.problem.hours_per_day
        worked: set[int] = set()
        while hours > _EPS:
            self._start_more(day, worked)
            payable = [block for block in self.active if self._payable(block, day)]
            today = [b for b in payable if b.product] or payable
            if not today:
                return
            hours = self._share_out(day, today[:1] if today[0].product else today, hours, worked)

    def _share_out(
        self, day: dt.date, blocks: list[Block], hours: float, worked: set[int]
    ) -> float:
        """Gives each of `blocks` its share until one of them ends; returns the hours left."""
        share = min(hours / len(blocks), *(self.left[id(block)] for block in blocks))
        for block in blocks:
            key = id(block)
            self._pay_pass(block, day)
            self.left[key] -= share
            entry = self.dated.setdefault(key, Dated(block, day, day))
            entry.end = day
            entry.days[day] = entry.days.get(day, 0.0) + share
            worked.add(key)
            if self.left[key] <= _EPS:
                self.active.remove(block)
                self.finished.update(dict.fromkeys(block.ids, day))
        return hours - share * len(blocks)

    def _start_more(self, day: dt.date, worked: set[int]) -> None:
        """Starts waiting blocks while lanes are free, the order of the plan first."""
        while len(worked | {id(block) for block in self.active}) < self.problem.at_once:
            subscribed = any(block.product for block in self.active)
            if self.active and (subscribed or len(self.active) >= _LANES):
                return
            block = self._next(day, alone=not self.active)
            if block is None:
                return
            self.waiting.remove(block)
            self.active.append(block)
            month = (day.year, day.month)
            self.spent[month] = self.spent.get(month, 0.0) + block.price

    def _next(self, day: dt.date, *, alone: bool) -> Block | None:
        for block in self.waiting[: None if alone else 6]:
            if not alone and (block.product or block.kind == "project"):
                continue
            if self._supported(block, day, same_day=alone) and self._affordable(block, day):
                return block
        return None

    def _supported(self, block: Block, day: dt.date, *, same_day: bool) -> bool:
        limit = day if same_day else day - dt.timedelta(days=1)
        return all(
            any(self.finished.get(key, dt.date.max) <= limit for key in supporters)
            for _, supporters in self.needs[id(block)]
        )

    def _affordable(self, block: Block, day: dt.date) -> bool:
        return self._fits(day, block.price) and self._payable(block, day, extra=block.price)

    def _payable(self, block: Block, day: dt.date, extra: float = 0.0) -> bool:
        """Whether the block's subscription is paid for, or a new month of it can be."""
        if block.product is None or self.paid_until.get(block.product, dt.date.min) > day:
            return True
        return self._fits(day, extra + self.problem.subscriptions[block.product].monthly)

    def _fits(self, day: dt.date, amount: float) -> bool:
        limit = self.problem.monthly_budget
        spent = self.spent.get((day.year, day.month), 0.0)
        return limit is None or amount <= 0 or spent + amount <= limit + _EPS

    def _pay_pass(self, block: Block, day: dt.date) -> None:
        if block.product and self.paid_until.get(block.product, dt.date.min) <= day:
            self.paid_until[block.product] = month_after(day)
            month = (day.year, day.month)
            price = self.problem.subscriptions[block.product].monthly
            self.spent[month] = self.spent.get(month, 0.0) + price

    def pay(self) -> list[Payment]:
        """Every payment in order of date, with the cheapest passes for the days studied."""
        found = [
            Payment(entry.start, item.price, item.title, item.id)
            for entry in self.dated.values()
            for item in entry.block.items
            if item.price
        ]
        for key, product in self.problem.subscriptions.items():
            days = [day for e in self.dated.values() if e.block.product == key for day in e.days]
            found += passes(days, product, self.problem.monthly_budget)
        return sorted(found, key=lambda payment: (payment.date, payment.item))
