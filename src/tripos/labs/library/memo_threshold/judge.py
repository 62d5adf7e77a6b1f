"""The checks of the memo: its form, its numbers, its decision carried out, its prose."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.judge import Call
from tripos.labs.library.memo_threshold.data import Instance, cheapest, instance, priced
from tripos.labs.library.memo_threshold.reading import NAMES, Memo, read
from tripos.labs.memo import expect_prose

_REGRET, _SLACK = 0.10, 1.15


def _asked(found: Instance, seed: int) -> Call:
    shown = found.shown
    return call(
        "memo", shown.y, shown.a, shown.b, found.missed, found.false_alarm, found.capacity, seed
    )


def _several(rng: Rng) -> tuple[list[Instance], list[Call]]:
    cases = [instance(rng, spoilt=spoilt) for spoilt in (False, True)]
    return cases, [_asked(one, at) for at, one in enumerate(cases)]


@check("the memo has its head, in the form that was asked for", points=1)
def form(rng: Rng) -> Steps:
    """A plain instance, and one in which the better ranking is not the cheaper model."""
    cases, calls = _several(rng)
    memos = [read(one) for one in (yield calls)]
    for memo, one in zip(memos, cases, strict=True):
        rows = memo.head["data_rows"]
        expect(rows == len(one.shown.y), "head: data_rows is not the number of rows given")


@check("every claim is what the rows say", points=3)
def claims(rng: Rng) -> Steps:
    """Each value is computed again at the threshold that the claim names."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        for number, claim in enumerate(memo.head["claims"], 1):
            expect(
                number > 3 or abs(claim["threshold"] - memo.threshold) < 1e-12,
                f"claim {number} is about another threshold than the recommended one",
            )
            right = priced(
                one.shown, claim["model"], claim["threshold"], one.missed, one.false_alarm
            )[NAMES.index(claim["name"])]
            expect(
                abs(claim["value"] - right) <= 2e-3 * abs(right) + 1e-6,
                f"claim {number} ({claim['name']}): computed again from the rows it comes out"
                " otherwise (flagged is a score of at least the threshold; costs are for 1,000"
                " rows; recall is the share of the anomalies that is flagged)",
            )


@check("the interval is what resampling the rows gives", points=2)
def interval(rng: Rng) -> Steps:
    """Compared with the normal interval of the mean cost of a row, with room for the draws."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        claim = memo.head["claims"][0]
        flagged = one.shown.score(claim["model"]) >= claim["threshold"]
        each = 1000 * np.where(one.shown.y == 1, one.missed * ~flagged, one.false_alarm * flagged)
        error = float(each.std() / np.sqrt(len(each)))
        expect(
            claim["low"] <= claim["value"] <= claim["high"],
            "the interval of the cost does not hold its value",
        )
        width = (claim["high"] - claim["low"]) / (2 * 1.96 * error)
        expect(
            0.85 <= width <= 1.15,
            "the interval of the cost is "
            + ("narrower" if width < 1 else "wider")
            + " than a 95 % interval from resampling rows would be",
        )


@check("the other model is shown at its best", points=2)
def fair(rng: Rng) -> Steps:
    """At the cheapest threshold it could have within the capacity."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        other = memo.head["claims"][3]
        _, least = cheapest(one, one.shown, other["model"])
        _, _, flagged = priced(
            one.shown, other["model"], other["threshold"], one.missed, one.false_alarm
        )
        cost = priced(one.shown, other["model"], other["threshold"], one.missed, one.false_alarm)[0]
        expect(
            flagged <= one.capacity + 1e-9 and cost <= least * 1.0001 + 1e-9,
            "the other model has a cheaper threshold within the capacity than the one it is shown"
            " with: the comparison is not fair",
        )


@check("carried out, the recommendation keeps the capacity", points=2)
def capacity(rng: Rng) -> Steps:
    """On the rows given, and but for chance on twenty thousand others."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        for stream, room in ((one.shown, 1.0 + 1e-9), (one.hidden, _SLACK)):
            _, _, flagged = priced(stream, memo.model, memo.threshold, one.missed, one.false_alarm)
            expect(
                flagged <= room * one.capacity + (0 if room < 1.1 else 6),
                "carried out, the recommendation flags more rows than people can look at",
            )


@check("carried out, the recommendation costs hardly more than the best one", points=3)
def regret(rng: Rng) -> Steps:
    """The price on unseen rows, against the best that could have been recommended."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        paid = priced(one.hidden, memo.model, memo.threshold, one.missed, one.false_alarm)[0]
        ways = [cheapest(one, one.shown, model) for model in ("a", "b")]
        prices = [
            priced(one.hidden, model, threshold, one.missed, one.false_alarm)[0]
            for model, (threshold, _) in zip(("a", "b"), ways, strict=True)
        ]
        least = prices[int(ways[1][1] < ways[0][1])]
        expect(
            paid <= (1 + _REGRET) * min(prices) or paid <= (1 + 0.01) * least,
            "on unseen rows the recommendation costs clearly more than another model or threshold"
            " within the capacity would have: price every threshold of both models",
            share=0.3 if paid <= 1.3 * min(prices) else 0.0,
        )


@check("the prose says what it costs, and no number of its own", points=2)
def prose(rng: Rng) -> Steps:
    """Length, both models, the prices, and every number accounted for."""
    cases, calls = _several(rng)
    for value, one in zip((yield calls), cases, strict=True):
        memo = read(value)
        _read_prose(memo, one)


def _read_prose(memo: Memo, one: Instance) -> None:
    given = [one.missed, one.false_alarm, one.capacity, 1000.0, 95.0]
    numbers = [
        float(claim[key]) for claim in memo.head["claims"]
        for key in ("value", "low", "high", "threshold") if key in claim
    ]  # fmt: skip
    told = (
        (one.missed, "what a missed anomaly costs"), (one.false_alarm, "what a false alarm costs"),
        (float(memo.head["claims"][0]["value"]), "what the recommendation costs for 1,000 rows"),
    )  # fmt: skip
    declared = [*given, *numbers, float(memo.head["data_rows"])]
    expect_prose(memo.prose, declared, told, ("model a", "model b"))
