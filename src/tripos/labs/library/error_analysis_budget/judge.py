"""The checks of error analysis: the arithmetic, single decisions, and a hundred projects."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect, play, wrong
from tripos.labs.library.error_analysis_budget.data import (
    MEANS,
    WEEKS,
    State,
    careful,
    loudest,
    mistakes,
    played,
    world,
)

_WORLDS = 100
_ASKED = 0.67


@check("the table counts errors by slice, with what fixing each could bring", points=3)
def tables(rng: Rng) -> Steps:
    """Real mistakes, counted row by row; and a model that makes none."""
    y, predicted, slices = mistakes(rng)
    sizes = ["rare"] * 4 + ["usual"] * 40 + ["also usual"] * 40
    wrongly = [1, 1, 0, 0] + [1] * 6 + [0] * 34 + [1] * 6 + [0] * 34
    found, none, ranked = yield [
        call("table", y, predicted, slices), call("table", y, y, slices),
        call("table", [0] * 84, wrongly, sizes),
    ]  # fmt: skip
    expect(isinstance(found, list) and all(isinstance(one, dict) for one in found),
           "table must return a list of dictionaries")  # fmt: skip
    right = _counted(y.tolist(), predicted.tolist(), slices)
    names = [one.get("slice") for one in found]
    expect(sorted(names) == sorted(right), "table: one row for each slice that has rows")
    order = sorted(right, key=lambda name: (-right[name][1], name))
    for one in found:
        rows, errors, share, ceiling = right[one["slice"]]
        expect((one.get("rows"), one.get("errors")) == (rows, errors),
               "table: rows or errors of a slice are counted wrongly")  # fmt: skip
        expect(math.isclose(as_number(one.get("share"), "share"), share, abs_tol=1e-9),
               "table: share is that of a slice's errors among all errors", share=0.5)  # fmt: skip
        expect(math.isclose(as_number(one.get("ceiling"), "ceiling"), ceiling, abs_tol=1e-9),
               "table: ceiling is the error rate over all rows that would be left if the errors of"
               " the slice were gone", share=0.5)  # fmt: skip
    by_errors = [one.get("slice") for one in ranked] == ["also usual", "usual", "rare"]
    expect(names == order and by_errors, "table: most errors first, ties by name", share=0.5)
    expect(all(one["share"] == 0 for one in none), "table: without any error every share is 0",
           share=0.6)  # fmt: skip


def _counted(
    y: list[int], predicted: list[int], slices: list[str]
) -> dict[str, tuple[int, int, float, float]]:
    wrong_in: dict[str, int] = dict.fromkeys(slices, 0)
    rows_in: dict[str, int] = dict.fromkeys(slices, 0)
    for truth, said, name in zip(y, predicted, slices, strict=True):
        rows_in[name] += 1
        wrong_in[name] += truth != said
    total = sum(wrong_in.values())
    return {
        name: (rows_in[name], errors, errors / total, (total - errors) / len(y))
        for name, errors in wrong_in.items()
    }


@check("the interval is Wilson's, also at the ends", points=2)
def intervals(rng: Rng) -> Steps:
    """No errors, all errors, few reviews, none."""
    pairs = [(0, 20), (20, 20), (1, 7), (0, 0), (int(rng.integers(1, 90)), 100)]
    values = yield [call("interval", *pair) for pair in pairs]
    for value, (errors, reviewed) in zip(values, pairs, strict=True):
        expect(isinstance(value, list | tuple) and len(value) == 2, "interval: a pair of numbers")
        found = [as_number(one, "interval") for one in value]
        for got, right in zip(found, _wilson(errors, reviewed), strict=True):
            expect(abs(got - right) < 1e-6,
                   f"interval: after {'no' if not reviewed else 'some'} reviews it is not Wilson's:"
                   " the bounds solve (p - share)^2 = 1.96^2 p (1 - p)/n")  # fmt: skip


def _wilson(errors: int, reviewed: int) -> tuple[float, float]:
    """The roots of the quadratic that defines the interval."""
    if not reviewed:
        return 0.0, 1.0
    share, z2 = errors / reviewed, 1.96**2 / reviewed
    low, high = sorted(np.roots([1 + z2, -(2 * share + z2), share**2]).real)
    return max(0.0, float(low)), min(1.0, float(high))


@check("enough mistakes are read to tell two kinds apart, and no more", points=2)
def reviews(rng: Rng) -> Steps:
    """The least number, found by counting up; equal shares can never be told apart."""
    pairs = [(0.3, 0.1), (0.05, 0.2), (0.5, 0.0), (float(rng.uniform(0.2, 0.3)), 0.12)]
    values = yield [call("reviews_needed", *pair) for pair in [*pairs, (0.2, 0.2)]]
    expect(values[-1] is None, "reviews_needed: equal shares can never be told apart", share=0.5)
    for value, (p, q) in zip(values[:-1], pairs, strict=True):
        need = 1
        while 1.96 * math.sqrt((p + q - (p - q) ** 2) / need) > abs(p - q) + 1e-12:
            need += 1
        got = as_number(value, "reviews_needed")
        expect(got == need,
               "reviews_needed: not the least whole number at which 1.96 standard errors are no"
               " more than the difference (both counts come from the same mistakes)")  # fmt: skip


@check("single decisions: look first, value a week, what was fixed, what still fits", points=3)
def decisions(rng: Rng) -> Steps:
    """Five states in which one decision is clearly right."""
    kind = int(rng.integers(5))
    other = (kind + 2) % 5
    states = [
        _state(),
        _state(read=100, seen=_at(kind, 60, other, 30), clue=_at(kind, "hard", other, "mislabelled",
               None), weeks=9, weeks_for={"data": 2, "model": 4, "labels": 1}),
        _state(read=100, seen=_at(kind, 55, other, 40), weeks=6, done=[[kind, "labels"]],
               clue=_at(kind, "mislabelled", other, "mislabelled", None)),
        _state(read=100, seen=_at(kind, 60, other, 40), weeks=1,
               clue=_at(kind, "hard", other, "mislabelled", None)),
        _state(read=100, seen=_at(kind, 90, other, 10), weeks=1, clue=_at(kind, "hard", other,
               "few rows", None), weeks_for={"data": 2, "model": 2, "labels": 2}),
    ]  # fmt: skip
    found = yield [call("act", one) for one in states]
    expect(found[0] == ["inspect"], "act: with nothing read yet, inspecting tells where to go")
    expect(found[1] == ["fix", other, "labels"],
           "act: half the mistakes in a quarter of the weeks are worth more: value for each week,"
           " not value", share=0.3)  # fmt: skip
    expect(found[2] == ["fix", other, "labels"],
           "act: a kind that was fixed has fewer mistakes left than were seen before the fix",
           share=0.3)  # fmt: skip
    expect(found[3] == ["fix", other, "labels"],
           "act: what does not fit into the weeks left is worth nothing; something smaller fits",
           share=0.3)  # fmt: skip
    expect(found[4] == ["ship"] or found[4] == ["inspect"],
           "act: when nothing fits any more, it is time to ship", share=0.3)  # fmt: skip


def _at(kind: int, value: Any, other: int, second: Any, rest: Any = 0) -> list[Any]:
    return [value if at == kind else second if at == other else rest for at in range(5)]


def _state(**more: Any) -> State:
    effects = {
        "few rows": (0.7, 0.25, 0.05), "hard": (0.15, 0.55, 0.05), "mislabelled": (0.1, 0.05, 0.75),
        "mismatch": (0.5, 0.1, 0.1),
    }  # fmt: skip
    return {
        "kinds": 5, "weeks": WEEKS, "read": 0, "seen": [0] * 5, "clue": [None] * 5, "done": [],
        "effect": {cause: dict(zip(MEANS, one, strict=True)) for cause, one in effects.items()},
        "weeks_for": {"data": 2, "model": 2, "labels": 1}, **more,
    }  # fmt: skip


@check("in a hundred projects two thirds of the avoidable error are removed", points=4)
def projects(rng: Rng) -> Steps:
    """All worlds side by side, week by week."""
    worlds = [world(rng) for _ in range(_WORLDS)]
    yield from play(worlds, WEEKS + 1)
    share = float(np.mean([one.removed() for one in worlds]))
    if share < _ASKED:
        simple = {"inspecting once and buying data": loudest, "inspecting six weeks": careful}
        told = ", ".join(f"{name} {played(policy, rng, 40):.2f}" for name, policy in simple.items())
        wrong(
            f"act: your policy removes {share:.2f} of what could be removed; {told}; {_ASKED} is"
            " asked for", share=max(0.0, min(0.5, share / _ASKED - 0.4)),
        )  # fmt: skip
