"""The checks of the memo: rates, thresholds, claims, what excludes what, decision, prose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect, wrong
from tripos.labs.judge import Call
from tripos.labs.library.memo_fairness_and_cost.data import (
    EQUAL,
    RATES,
    RULES,
    Instance,
    Orders,
    drawn,
    gap,
    instance,
    outcome,
    right,
    rule,
    share,
    torn,
    wilson,
)
from tripos.labs.library.memo_fairness_and_cost.reading import Memo, read, thresholds_in
from tripos.labs.memo import expect_prose

_ROOM = 0.15  # how far an end of an interval may lie off, in widths of it
_AMONG = {
    "selection": "all orders of the group",
    "true_positive": "the orders of the group that would be paid",
    "false_positive": "the orders of the group that would not be paid",
}


def _asked(one: Instance) -> Call:
    shown = one.shown
    return call("memo", shown.y, shown.score, shown.group, one.unpaid, one.refused,
                one.criterion, one.allowed)  # fmt: skip


def _near(found: tuple[float, float, float], told: tuple[float, float, float], what: str) -> None:
    """A rate or a gap with its interval, beside what was computed again."""
    value, low, high = told
    expect(abs(found[0] - value) <= 1e-4 + 1e-3 * abs(value), f"{what}: the value is another one")
    width = high - low
    for end, wanted in ((found[1], low), (found[2], high)):
        expect(
            abs(end - wanted) <= _ROOM * width,
            f"{what}: its 95 % interval is not the one of a share of so many orders; a small group"
            " has a wide one",
        )


@check("rates by group, each among those it is about, with intervals", points=3)
def by_group(rng: Rng) -> Steps:
    """A good rule, and one that grants at random."""
    one = drawn(rng, alike=False).shown
    cases = [one.score >= np.median(one.score), rng.random(len(one.y)) < 0.4]
    values = yield [call("rates", one.y, granted * 1, one.group) for granted in cases]
    for value, granted in zip(values, cases, strict=True):
        for name in "ab":
            of = one.of(name)
            for rate in RATES:
                if not isinstance(value, dict) or not isinstance(value.get(name), dict):
                    wrong("rates must return a dictionary with a dictionary for a and for b")
                found = as_array(value[name].get(rate), (3,), f"rates, {name}, {rate},")
                k, n = share(granted[of], one.y[of], rate)
                low, high = wilson(k, n)
                _near((found[0], found[1], found[2]), (k / n, low, high),
                      f"rates: {rate} of group {name} (among {_AMONG[rate]})")  # fmt: skip


def _asked_rules(one: Instance) -> Call:
    shown = one.shown
    return call("thresholds", shown.y, shown.score, shown.group, one.unpaid, one.refused)


@check("one threshold for all, the cheapest", points=2)
def single(rng: Rng) -> Steps:
    """Priced on all orders, not on those of one group."""
    cases = [torn(rng, name) for name in "ab"]
    for value, one in zip((yield [_asked_rules(one) for one in cases]), cases, strict=True):
        found = thresholds_in(value, "thresholds")["single"]
        expect(found["a"] == found["b"], "thresholds: single has one threshold, the same for both")
        _cheapest(one, found, "single")


@check("two thresholds that make the groups equal, the cheapest such", points=3)
def equal(rng: Rng) -> Steps:
    """Selection rates, true positive rates; groups that differ in who pays, and in the score."""
    cases = [drawn(rng, alike=alike) for alike in (False, False, True)]
    for value, one in zip((yield [_asked_rules(one) for one in cases]), cases, strict=True):
        every = thresholds_in(value, "thresholds")
        for name in RULES[1:]:
            _equalised(one.shown, every[name], name)
            _cheapest(one, every[name], name)


def _equalised(orders: Orders, found: dict[str, float], name: str) -> None:
    rate = name.removeprefix("equal_")
    expect(
        abs(gap(orders, found, rate)[0]) <= EQUAL + 1e-9,
        f"thresholds: under {name} the groups differ by more than {EQUAL} in the share granted"
        f" among {_AMONG[rate].replace('the group', 'each group')}",
    )


def _cheapest(one: Instance, found: dict[str, float], name: str) -> None:
    least = one.cost(one.shown, rule(one, name))
    expect(
        one.cost(one.shown, found) <= 1.02 * least,
        f"thresholds: {name} can be had more cheaply on these orders, both groups' unpaid and"
        " refused orders taken together",
    )


def _two(rng: Rng) -> list[Instance]:
    return [instance(rng, kind) for kind in ("other", "chance")]


def _read(values: Any, cases: list[Instance]) -> list[tuple[Memo, Instance]]:
    return [(read(value), one) for value, one in zip(values, cases, strict=True)]


@check("the memo has its head, in the form that was asked for", points=1)
def form(rng: Rng) -> Steps:
    """A decision, and the thresholds of the rules."""
    cases = [instance(rng, "named")]
    for memo, one in _read((yield [_asked(one) for one in cases]), cases):
        for name in RULES[1:]:
            _equalised(one.shown, memo.thresholds[name], name)


@check("every claim is what the orders say", points=3)
def claims(rng: Rng) -> Steps:
    """Computed again at the thresholds that the head has; and what both parties lose."""
    cases = _two(rng)
    for memo, one in _read((yield [_asked(one) for one in cases]), cases):
        for name in RULES:
            _claimed(memo, one, name)
        chosen = memo.thresholds[memo.choice]
        costs = {name: one.cost(one.shown, memo.thresholds[name]) for name in RULES}
        least = min(costs.values())
        expect(abs(memo.losses["shop"] - (costs[memo.choice] - least)) <= 2e-3 * least,
               "losses: shop is the cost for 1,000 orders of the recommended rule less that of the"
               " cheapest of the three")  # fmt: skip
        granted = one.shown.granted(chosen)
        for name in "ab":
            of = one.shown.of(name)
            k, n = share(granted[of], one.shown.y[of], "true_positive")
            expect(abs(memo.losses[name] - (1 - k / n)) <= 1e-3,
                   f"losses: {name}: the share of the group's payers who are refused")  # fmt: skip


def _claimed(memo: Memo, one: Instance, name: str) -> None:
    limits = memo.thresholds[name]
    granted, orders = one.shown.granted(limits), one.shown
    for group in "ab":
        of = orders.of(group)
        for rate in RATES:
            k, n = share(granted[of], orders.y[of], rate)
            _near(memo.interval(rate, name, group), (k / n, *wilson(k, n)),
                  f"claim {rate} of {name}, group {group}")  # fmt: skip
    _near(memo.interval("gap", name, "both"), gap(orders, limits, one.criterion),
          f"claim gap of {name} (a less b, among those that the criterion is about)")  # fmt: skip
    cost = one.cost(orders, limits)
    expect(abs(memo.claim("cost_per_1000", name, "both")["value"] - cost) <= 1e-3 * cost,
           f"claim cost_per_1000 of {name}: computed again it differs: unpaid and refused orders of"
           " both groups, for 1,000 orders")  # fmt: skip


@check("what cannot be had at once is said, and by how much", points=2)
def impossible(rng: Rng) -> Steps:
    """Base rates that differ, and base rates that do not."""
    cases = [_based(rng, alike=bool(alike)) for alike in rng.permutation([True, False])]
    for memo, one in _read((yield [_asked(one) for one in cases]), cases):
        orders, told = one.shown, memo.head["conflict"]
        base = {name: float(orders.y[orders.of(name)].mean()) for name in "ab"}
        granted = orders.granted(memo.thresholds["single"])
        t, f = (float(granted[orders.y == label].mean()) for label in (1, 0))
        sizes = {name: max(p * t + (1 - p) * f, 1e-9) for name, p in base.items()}
        wanted = {
            "base_rate_a": base["a"], "base_rate_b": base["b"],
            "forced_selection_gap": (base["a"] - base["b"]) * (t - f),
            "forced_precision_gap": t * (base["a"] / sizes["a"] - base["b"] / sizes["b"]),
        }  # fmt: skip
        for key, value in wanted.items():
            expect(abs(told[key] - value) <= 1e-3,
                   f"conflict: {key} differs: both groups get the true and false positive rates"
                   " that all orders together have under single; what is left comes from the base"
                   " rates alone")  # fmt: skip
        _, low, high = _base_gap(orders)
        expect(told["compatible"] == (low <= 0 <= high),
               "conflict: equal error rates go together with equal selection and precision if base"
               " rates are the same (as far as the orders can tell), and else not")  # fmt: skip


def _base_gap(orders: Orders) -> tuple[float, float, float]:
    return gap(Orders(orders.y, orders.y, orders.first), {"a": 1.0, "b": 1.0}, "selection")


def _based(rng: Rng, *, alike: bool) -> Instance:
    """An instance whose base rates are clearly apart, or not apart at all."""
    while True:
        one = drawn(rng, alike=alike)
        value, low, high = _base_gap(one.shown)
        if (abs(value) < 0.3 * (high - low)) if alike else (abs(value) > 0.8 * (high - low)):
            return replace(one, criterion=str(rng.choice(RATES)), allowed=0.9)


@check("carried out, the rule keeps what is allowed at the least cost", points=3)
def decision(rng: Rng) -> Steps:
    """Five decisions; on the orders given, and on twelve thousand others."""
    cases = [instance(rng, kind) for kind in ("single", "named", "other", "wide", "chance")]
    for memo, one in _read((yield [_asked(one) for one in cases]), cases):
        chosen = outcome(one, memo.thresholds[memo.choice])
        known = {name: outcome(one, rule(one, name)) for name in RULES}
        best = known[right(known, one.allowed)]
        expect(
            chosen.end <= one.allowed + 0.005,
            f"the gap in the {one.criterion} rate under the recommended rule may well be larger"
            " than allowed: its interval goes beyond, as far as these orders can tell",
        )
        expect(
            chosen.gap_hidden <= one.allowed + 0.01,
            "on unseen orders the recommended rule leaves a larger gap than is allowed",
        )
        more = chosen.cost_hidden - best.cost_hidden
        expect(
            chosen.cost <= 1.02 * best.cost and more <= 0.035 * best.cost_hidden,
            f"carried out on unseen orders the recommended rule costs {more:+,.0f} euros for 1,000"
            " orders against another that keeps what is allowed, chance included: among those that"
            " do, the cheapest is right, whatever it is called",
        )


@check("the prose says what both parties lose, and no number of its own", points=2)
def prose(rng: Rng) -> Steps:
    """Length, both groups by name, three losses, and every number accounted for."""
    cases = [instance(rng, "chance")]
    for memo, one in _read((yield [_asked(one) for one in cases]), cases):
        given = [one.unpaid, one.refused, one.allowed, 1000.0, 95.0, float(len(one.shown.y))]
        told = (
            (memo.losses["shop"], "what the rule costs the shop more than the cheapest"),
            (100 * memo.losses["a"], "how many payers of group a are refused, in per cent"),
            (100 * memo.losses["b"], "how many payers of group b are refused, in per cent"),
        )
        expect_prose(memo.prose, [*given, *memo.numbers()], told, ("group a", "group b"))
