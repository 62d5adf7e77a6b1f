"""Data of the lab: orders whose risk rises with the price, but for an interval, and references."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
TRAIN = 5000


@cache
def _orders() -> tuple[Floats, Whole]:
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    price = data["Sales"].to_numpy() / data["Quantity"].to_numpy()
    _, group = np.unique(data["Category"].to_numpy().astype(str), return_inverse=True)
    return price, group.astype(np.int64)


@dataclass(frozen=True)
class Feed:
    """Rows with labels, some of them spoilt, and rows to come with the risk as it is."""

    x: Floats
    group: Whole
    y: Floats
    interval: list[float]
    x_new: Floats
    group_new: Whole
    risk_new: Floats


def feed(rng: Rng, kind: str = "spoilt") -> Feed:
    """Orders by price in three groups of different risk, which have different prices too.

    The labels of an interval are spoilt, or nothing is wrong: "clean", "plateau" (the risk stays
    as it is for a while), "composition" (it rises in each group, but risky orders are cheap).
    """
    price, group = _orders()
    order = rng.permutation(len(price))
    x, group = price[order] * float(rng.choice([0.9, 7.5, 100.0])), group[order]
    place = np.argsort(np.argsort(x, kind="stable"), kind="stable") / len(x)
    slope = 0.9 if kind == "composition" else 4.5
    gap = 2.6 if kind == "composition" else 2.0
    own = np.array([-gap, 0.0, -gap + 0.3])[group] - slope / 3 + 0.2 * rng.normal(size=3)[group]
    low = rng.uniform(0.25, 0.5)
    high = low + rng.uniform(0.22, 0.32)
    inside = (place >= low) & (place <= high)
    bend = rng.uniform(0.7, 1.1)
    score = own + slope * np.where(inside & (kind == "plateau"), low, place) ** bend
    risk = 1 / (1 + np.exp(-score))
    turned = own + slope * low**bend + 1.2 - 4.2 * (place - low) / (high - low)
    spoilt = kind == "spoilt"
    shown = np.where(inside & spoilt, 1 / (1 + np.exp(-turned)), risk)
    y = (rng.random(len(x)) < shown) * 1.0
    names = rng.permutation([2, 5, 11])[group]
    a, b = slice(0, TRAIN), slice(TRAIN, TRAIN + 3000)
    bounds = [float(one) for one in np.quantile(x, [low, high])] if spoilt else []
    return Feed(x[a], names[a], y[a], bounds, x[b], names[b], risk[b])


def isotonic(x: Floats, y: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The non-decreasing fit at the distinct x, by the formula of largest and least means."""
    known = np.array(sorted(set(x[weights > 0].tolist())))
    size = np.array([weights[x == one].sum() for one in known])
    mean = np.array([(weights * y)[x == one].sum() for one in known]) / size
    total, mass = np.cumsum(mean * size), np.cumsum(size)
    fit = []
    for i in range(len(known)):
        lower = []
        for start in range(i + 1):
            before = (total[start - 1], mass[start - 1]) if start else (0.0, 0.0)
            lower.append(((total[i:] - before[0]) / (mass[i:] - before[1])).min())
        fit.append(max(lower))
    return known, np.array(fit)


def between(known: Floats, fit: Floats, x: float) -> float:
    """Straight lines between the knots, level beyond them."""
    if x <= known[0]:
        return float(fit[0])
    if x >= known[-1]:
        return float(fit[-1])
    j = int(np.sum(known <= x))
    share = (x - known[j - 1]) / (known[j] - known[j - 1])
    return float(fit[j - 1] + share * (fit[j] - fit[j - 1]))


def overlap(found: list[float], right: list[float], x: Floats) -> float:
    """Rows in both intervals over rows in either."""
    a, b = ((x >= one[0]) & (x <= one[1]) for one in (found, right))
    return float((a & b).sum() / max(1, (a | b).sum()))


def expected_loss(p: Any, risk: Floats) -> float:
    """The logarithmic loss to expect, less what knowing the risks would cost."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return float((risk * np.log(risk / p) + (1 - risk) * np.log((1 - risk) / (1 - p))).mean())
