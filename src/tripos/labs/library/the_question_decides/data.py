"""Data of the lab: orders, vouchers that were not given by lot, what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Columns = dict[str, list[str]]
ROLES = ("Ship Mode", "Segment", "Region", "Category")
_NAMES = {
    "Ship Mode": ("shipping", "mode"), "Segment": ("segment", "client"),
    "Region": ("region", "quarter"), "Category": ("category", "shelf"),
}  # fmt: skip


@cache
def orders() -> Any:
    """The Superstore sample."""
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    return data


@dataclass(frozen=True)
class World:
    """Orders, and the names of the columns that confound."""

    t: Whole
    y: Whole
    columns: Columns
    before: list[str]
    planted: list[str]


def _logistic(score: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(score / 2)))


def _levels(rng: Rng, values: list[str], size: float) -> Floats:
    """One number for each value of a column, evenly apart, in some order."""
    known = sorted(set(values))
    steps = dict(zip(known, rng.permutation(np.linspace(-size, size, len(known))), strict=True))
    return np.array([steps[one] for one in values])


def _bent(rng: Rng, values: list[str], size: float) -> Floats:
    """One number for each value, in a bow over the alphabet: values numbered show no trend."""
    known = sorted(set(values))
    bow = np.array([1.0, -2.0, 1.0] if len(known) == 3 else [1.0, -1.0, -1.0, 1.0])
    heights = size * rng.choice([-1.0, 1.0]) * (bow + rng.normal(scale=0.1, size=len(known)))
    steps = dict(zip(known, heights / 1.2, strict=True))
    return np.array([steps[one] for one in values])


def world(rng: Rng, count: int, level: float = 0.01) -> World:
    """Orders with so many confounders; one column decides about vouchers alone, and another about
    returns alone; `reply` follows from the voucher and bears on returns. Drawn until tests tell."""
    while True:
        made = orders_drawn(rng, count)
        if count and not reverses(made):
            continue
        told = {name: p_values(made, name) for name in made.before}
        least = level / len(made.before)
        found = sorted(name for name, values in told.items() if max(values) <= least)
        # no test may be close to its level
        clear = all(p < least / 3 or p > 3 * least for values in told.values() for p in values)
        if clear and found == made.planted:
            return made


def orders_drawn(rng: Rng, count: int) -> World:
    """Orders with so many confounders, as they come."""
    table = orders().iloc[rng.choice(len(orders()), 3000, replace=False)]
    named = {role: str(rng.choice(_NAMES[role])) for role in ROLES}
    columns = {named[role]: [str(one) for one in table[role]] for role in ROLES}
    order = [str(one) for one in rng.permutation(list(named.values()))]
    planted = sorted(order[:count])
    decides, bears = order[2], order[3]
    chosen = _levels(rng, columns[decides], 0.5)
    returns = _levels(rng, columns[bears], 0.5)
    for name in planted:
        both = _bent(rng, columns[name], 1.4)
        chosen, returns = chosen + both, returns + 1.3 * both
    t = (rng.random(3000) < _logistic(chosen)).astype(np.int64)
    reply = (rng.random(3000) < np.where(t == 1, 0.8, 0.3)).astype(np.int64)
    score = -0.3 + returns - 0.25 * t - 0.9 * (reply - 0.5)
    y = (rng.random(3000) < _logistic(score)).astype(np.int64)
    columns["reply"] = np.where(reply == 1, "yes", "no").tolist()
    keys = [str(one) for one in rng.permutation(list(columns))]
    return World(t, y, {key: columns[key] for key in keys}, sorted(named.values()), planted)


def dummies(values: list[str]) -> Floats:
    """A column of 0 and 1 for each value but the first."""
    named = np.array(values)
    return np.asarray((named[:, None] == np.unique(named)[1:]) * 1.0)


def likelihood(Z: Floats, y: Whole) -> float:
    """The largest log-likelihood of a logistic regression."""
    w = np.zeros(Z.shape[1])
    for _ in range(40):
        p = _logistic(Z @ w)
        weight = np.maximum(p * (1 - p), 1e-10)
        step = np.linalg.solve((Z.T * weight) @ Z + 1e-9 * np.eye(len(w)), Z.T @ (y - p))
        w = w + step
        if np.abs(step).max() < 1e-10:
            break
    score = Z @ w
    return float(y @ score - np.logaddexp(0, score).sum())


def p_values(made: World, name: str) -> tuple[float, float]:
    """Of a column for the voucher and, given it, for returns; the other ones before are given."""
    from scipy.stats import chi2  # noqa: PLC0415 - heavy

    ones = np.ones((len(made.t), 1))
    rest = np.hstack([ones, *(dummies(made.columns[one]) for one in made.before if one != name)])
    own = dummies(made.columns[name])
    found = []
    for target, given in ((made.t, rest), (made.y, np.hstack([rest, made.t[:, None]]))):
        gain = likelihood(np.hstack([given, own]), target) - likelihood(given, target)
        found.append(float(chi2.sf(2 * max(gain, 0.0), own.shape[1])))
    return found[0], found[1]


def strata(made: World, names: list[str]) -> list[str]:
    """The combination of these columns' values for each order."""
    return ["/".join(row) for row in zip(*(made.columns[name] for name in names), strict=True)]


def effect(t: Whole, y: Whole, z: list[str]) -> list[float]:
    """Standardised difference of rates with its interval, stratum by stratum; NaN where a stratum
    has one kind only."""
    labels, total, variance = np.array(z), 0.0, 0.0
    for one in sorted(set(z)):
        inside = labels == one
        share = inside.mean()
        rates = [y[inside & (t == arm)] for arm in (1, 0)]
        if min(map(len, rates)) == 0:
            return [np.nan] * 3
        total += share * (rates[0].mean() - rates[1].mean())
        variance += share**2 * sum(r.mean() * (1 - r.mean()) / len(r) for r in rates)
    half = 1.96 * float(np.sqrt(variance))
    return [total, total - half, total + half]


def reverses(made: World) -> bool:
    """Whether the pooled sign is the opposite of the adjusted one, both by some room."""
    pooled = effect(made.t, made.y, ["all"] * len(made.t))
    within = effect(made.t, made.y, strata(made, made.planted))
    return bool(pooled[1] > 0 > within[2])
