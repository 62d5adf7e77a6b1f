"""The checks of segments: a table as of a date, the model, new customers, words, holdout, plan."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.segments_for_a_marketer.data import (
    Columns,
    best_gain,
    least_cost,
    logarithms,
    orders,
    planted,
    shop,
    table_of,
    until,
    with_returns,
)

_NUMBERS = ("recency", "frequency", "money")


@check("customer_table holds what was known on the day, orders and returns told apart", points=4)
def table(rng: Rng) -> Steps:
    """A shop as of two days; the same without the lines that come later."""
    lines = shop(rng, 120)
    days = (int(rng.integers(150, 250)), int(rng.integers(300, 400)))
    values = yield [
        *(call("customer_table", lines, day) for day in days),
        call("customer_table", until(lines, days[0]), days[0]),
    ]
    said = {
        "recency": "as_of less the day of the last purchase; a return is none, and an order's day"
        " is that of its first line",
        "frequency": "the number of purchases (orders with a total above 0), not of lines",
        "money": "the sum of all lines until then, returns included",
    }
    for value, day in zip(values, (*days, days[0]), strict=True):
        expect(isinstance(value, dict), "customer_table: return a dict of columns")
        right = table_of(lines, day)
        expect(
            list(value.get("customer", [])) == right["customer"],
            "customer_table: not the customers with a purchase by that day, sorted as texts, each"
            " once",
        )
        for name in _NUMBERS:
            found = as_array(value.get(name), right[name].shape, f"customer_table: {name}")
            fits = np.allclose(found, right[name], atol=1e-6)
            expect(fits, f"customer_table: {name} is not {said[name]}")


def _model(value: Any, k: int, rows: int) -> tuple[Floats, Floats, Floats, list[int]]:
    expect(isinstance(value, dict), "segment: return a dict: middle, scale, centres, labels")
    shapes = {"middle": (3,), "scale": (3,), "centres": (k, 3), "labels": (rows,)}
    parts = [as_array(value.get(one), shape, f"segment: {one}") for one, shape in shapes.items()]
    return parts[0], parts[1], parts[2], parts[3].astype(int).tolist()


@check(
    "segment scales logarithms, finds a good division, and puts the best customers first", points=3
)
def divides(rng: Rng) -> Steps:
    """A shop's customers, and planted tables."""
    cases = [(table_of(shop(rng, 130), 365), 4)]
    cases += [(planted(rng, k, 240)[0], k) for k in (5, 6, 7, 7, 8, 8)]
    seed = int(rng.integers(1000))
    values = yield [call("segment", one, k, seed) for one, k in cases]
    for value, (known, k) in zip(values, cases, strict=True):
        X = logarithms(known)
        middle, scale, centres, labels = _model(value, k, len(X))
        expect(
            np.allclose(middle, X.mean(axis=0)) and np.allclose(scale, X.std(axis=0)),
            "segment: middle and scale are not mean and standard deviation (by n) of the three"
            " logarithms",
        )
        Z = (X - X.mean(axis=0)) / X.std(axis=0)
        away = np.array([((Z - one) ** 2).sum(axis=1) for one in centres])
        near = away.argmin(axis=0).tolist() == labels
        expect(near, "segment: a label is not the nearest centre, in scaled units", share=0.3)
        expect(
            away.min(axis=0).sum() <= 1.03 * least_cost(Z, k),
            "segment: there is a division with a smaller sum of squares; one start of k-means is"
            " a matter of luck",
            share=0.3,
        )
        money = [float(known["money"][np.array(labels) == j].mean()) for j in range(k)]
        said = "segment: number segments by their mean money, the largest first"
        expect(money == sorted(money, reverse=True), said, share=0.6)


@check("assign judges new customers by the old scale", points=2)
def assigns(rng: Rng) -> Steps:
    """Some of another table, a single customer, one whose returns exceed the purchases."""
    known, other = planted(rng, 4, 200)[0], planted(rng, 5, 60)[0]
    X = logarithms(known)
    middle, scale = X.mean(axis=0), X.std(axis=0)
    centres = rng.normal(size=(4, 3))
    centres[:2] = 0.2 * centres[:2] + np.array([[0, 0, -3], [0, 0, 0.5]])
    model = {"middle": middle, "scale": scale, "centres": centres}
    one = {name: other[name][:1] for name in ("customer", *_NUMBERS)}
    poor = {**other, "money": 10 - other["money"]}
    cases = ((other, "another table"), (one, "a single customer"), (poor, "negative money"))
    values = yield [call("assign", model, case) for case, _ in cases]
    for value, (case, said) in zip(values, cases, strict=True):
        Z = (logarithms(case) - middle) / scale
        right = [int(np.argmin([((z - c) ** 2).sum() for c in model["centres"]])) for z in Z]
        found = as_array(value, (len(right),), f"assign ({said})").astype(int).tolist()
        expect(
            found == right,
            f"assign ({said}): not the nearest centre after the model's own middle and scale;"
            " nothing is learnt from the new customers",
        )


@check("choose_count finds the finest division that repeats itself", points=3)
def counts(rng: Rng) -> Steps:
    """Planted segments: three, four and five."""
    plans = [3, 4, 5, *rng.integers(3, 6, 2).tolist()]
    made = [planted(rng, count, 260)[0] for count in plans]
    seed = int(rng.integers(1000))
    values = yield [call("choose_count", one, [2, 3, 4, 5, 6, 7], seed) for one in made]
    found = [int(as_array([value], (1,), "choose_count")[0]) for value in values]
    hits = sum(a == b for a, b in zip(found, plans, strict=True))
    fewer = sum(a < b for a, b in zip(found, plans, strict=True))
    way = "too few" if 2 * fewer >= len(plans) - hits else "too many"
    expect(
        hits >= len(plans) - 1,
        f"choose_count: not the number planted in {len(plans) - hits} of {len(plans)} tables"
        f" (mostly {way}): take the largest number whose every segment returns from random halves,"
        " on scaled logarithms",
        share=0.5 * hits / len(plans),
    )


@check("describe gives size, worth and a name in words", points=2)
def words(rng: Rng) -> Steps:
    """A shop's customers under drawn labels, and a table in which everybody is alike."""
    known = table_of(shop(rng, 100), 365)
    rows = len(known["customer"])
    same = {"customer": ["a", "b", "c"], **{name: np.array([2.0, 2, 2]) for name in _NUMBERS}}
    cases: list[tuple[Columns, Any]] = [
        (known, np.argsort(np.argsort(known["money"] + 900 * rng.normal(size=rows))) * 5 // rows),
        (known, rng.permutation(np.arange(rows) % 3)),
        (same, np.array([1, 0, 1])),
    ]
    values = yield [call("describe", *case) for case in cases]
    for value, (one, labels) in zip(values, cases, strict=True):
        count = int(labels.max()) + 1
        fits = isinstance(value, list) and len(value) == count
        expect(fits, "describe: return a list with one dict for each segment")
        for j, found in enumerate(value):
            expect(isinstance(found, dict), "describe: a segment is a dict")
            inside = {name: np.sort(one[name][labels == j]) for name in _NUMBERS}
            right = {name: float(np.median(inside[name])) for name in _NUMBERS}
            right["size"] = len(inside["money"])
            right["money_share"] = float(inside["money"].sum() / one["money"].sum())
            for name, truth in right.items():
                got = as_array([found.get(name)], (1,), f"describe: {name}")[0]
                said = f"describe: {name} is wrong (medians; shares of the money of all)"
                expect(abs(got - truth) < 1e-6 * max(1, abs(truth)), said)
            middle = {name: np.median(one[name]) for name in _NUMBERS}
            name = ", ".join((
                "lapsed" if right["recency"] > middle["recency"] else "recent",
                "rare" if right["frequency"] < middle["frequency"] else "frequent",
                "low" if right["money"] < middle["money"] else "high",
            ))  # fmt: skip
            said = "describe: the name does not follow the rule: medians against those of all"
            expect(found.get("name") == name, said + " customers, equal counts as good", share=0.4)


@check("holdout tells what each segment did afterwards", points=3)
def later(rng: Rng) -> Steps:
    """Segments by order counts, drawn ones, and a time when nothing is bought."""
    lines, as_of, days = shop(rng, 130), int(rng.integers(200, 300)), int(rng.integers(40, 90))
    known = table_of(lines, as_of)
    rows = len(known["customer"])
    held = orders(lines, as_of + 1, as_of + days)
    absent = [name for name in known["customer"] if name not in held]
    lines = with_returns(lines, absent[::3], as_of + 5)
    ranked = np.argsort(np.argsort(known["frequency"] + rng.random(rows))) * 4 // rows
    cases = [(ranked, as_of, days), (rng.permutation(ranked), as_of, days), (ranked, 9000, 30)]
    values = yield [call("holdout", known, labels, lines, *rest) for labels, *rest in cases]
    for value, (labels, day, span) in zip(values, cases, strict=True):
        expect(isinstance(value, dict), "holdout: return a dict: active, money, explained")
        held = orders(lines, day + 1, day + span)
        bought, spent = np.zeros(rows), np.zeros(rows)
        for i, name in enumerate(known["customer"]):
            bought[i] = any(total > 0 for _, total in held.get(name, []))
            spent[i] = sum(total for _, total in held.get(name, []))
        groups = [labels == j for j in range(4)]
        told = {
            "active": (bought, "the share of all customers of the segment with a purchase"),
            "money": (spent, "the mean over all its customers, those without orders as 0"),
        }
        for kept, (name, (column, said)) in enumerate(told.items()):
            found = as_array(value.get(name), (4,), f"holdout: {name}")
            right = [column[one].mean() for one in groups]
            expect(
                np.allclose(found, right, atol=1e-6),
                f"holdout: {name} is not {said}, on days after as_of only",
                share=0.2 * kept,
            )
        y = np.log(1 + np.maximum(spent, 0))
        within = sum(((y[one] - y[one].mean()) ** 2).sum() for one in groups)
        total = ((y - y.mean()) ** 2).sum()
        share = 1 - within / total if total > 0 else 0.0
        found = as_array([value.get("explained")], (1,), "holdout: explained")
        expect(
            abs(found[0] - share) < 1e-6,
            "holdout: explained is not the part of the sum of squares of ln(1 + max(sum, 0))"
            " between segments (0 where there is nothing to explain)",
            share=0.5,
        )


@check("action_plan spends the budget where it changes something", points=3)
def plans(rng: Rng) -> Steps:
    """Segments that buy anyway, that a message puts off; costs that do not divide the budget."""
    cases = []
    for budget in (600, 97, 333, 12000, 0, *rng.integers(60, 400, 4).tolist()):
        size = rng.integers(3, 40, 5)
        base = np.array([0.7, 0.3, 0.1, 0.05, 0.3]) + 0.1 * rng.random(5)
        uplift = np.array([0.02, 0.15, 0.1, 0.04, -0.1]) + 0.02 * rng.random(5)
        margin = rng.integers([4000, 300, 300, 300, 500], [6000, 700, 900, 500, 800])
        cost = rng.integers([10, 10, 10, 30, 10], 60)
        order = rng.permutation(5)
        parts = (size, base, base + uplift, margin, cost)
        cases.append((*(one[order].tolist() for one in parts), budget))
    whole = int(rng.integers(9, 13))  # messages of the better ratio, with 40 cents left over
    cases.append(([20, 20], [0.1, 0.1], [0.23, 0.205], [1000, 1000], [60, 50], 60 * whole + 40))
    values = yield [call("action_plan", *case) for case in cases]
    for value, (size, base, treated, margin, cost, budget) in zip(values, cases, strict=True):
        plan = as_array(value, (len(size),), "action_plan")
        fits = (plan >= 0).all() and (plan <= size).all() and (plan == plan.round()).all()
        expect(fits, "action_plan: whole numbers between 0 and the size of the segment")
        expect(plan @ cost <= budget, "action_plan: the plan costs more than the budget")
        gain = [(t - b) * m - c for b, t, m, c in zip(base, treated, margin, cost, strict=True)]
        most = best_gain(size, gain, cost, budget)
        got = float(plan @ gain)
        expect(
            got >= 0.9 * most - 1e-6,
            "action_plan: another plan gains far more: what counts is the difference that a"
            " message makes times the margin, less its cost, for each cent of the budget",
        )
        expect(
            got >= most - 1e-6,
            "action_plan: another plan gains a little more: the best ratio first does not fill a"
            " budget in whole messages; try combinations",
            share=0.4,
        )
