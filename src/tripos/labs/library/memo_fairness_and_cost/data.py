"""Instances: orders of a shop, who of two groups would pay, a score, and the rules priced."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng

Bools = npt.NDArray[np.bool_]
Pair = dict[str, float]
RULES = ("single", "equal_selection", "equal_true_positive")
RATES = ("selection", "true_positive", "false_positive")
EQUAL = 0.01
_FIT, _SHOWN, _HIDDEN = 1500, 4000, 12_000
_MARGIN, _DEARER = 0.015, 1.03


@dataclass(frozen=True)
class Orders:
    """Who would pay, the scores of some orders, and which of them are of group a."""

    y: Floats
    score: Floats
    first: Bools

    @property
    def group(self) -> list[str]:
        """The groups by name."""
        return ["a" if one else "b" for one in self.first.tolist()]

    def of(self, name: str) -> Bools:
        """Which orders are of a group."""
        return self.first if name == "a" else ~self.first

    def granted(self, thresholds: Pair) -> Bools:
        """Who gets an invoice under a threshold for each group."""
        limit = np.where(self.first, thresholds["a"], thresholds["b"])
        return np.asarray(self.score >= limit)


@dataclass(frozen=True)
class Instance:
    """What the submission is given, and the orders on which its memo is carried out."""

    shown: Orders
    hidden: Orders
    unpaid: float
    refused: float
    criterion: str = "selection"
    allowed: float = 0.0

    def cost(self, orders: Orders, thresholds: Pair) -> float:
        """Euros for 1,000 orders."""
        granted = orders.granted(thresholds)
        unpaid, refused = ((orders.y == 0) & granted).sum(), ((orders.y == 1) & ~granted).sum()
        return float(1000 * (self.unpaid * unpaid + self.refused * refused) / len(granted))


@cache
def _orders() -> tuple[Floats, npt.NDArray[np.str_]]:
    """Amount, quantity, discount and goods of real orders in units of deviation; their regions."""
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    kind = data["Category"].to_numpy().astype(str)
    table = np.column_stack([
        np.log(data["Sales"].to_numpy()), data["Quantity"], data["Discount"],
        kind == "Furniture", kind == "Technology",
    ]).astype(float)  # fmt: skip
    return (table - table.mean(axis=0)) / table.std(axis=0), data["Region"].to_numpy().astype(str)


def share(granted: Bools, y: Floats, rate: str) -> tuple[int, int]:
    """How many are granted, of how many, for one rate."""
    among = {"selection": y >= 0, "true_positive": y == 1, "false_positive": y == 0}[rate]
    return int((granted & among).sum()), int(among.sum())


def gap(orders: Orders, thresholds: Pair, criterion: str) -> tuple[float, float, float]:
    """The rate of group a less that of group b, and its 95 % interval."""
    granted, value, variance = orders.granted(thresholds), 0.0, 0.0
    for name, sign in (("a", 1.0), ("b", -1.0)):
        of = orders.of(name)
        k, n = share(granted[of], orders.y[of], criterion)
        value += sign * k / n
        variance += k / n * (1 - k / n) / n
    half = 1.96 * math.sqrt(variance)
    return value, value - half, value + half


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share: where the score test does not reject."""
    z = 1.96
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    return middle - half, middle + half


@dataclass(frozen=True)
class _Curve:
    """All thresholds of one group: the rate at each, and the euros lost in all."""

    limits: Floats
    rate: dict[str, Floats]
    cost: Floats


def _curve(one: Instance, name: str) -> _Curve:
    of = one.shown.of(name)
    y, score = one.shown.y[of], one.shown.score[of]
    limits = np.append(score.max() + 1.0, np.unique(score)[::-1])
    bad, good = ((y == label).sum() - np.searchsorted(np.sort(score[y == label]), limits)
                 for label in (0, 1))  # fmt: skip
    rates = {"selection": (bad + good) / len(y), "true_positive": good / (y == 1).sum()}
    return _Curve(limits, rates, one.unpaid * bad + one.refused * ((y == 1).sum() - good))


def rule(one: Instance, name: str, apart: float = EQUAL) -> Pair:
    """The cheapest thresholds of a rule on the orders given; equal rates may be so far `apart`."""
    if name == "single":
        limits = np.unique(one.shown.score)
        cost = sum(_at(_curve(one, group), limits) for group in "ab")
        best = float(limits[int(np.argmin(cost))])
        return {"a": best, "b": best}
    rate = name.removeprefix("equal_")
    a, b = _curve(one, "a"), _curve(one, "b")
    if len(a.limits) < len(b.limits):
        found = _matched(a, b, rate, apart)
        return {"a": found[1], "b": found[2]}
    found = _matched(b, a, rate, apart)
    return {"a": found[2], "b": found[1]}


def torn(rng: Rng, name: str) -> Instance:
    """An instance in which the threshold that is best for one group alone is clearly dearer."""
    while True:
        one = drawn(rng, alike=False)
        curve = _curve(one, name)
        alone = float(curve.limits[int(np.argmin(curve.cost))])
        least = one.cost(one.shown, rule(one, "single"))
        if one.cost(one.shown, {"a": alone, "b": alone}) > 1.03 * least:
            return one


def _at(curve: _Curve, limits: Floats) -> Floats:
    """The cost of a group at thresholds that may be scores of the other one."""
    above = len(curve.limits) - np.searchsorted(curve.limits[::-1], limits)
    return np.asarray(curve.cost[np.maximum(above, 1) - 1])


def _matched(few: _Curve, many: _Curve, rate: str, apart: float) -> tuple[float, float, float]:
    best = (math.inf, 0.0, 0.0)
    low = np.searchsorted(many.rate[rate], few.rate[rate] - apart, side="left")
    high = np.searchsorted(many.rate[rate], few.rate[rate] + apart, side="right")
    for i in range(0, len(low), 1 + len(low) // 400):  # the cost is flat: not each is needed
        start, stop = low[i], high[i]
        if start < stop:
            j = int(start + np.argmin(many.cost[start:stop]))
            total = float(few.cost[i] + many.cost[j])
            best = min(best, (total, float(few.limits[i]), float(many.limits[j])))
    return best


def drawn(rng: Rng, *, alike: bool) -> Instance:
    """Orders with planted payments; the groups are a region and the rest, named at random. As many
    pay in both where they are `alike`; the score is shifted and blurred in one of them."""
    table, regions = _orders()
    rows = rng.choice(len(table), _FIT + _SHOWN + _HIDDEN)
    small = regions[rows] == str(rng.choice(["East", "West", "Central"]))
    x = table[rows]
    u = x @ rng.normal(size=x.shape[1])
    u = 1.7 * (u - u.mean()) / u.std()
    u[small] -= u[small].mean() - u[~small].mean()
    base, lower = rng.uniform(0.6, 0.75), 0.0 if alike else rng.uniform(0.1, 0.22)
    most, least = _intercept(u[~small], base), _intercept(u[small], base - lower)
    y = (rng.random(len(u)) < chance_of(u + np.where(small, least, most))).astype(float)
    logit = _fitted(x[:_FIT], y[:_FIT], x)
    shift = float(rng.choice([0.0, 0.5, 1.0])) * (most - least) + rng.choice([-0.5, 0.0, 0.0, 0.5])
    blurred = logit + rng.choice([0.0, 0.6]) * rng.normal(size=len(y)) - shift
    score = np.round(chance_of(np.where(small, blurred, logit)), 5)
    first = small if rng.random() < 0.5 else ~small
    parts = slice(_FIT, _FIT + _SHOWN), slice(_FIT + _SHOWN, None)
    shown, hidden = (Orders(y[part], score[part], first[part]) for part in parts)
    refused = float(rng.choice([20, 30, 45]))
    return Instance(shown, hidden, refused * float(rng.choice([1.2, 1.6, 2.0])), refused)


@dataclass(frozen=True)
class Outcome:
    """What a rule does: how far its gap goes with its interval, its gap, its costs."""

    end: float
    gap: float
    gap_hidden: float
    cost: float
    cost_hidden: float


def outcome(one: Instance, thresholds: Pair) -> Outcome:
    """Priced on the orders given and on the others."""
    value, low, high = gap(one.shown, thresholds, one.criterion)
    hidden = gap(one.hidden, thresholds, one.criterion)[0]
    costs = (one.cost(orders, thresholds) for orders in (one.shown, one.hidden))
    return Outcome(max(-low, high), abs(value), abs(hidden), *costs)


def instance(rng: Rng, kind: str) -> Instance:
    """A decision of a kind: the `single` threshold is right; the rule `named` after the criterion
    is; an `other` one is; one is whose gap is not the smallest (`wide`); or a cheaper rule keeps
    what is allowed only by `chance`."""
    while True:
        one = drawn(rng, alike=bool(rng.random() < 0.2))
        # Thresholds may honestly be chosen more or less equal: the decision must be the same.
        ways = [{name: rule(one, name, apart) for name in RULES} for apart in (EQUAL, EQUAL / 4)]
        for criterion in rng.permutation(RATES):
            made = replace(one, criterion=str(criterion))
            known = [{name: outcome(made, way[name]) for name in RULES} for way in ways]
            for allowed in rng.permutation(np.arange(5, 16)) / 100:
                chosen = {right(each, float(allowed)) for each in known}
                if len(chosen) == 1 and all(
                    _is_clear(each, made.criterion, float(allowed), kind) for each in known
                ):
                    return replace(made, allowed=float(allowed))


def right(known: dict[str, Outcome], allowed: float) -> str:
    """The cheapest rule whose gap keeps what is allowed with its interval; "" if none does."""
    kept = [name for name in RULES if known[name].end <= allowed]
    return min(kept, key=lambda name: known[name].cost, default="")


def _is_clear(known: dict[str, Outcome], criterion: str, allowed: float, kind: str) -> bool:
    """Whether the decision is of this kind, and would be the same with other honest thresholds."""
    best = right(known, allowed)
    if not best or min(abs(one.end - allowed) for one in known.values()) < _MARGIN:
        return False
    chosen, rest = known[best], [known[name] for name in RULES if name != best]
    if chosen.gap_hidden > allowed - 0.01 or any(
        min(one.cost / chosen.cost, one.cost_hidden / chosen.cost_hidden) < _DEARER
        for one in rest if one.end <= allowed
    ):  # fmt: skip
        return False
    tempts = any(one.gap < allowed - 0.01 and one.end > allowed and one.cost < 0.99 * chosen.cost
                 for one in rest)  # fmt: skip
    found = {"single": "single", f"equal_{criterion}": "named"}.get(best, "other")
    if kind == "wide":
        return any(one.gap < chosen.gap - 0.02 for one in rest)
    return tempts if kind == "chance" else found == kind and not tempts


def _fitted(x: Floats, y: Floats, rows: Floats) -> Floats:
    """Log-odds of rows by logistic regression, by Newton's method."""
    z = np.column_stack([np.ones(len(x)), x])
    w = np.zeros(z.shape[1])
    for _ in range(6):
        p = chance_of(z @ w)
        bend = (z.T * (p * (1 - p))) @ z + 1e-3 * np.eye(len(w))
        w = w + np.linalg.solve(bend, z.T @ (y - p))
    return np.asarray(w[0] + rows @ w[1:])


def _intercept(score: Floats, wanted: float) -> float:
    """The intercept at which the mean probability is the one wanted."""
    low, high, score = -12.0, 12.0, score[:4000]
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if chance_of(score + middle).mean() < wanted else (low, middle)
    return low
