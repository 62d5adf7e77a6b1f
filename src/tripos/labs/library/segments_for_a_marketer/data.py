"""Data of the lab: a shop with real amounts and drawn customers, planted tables, references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

Columns = dict[str, Any]
# orders a day, first and last share of the year in which they order, size of the basket
_KINDS = (
    (1 / 25, 0.0, 1.5, 3.0),
    (1 / 70, 0.0, 1.5, 1.0),
    (1 / 40, 0.0, 0.45, 1.5),
    (1 / 400, 0.0, 1.5, 0.4),
)


@cache
def _amounts() -> Floats:
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    return np.asarray(data["Sales"].to_numpy(), dtype=np.float64)


def shop(rng: Rng, customers: int) -> Columns:
    """Order lines of some 500 days in any order: several a order, some returned later on."""
    lines: list[tuple[str, str, int, float]] = []
    names = rng.permutation(customers * 3)[:customers]
    for name in names.tolist():
        rate, first, last, size = _KINDS[int(rng.integers(len(_KINDS)))]
        days = rng.integers(int(365 * first), int(365 * last) - 30, rng.poisson(rate * 520) + 1)
        for day in days.tolist():
            order = f"o{len(lines)}"
            amounts = np.round(size * rng.choice(_amounts(), rng.integers(1, 5)), 2)
            for amount in amounts.tolist():  # a line may be sent some days later
                late = int(rng.integers(1, 9)) if rng.random() < 0.2 else 0
                lines.append((f"c{name:04}", order, day + late, amount))
            if rng.random() < 0.1:
                back = -float(rng.choice([amounts[0], amounts.sum()]))
                lines.append(
                    (f"c{name:04}", f"r{len(lines)}", day + int(rng.integers(5, 40)), back)
                )
    mixed = [lines[i] for i in rng.permutation(len(lines))]
    columns = list(zip(*mixed, strict=True))
    return {"customer": list(columns[0]), "order": list(columns[1]),
            "day": np.array(columns[2]), "sales": np.array(columns[3])}  # fmt: skip


def with_returns(lines: Columns, names: Sequence[str], day: int) -> Columns:
    """The lines with something sent back that day by each of some customers."""
    back = [f"back{i}" for i in range(len(names))]
    return {"customer": [*lines["customer"], *names], "order": [*lines["order"], *back],
            "day": np.append(lines["day"], [day] * len(names)),
            "sales": np.append(lines["sales"], [-5.0] * len(names))}  # fmt: skip


def until(lines: Columns, day: int) -> Columns:
    """The lines up to a day: what was known then."""
    kept = np.flatnonzero(np.asarray(lines["day"]) <= day)
    texts = {name: [lines[name][i] for i in kept] for name in ("customer", "order")}
    return {**texts, "day": lines["day"][kept], "sales": lines["sales"][kept]}


def orders(lines: Columns, first: int, last: int) -> dict[str, list[tuple[int, float]]]:
    """Of each customer the day and the total of each order within some days."""
    days: dict[tuple[str, str], int] = {}
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for who, order, day, sales in zip(
        lines["customer"], lines["order"], lines["day"].tolist(), lines["sales"].tolist(),
        strict=True,
    ):  # fmt: skip
        if first <= day <= last:
            days[who, order] = min(day, days.get((who, order), day))
            totals[who, order] += sales
    found = defaultdict(list)
    for (who, order), day in days.items():
        found[who].append((day, totals[who, order]))
    return found


def table_of(lines: Columns, as_of: int) -> Columns:
    """The table of customers as of a day, a customer at a time."""
    rows = []
    for who, held in sorted(orders(lines, -1, as_of).items()):
        bought = [day for day, total in held if total > 0]
        if bought:
            money = sum(total for _, total in held)
            rows.append((who, as_of - max(bought), len(bought), money))
    names, recency, frequency, money = zip(*rows, strict=True)
    return {"customer": list(names), "recency": np.array(recency, dtype=float),
            "frequency": np.array(frequency, dtype=float), "money": np.array(money)}  # fmt: skip


def planted(rng: Rng, count: int, rows: int) -> tuple[Columns, list[int]]:
    """A table with so many segments, at corners of a box of logarithms, and their numbers."""
    corners = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)], dtype=float)
    chosen = corners[:1]
    while (np.ptp(chosen, axis=0) == 0).any():  # a column that says nothing would be all noise
        chosen = corners[rng.choice(8, count, replace=False)]
    shares = rng.dirichlet(np.full(count, 30.0))
    truth = np.sort(rng.choice(count, rows, p=shares))[rng.permutation(rows)]
    logs = [1.8, 1.8, 4.0] + chosen[truth] * [2.6, 2.2, 3.2]
    logs += rng.normal(size=(rows, 3)) * [0.22, 0.2, 0.3]
    values = np.exp(logs)
    return {"customer": [f"c{i:04}" for i in rng.permutation(rows)],
            "recency": np.round(values[:, 0]), "frequency": np.round(values[:, 1]) + 1,
            "money": np.round(values[:, 2], 2)}, truth.tolist()  # fmt: skip


def logarithms(table: Columns) -> Floats:
    """The three columns as the brief has them, before scaling."""
    money = [max(one, 0.0) for one in table["money"]]
    return np.column_stack(
        [np.log(np.add(table["recency"], 1)), np.log(table["frequency"]), np.log(np.add(money, 1))]
    )


def least_cost(points: Floats, k: int) -> float:
    """The cost of k-means from many starts."""
    from sklearn.cluster import KMeans  # noqa: PLC0415 - heavy

    return float(KMeans(k, n_init=20, random_state=0).fit(points).inertia_)


def best_gain(
    size: Sequence[int], gain: Sequence[float], cost: Sequence[int], budget: int
) -> float:
    """The largest expected gain, one customer at a time (a knapsack)."""
    best = [0.0] * (budget + 1)
    for n, g, c in zip(size, gain, cost, strict=True):
        for _ in range(n if g > 0 else 0):
            for spent in range(budget, c - 1, -1):
                best[spent] = max(best[spent], best[spent - c] + g)
    return max(best)
