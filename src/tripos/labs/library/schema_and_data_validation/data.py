"""Data of the lab: orders of a shop by role of column, and what is to be found in them."""

from __future__ import annotations

import bisect
import datetime
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from tripos.labs.contract import Rng

Row = dict[str, Any]
Finding = tuple[str, str]
Expected = dict[Finding, tuple[str, int]]

REFERENCE = 600
DAYS = 4  # how old the newest date may be
_FIRST = datetime.date(2026, 1, 5)
_NAMES = {
    "key": ("order", "id", "number"), "day": ("day", "placed", "on"),
    "ship": ("ship", "mode", "transport"), "state": ("state", "land", "area"),
    "kind": ("kind", "goods", "shelf"), "city": ("city", "town", "place"),
    "sales": ("sales", "amount", "turnover"), "quantity": ("quantity", "pieces", "units"),
    "discount": ("discount", "rebate", "cut"), "profit": ("profit", "margin", "gain"),
    "express": ("express", "urgent", "rush"),
}  # fmt: skip


@cache
def _orders() -> list[tuple[Any, ...]]:
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    wanted = ["Ship Mode", "State", "Sub-Category", "City", "Sales", "Quantity", "Discount",
              "Profit"]  # fmt: skip
    return list(data[wanted].itertuples(index=False, name=None))


@dataclass(frozen=True)
class Shop:
    """A feed: what its columns are called, its unit of money, and orders not yet delivered."""

    name: dict[str, str]
    unit: float
    order: list[int]
    reference: list[Row]

    @property
    def today(self) -> str:
        """The day on which batches come in."""
        return (_FIRST + datetime.timedelta(days=100)).isoformat()

    def batch(self, rng: Rng, count: int) -> list[Row]:
        """The next clean rows; they are never handed out again."""
        taken = [self.order.pop() for _ in range(count)]
        first = 5000 + 10 * len(self.order)
        return [
            _row(self, rng, one, first + i, int(rng.integers(98, 101)))
            for i, one in enumerate(taken)
        ]


def _row(shop: Shop, rng: Rng, number: int, key: int, day: int) -> Row:
    ship, state, kind, city, sales, quantity, discount, profit = _orders()[number]
    values = {
        "key": key, "day": (_FIRST + datetime.timedelta(days=day)).isoformat(), "ship": ship,
        "state": state, "kind": kind, "city": city, "sales": round(sales * shop.unit, 2),
        "quantity": int(quantity), "discount": float(discount),
        "profit": round(profit * shop.unit, 2), "express": ship == "Same Day",
    }  # fmt: skip
    for role, share in (("state", 0.02), ("profit", 0.08)):
        if rng.random() < share:
            values[role] = [None, "", "  ", math.nan, "gone"][int(rng.integers(5))]
    row = {shop.name[role]: value for role, value in values.items()}
    for role in ("state", "profit"):
        if values[role] == "gone":
            del row[shop.name[role]]
    return row


def shop(rng: Rng) -> Shop:
    """A feed with names and unit of its own, and its reference rows."""
    names = {role: str(rng.choice(some)) for role, some in _NAMES.items()}
    order = rng.permutation(len(_orders())).tolist()
    made = Shop(names, float(rng.choice([0.9, 7.5, 100.0])), order, [])
    for key in range(REFERENCE):
        made.reference.append(_row(made, rng, order.pop(), 1000 + key, int(rng.integers(0, 100))))
    return made


def lacks(value: Any) -> bool:
    """Whether a value is missing."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, str) and value.strip() == "")


def _of_type(value: Any, kind: str) -> bool:
    if kind == "date":
        try:
            right = datetime.datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            return False
        return right.isoformat() == value
    wanted: tuple[type, ...] = {"bool": (bool,), "number": (int, float)}.get(kind, (str,))
    return type(value) in wanted


@dataclass(frozen=True)
class Column:
    """What is known of a column: the reference values themselves, and what was accepted."""

    kind: str
    values: list[Any]
    rows: int
    lacking: int
    more: list[Any] = field(default_factory=list)


def learnt(rows: Sequence[Row], name: str, kind: str) -> Column:
    """A column's facts from reference rows."""
    values = [row.get(name) for row in rows]
    there = [value for value in values if not lacks(value)]
    return Column(kind, there, len(rows), len(values) - len(there))


def facts(made: Shop) -> dict[str, Column]:
    """All columns of the reference."""
    kinds = {"key": "number", "day": "date", "city": "text", "express": "bool"}
    kinds |= dict.fromkeys(("ship", "state", "kind"), "category")
    return {
        name: learnt(made.reference, name, kinds.get(role, "number"))
        for role, name in made.name.items()
    }


def tail(count: int, n: int, a: float, b: float) -> float:
    """The chance of at least so many, by the library."""
    from scipy.stats import betabinom  # noqa: PLC0415 - heavy

    return float(betabinom.sf(count - 1, n, a, b)) if count > 0 else 1.0


def _distance(batch: Sequence[Any], column: Column) -> float:
    if column.kind == "category":
        known = {*column.values, *column.more}
        return 1 - sum(one in known for one in batch) / len(batch)
    values = sorted(column.values)
    gaps = []
    for cut in np.quantile(values, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]):
        here = sum(one <= cut for one in batch) / len(batch)
        gaps.append(abs(here - bisect.bisect_right(values, cut) / len(values)))
    return max(gaps)


def _swaps(columns: dict[str, Column], good: dict[str, list[Any]], key: str) -> list[Finding]:
    found = []
    for a, one in good.items():
        for b, two in good.items():
            pair = columns[a], columns[b]
            alike = pair[0].kind == pair[1].kind and pair[0].kind in ("number", "category")
            if a >= b or not alike or key in (a, b) or min(len(one), len(two)) < 20:
                continue
            own = _distance(one, pair[0]), _distance(two, pair[1])
            if min(own) < 0.3:
                continue
            other = _distance(one, pair[1]), _distance(two, pair[0])
            if all(x <= y / 2 for x, y in zip(other, own, strict=True)):
                found.append((a, b))
    return found


def _scale(batch: Sequence[float], column: Column, limit: float) -> tuple[int, float] | None:
    before = [abs(one) for one in column.values if one]
    now = [abs(one) for one in batch if one]
    if not before or not now:
        return None
    middle = float(np.median(before))
    factor = float(np.median(now)) / middle
    high = sum(one > middle for one in before)
    beyond = sum(one > middle for one in now)
    low = len(before) - high
    sure = tail(beyond, len(now), high + 1, low + 1) if factor > 1 else tail(
        len(now) - beyond, len(now), low + 1, high + 1)  # fmt: skip
    return (len(now), factor) if max(factor, 1 / factor) >= 2 and sure < limit else None


def _by_chance(k: int, n: int, column: Column) -> tuple[int, float]:
    """How many are unknown or out of range is `k`; its chance."""
    if column.kind == "number":
        return k, tail(k, n, 2, len(column.values) - 1)
    once = list(Counter(column.values).values()).count(1)
    return k, tail(k, n, once + 1, len(column.values) - once + 1)


def _strange(batch: Iterable[Any], column: Column) -> int:
    known = {*column.values, *column.more}
    if column.kind == "number":
        low, high = min(known), max(known)
        return sum(not low <= one <= high for one in batch)
    return sum(one not in known for one in batch)


@dataclass(frozen=True)
class Feed:
    """A schema's worth of facts, and when it is asked."""

    columns: dict[str, Column]
    key: str
    day: str
    today: str

    def with_column(self, name: str, change: Callable[[Column], Column]) -> Feed:
        """The feed after a column changed."""
        return replace(self, columns={**self.columns, name: change(self.columns[name])})


def feed(made: Shop) -> Feed:
    """What the reference of a shop says."""
    return Feed(facts(made), made.name["key"], made.name["day"], made.today)


def expected(fed: Feed, rows: Sequence[Row], level: float) -> Expected:
    """All findings: severity and rows by rule and column."""
    if not rows:
        return {("empty", ""): ("error", 0)}
    found: Expected = {}
    limit = level / 3 / len(fed.columns)
    good = {}
    for name in {one for row in rows for one in row} | set(fed.columns):
        holders = [row for row in rows if name in row]
        if name not in fed.columns:
            found["extra", name] = ("warning", len(holders))
        elif not holders:
            found["absent", name] = ("error", len(rows))
        else:
            good[name] = _plain(fed, name, rows, limit, found)
    pairs = _swaps(fed.columns, good, fed.key)
    for a, b in pairs:
        found["swapped", a] = ("error", len(rows))
        del good[a], good[b]
    for name, values in good.items():
        _tested(fed, name, values, limit, found)
    return found


def _plain(fed: Feed, name: str, rows: Sequence[Row], limit: float, found: Expected) -> list[Any]:
    """Findings on missing values, types, keys and dates; the values that are right."""
    column = fed.columns[name]
    there = [row[name] for row in rows if not lacks(row.get(name))]
    good = [value for value in there if _of_type(value, column.kind)]
    if len(there) > len(good):
        found["type", name] = ("error", len(there) - len(good))
    k = len(rows) - len(there)
    chance = tail(k, len(rows), column.lacking + 1, column.rows - column.lacking + 1)
    if k and (name == fed.key or chance < limit):
        found["missing", name] = ("error", k)
    elif k and not column.lacking:
        found["missing", name] = ("warning", k)
    if name == fed.key and len(set(good)) < len(good):
        found["duplicate", name] = ("error", len(good) - len(set(good)))
    if name == fed.day and good:
        now = datetime.date.fromisoformat(fed.today)
        ages = [(now - datetime.date.fromisoformat(one)).days for one in good]
        if min(ages) < 0:
            found["future", name] = ("error", sum(age < 0 for age in ages))
        if min(ages) > DAYS:
            found["stale", name] = ("error", len(rows))
    return good


def _tested(fed: Feed, name: str, values: list[Any], limit: float, found: Expected) -> None:
    """Findings on numbers and categories."""
    column = fed.columns[name]
    if name == fed.key or column.kind not in ("number", "category"):
        return
    scale = _scale(values, column, limit) if column.kind == "number" else None
    if scale:
        found["scale", name] = ("error", scale[0])
        return
    k, chance = _by_chance(_strange(values, column), len(values), column)
    if k:
        rule = "range" if column.kind == "number" else "unknown"
        found[rule, name] = ("error" if chance < limit else "warning", k)
