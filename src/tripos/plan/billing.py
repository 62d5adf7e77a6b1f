"""What subscriptions cost when only some days are studied with them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from tripos.plan.problem import Subscription


@dataclass(frozen=True, slots=True)
class Payment:
    """Money leaving the purse: when, how much (USD), and for what."""

    date: dt.date
    amount: float
    what: str
    item: str


def month_after(day: dt.date, months: int = 1) -> dt.date:
    """The day on which a pass of `months` bought on `day` has ended."""
    return day + relativedelta(months=months)


def passes(days: Iterable[dt.date], product: Subscription, most: float | None) -> list[Payment]:
    """The cheapest monthly and yearly passes that open the product on all `days`.

    Exact dynamic programme over the days on which a new pass is due. No pass may cost more than
    `most` (the monthly budget).
    """
    wanted = sorted(set(days))
    kinds = [(1, product.monthly, "month")]
    if product.annual is not None and (most is None or product.annual <= most):
        kinds.append((12, product.annual, "year"))
    best = [0.0] * (len(wanted) + 1)
    chosen: list[tuple[int, float, str]] = [(0, 0.0, "")] * len(wanted)
    for at in range(len(wanted) - 1, -1, -1):
        options = []
        for months, price, name in kinds:
            after = bisect_left(wanted, month_after(wanted[at], months))
            options.append((price + best[after], after, price, name))
        cost, after, price, name = min(options)
        best[at], chosen[at] = cost, (after, price, name)
    found, at = [], 0
    while at < len(wanted):
        after, price, name = chosen[at]
        found.append(Payment(wanted[at], price, f"{product.name}, one {name}", product.id))
        at = after
    return found
