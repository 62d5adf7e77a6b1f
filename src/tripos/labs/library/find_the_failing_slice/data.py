"""Data of the lab: orders, the mistakes of a model on them, and where they are planted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Columns = dict[str, Any]
Bools = npt.NDArray[np.bool_]
_NAMES = {
    "ship": ("ship", "mode"), "segment": ("segment", "client"), "region": ("region", "quarter"),
    "kind": ("kind", "shelf"), "sales": ("sales", "amount"), "quantity": ("quantity", "pieces"),
    "price": ("price", "each"), "margin": ("margin", "gain"),
}  # fmt: skip


@cache
def _orders() -> Any:
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    return data


@dataclass(frozen=True)
class World:
    """Orders that were drawn, and the chance of a mistake on each."""

    columns: Columns
    chance: Floats
    planted: Bools
    wrong: npt.NDArray[np.int64]
    names: tuple[str, ...] = ()  # the two columns of the slice

    def part(self, rows: slice) -> World:
        """Some of its rows."""
        columns = {name: values[rows] for name, values in self.columns.items()}
        return World(columns, self.chance[rows], self.planted[rows], self.wrong[rows], self.names)

    @property
    def asked(self) -> tuple[Columns, list[int]]:
        """What is handed over."""
        return self.columns, self.wrong.tolist()


def orders(rng: Rng, count: int) -> Columns:
    """Some orders as columns: four of text, four of numbers, a few values missing."""
    table = _orders().iloc[rng.choice(len(_orders()), count, replace=False)]
    unit = float(rng.choice([0.9, 7.5, 100.0]))
    sales = table["Sales"].to_numpy() * unit
    quantity = table["Quantity"].to_numpy().astype(float)
    made: Columns = {
        "ship": table["Ship Mode"].tolist(), "segment": table["Segment"].tolist(),
        "region": table["Region"].tolist(), "kind": table["Sub-Category"].tolist(),
        "sales": sales, "quantity": quantity, "price": sales / quantity,
        "margin": table["Profit"].to_numpy() / table["Sales"].to_numpy(),
    }  # fmt: skip
    for role in ("segment", "price"):
        gone = np.flatnonzero(rng.random(count) < 0.03)
        for i in gone:
            made[role][i] = None if role == "segment" else math.nan
    order = rng.permutation(list(made))
    return {str(rng.choice(_NAMES[role])): made[str(role)] for role in order}


def fulfils(conditions: Sequence[Any], columns: Columns) -> Bools:
    """Row by row; what is missing fulfils nothing."""
    found = []
    for i in range(len(next(iter(columns.values())))):
        holds = True
        for name, how, value in conditions:
            own = columns[name][i]
            missing = own is None or own != own  # noqa: PLR0124 - nan
            if missing:
                holds = False
            elif how == "==":
                holds = holds and own == value
            else:
                holds = holds and (own <= value if how == "<=" else own > value)
        found.append(bool(holds))
    return np.array(found)


def _drawn(rng: Rng, values: Any) -> Bools:
    """The rows that fulfil a condition on a column: a name, or one side of a number."""
    if isinstance(values, list):
        known = [one for one in values if one is not None]
        picked = known[int(rng.integers(len(known)))]
        return np.array([one == picked for one in values])
    level = rng.uniform(0.2, 0.45)
    if rng.random() < 0.5:
        return np.asarray(values <= np.nanquantile(values, level))
    return np.asarray(values > np.nanquantile(values, 1 - level))


def world(rng: Rng, count: int, *, planted: bool = True, broad_rate: float = 0.23) -> World:
    """Orders with mistakes; where they gather, each column alone looks harmless."""
    while True:
        columns = orders(rng, count)
        names = [str(name) for name in rng.permutation(list(columns))]
        a, b, broad = (_drawn(rng, columns[name]) for name in names[:3])
        both = a & b
        shares = a.mean(), b.mean(), both.mean(), broad.mean()
        if min(shares[:2]) > 0.2 and max(shares[:2]) < 0.5 and 0.07 < shares[2] < 0.12:
            break
    chance = np.where(broad, broad_rate, 0.15)
    if planted:
        # so many mistakes less in the rest of either column that its average stays as it is
        for one in (a, b):
            rest = one & ~both
            less = (0.55 - 0.15) * both.sum() / rest.sum()
            chance[rest] = np.maximum(0.02, chance[rest] - less)
        chance[both] = 0.55
    wrong = (rng.random(count) < chance).astype(np.int64)
    return World(columns, chance, both & planted, wrong, tuple(names[:2]))


def first_column(made: World) -> str:
    """The column that has the condition which alone tells most, as a greedy search begins."""
    best = {}
    for name, values in made.columns.items():
        if isinstance(values, list):
            masks = [np.array([one == each for one in values]) for each in set(values) - {None}]
        else:
            masks = [values > cut for cut in np.nanquantile(values, np.arange(1, 20) / 20)]
        best[name] = max(_apart(made.wrong, mask) for mask in masks)
    return max(best, key=lambda name: best[name])


def _apart(wrong: npt.NDArray[np.int64], mask: Bools) -> float:
    """Squared difference of two error rates in standard errors."""
    n, m = mask.sum(), (~mask).sum()
    if min(n, m) < 20:
        return 0.0
    rate = wrong.mean()
    gap = wrong[mask].mean() - wrong[~mask].mean()
    return float(gap**2 / (rate * (1 - rate) * (1 / n + 1 / m)))


def overlap(found: Bools, right: Bools) -> float:
    """Rows in both over rows in either."""
    either = (found | right).sum()
    return float((found & right).sum() / either) if either else 1.0


def wilson(k: int, n: int, level: float) -> tuple[float, float]:
    """The rates that a test at this level would not reject, as roots of a quadratic."""
    from scipy.stats import norm  # noqa: PLC0415 - heavy

    if n == 0:
        return 0.0, 1.0
    z2 = float(norm.ppf(0.5 + level / 2)) ** 2
    low, high = sorted(np.roots([n + z2, -(2 * k + z2), k * k / n]).real.tolist())
    return max(0.0, low), min(1.0, high)


def fisher(wrong: Sequence[int], inside: Bools) -> float:
    """One-sided exact test."""
    from scipy.stats import fisher_exact  # noqa: PLC0415 - heavy

    w = np.asarray(wrong) == 1
    table = [[(w & inside).sum(), (~w & inside).sum()], [(w & ~inside).sum(), (~w & ~inside).sum()]]
    return float(fisher_exact(table, alternative="greater")[1])
