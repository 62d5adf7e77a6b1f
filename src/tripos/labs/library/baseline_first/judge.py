"""The checks of baselines: skill, pairs, prices, the winner's curse, and 140 projects."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, play, wrong
from tripos.labs.library.baseline_first.data import (
    ACTIONS,
    KINDS,
    SIMPLE,
    TURNS,
    State,
    always,
    everything,
    planned,
    played,
    projects,
    results,
)

_PROJECTS, _ASKED = 140, 0.65
_AT_ONCE = 80  # calls of one check in a round; all checks together may make 256


@check("skill is the share of the naive loss that is gone", points=2)
def skills(rng: Rng) -> Steps:
    """Real losses; one list longer than the other; worse than naive."""
    names = list(results())
    cases = []
    for at in rng.choice(len(names), 3, replace=False):
        table = results()[names[at]] * rng.uniform(0.1, 20)
        cases.append((table[int(rng.integers(1, 8))].tolist(), table[0].tolist()))
    cases += [([4.0, 9.0, 2.0], [5.0, 5.0, 1.0, 30.0]), ([3.0, 3.0], [2.0, 1.0])]
    values = yield [call("skill", *case) for case in cases]
    for value, (losses, naive) in zip(values, cases, strict=True):
        found = as_number(value, "skill")
        both = min(len(losses), len(naive))
        expect(abs(found - (1 - sum(losses[:both]) / sum(naive[:both]))) < 1e-9,
               "skill: 1 less the mean loss divided by the naive mean loss, on the splits that"
               " both were run on; below 0 if it is worse than naive")  # fmt: skip


@check("paired compares on the same splits, which share rows", points=3)
def pairs(rng: Rng) -> Steps:
    """Losses that move together, of unequal number; independent splits; a single split."""
    cases = []
    for ratio in (0.0, 0.3, 0.25):
        level = rng.uniform(1, 5, 9)
        a, b = level + rng.normal(0, 0.1, 9), level + rng.normal(0.1, 0.1, 9)
        cases.append((a.tolist(), b[: int(rng.integers(4, 8))].tolist(), ratio))
    values = yield [*(call("paired", *case) for case in cases), call("paired", [2.0], [3.0], 0.1)]
    found = [as_array(value, (2,), "paired", finite=False).tolist() for value in values]
    for (gap, error), (a, b, ratio) in zip(found[:3], cases, strict=True):
        d = [x - y for x, y in zip(a, b, strict=False)]
        mean = math.fsum(d) / len(d)
        expect(abs(gap - mean) < 1e-9,
               "paired: the mean of a less b over the splits that both have")  # fmt: skip
        spread = math.fsum((one - mean) ** 2 for one in d) / (len(d) - 1)
        right = math.sqrt(spread * (1 / len(d) + ratio))
        expect(abs(error - right) < 1e-9,
               "paired: the standard error comes from the differences, split by split, with the"
               " factor 1/n + ratio for splits that share rows", share=0.3)  # fmt: skip
    expect(found[3] == [-1.0, math.inf],
           "paired: after one split the standard error is infinite", share=0.3)  # fmt: skip


@check("worth_it knows yes, no, and unclear", points=2)
def prices(rng: Rng) -> Steps:
    """Gains just above and below both bounds."""
    cases, right = [], []
    for side, answers in ((1.0, ("yes", "unclear")), (-1.0, ("unclear", "no"))):
        for near, answer in zip((1.03, 0.97) if side > 0 else (0.97, 1.03), answers, strict=True):
            error, worth = float(rng.uniform(0.01, 0.1)), float(rng.uniform(50, 300))
            price = float(rng.uniform(1, 10))
            cases.append((price / worth + side * near * 1.645 * error, error, worth, price))
            right.append(answer)
    cases.append((0.4, math.inf, 100.0, 1.0))
    values = yield [call("worth_it", *case) for case in cases]
    for value, answer in zip(values, [*right, "unclear"], strict=True):
        expect(isinstance(value, str) and value == answer,
               "worth_it: 'yes' if the gain less 1.645 standard errors is worth more than the"
               " price, 'no' if the gain plus 1.645 standard errors is worth less, and else"
               " 'unclear'")  # fmt: skip


@check("shrunk takes the luck out of the best of many scores", points=3)
def winners(rng: Rng) -> Steps:
    """Models nearly alike, and models that truly differ; what the best one is said to be worth."""
    error, draws, kinds = float(rng.uniform(0.02, 0.2)), 240, 8
    ratios = (0.4, 3.0)
    truths = [rng.uniform(0, 1) + ratio * error * rng.normal(size=(draws, kinds))
              for ratio in ratios]  # fmt: skip
    scores = [truth + error * rng.normal(size=truth.shape) for truth in truths]
    rows, values = np.concatenate(scores).tolist(), []
    for begin in range(0, len(rows), _AT_ONCE):
        values += yield [call("shrunk", row, error) for row in rows[begin : begin + _AT_ONCE]]
    said = [as_array(one, (kinds,), "shrunk") for one in values]
    for at, truth in enumerate(truths):
        found, raw = np.array(said[at * draws : (at + 1) * draws]), scores[at]
        which = raw.argmax(axis=1)
        over = _picked(found - truth, which) / error
        where = "truly differ" if at else "hardly differ"
        expect(abs(over) < 0.6,
               f"shrunk: where models {where}, the best of {kinds} is said to be {abs(over):.1f}"
               f" standard errors too {'good' if over > 0 else 'bad'} (its score is"
               f" {_picked(raw - truth, which) / error:.1f} too good)", share=0.2 * at)  # fmt: skip
        squared = float(((found - truth) ** 2).mean()) / error**2
        expect(squared < (0.8, 1.1)[at],
               f"shrunk: where models {where}, the estimates are further from the truth than need"
               " be: how much of the spread of the scores is noise?", share=0.2)  # fmt: skip


def _picked(errors: Floats, which: Any) -> float:
    return float(errors[np.arange(len(errors)), which].mean())


@check("single decisions: look first, pair, weigh prices, stop in time", points=3)
def decisions(rng: Rng) -> Steps:
    """Eight states in which some decisions are clearly wrong."""
    other = str(rng.choice(["forest", "neighbours", "boosting"]))
    level = np.array([1.0, 1.6, 0.8, 1.3])
    all_ = {name: (level * 0.6).tolist() for name in KINDS}
    low = {"naive": level.tolist()}
    wins = {**all_, **low, "linear": (level * 0.3).tolist()}
    big = {**all_, **low, other: (level * 0.3).tolist()}
    thin = {**all_, **low, "linear": (level * 0.33).tolist(), other: (level * 0.32).tolist()}
    easy = {"naive": level[::-1].tolist(), "linear": [0.6, 0.9, 1.0, 0.9], other: [0.7]}
    easy["naive"][0], close = 1.0, {"naive": [1.0], "linear": [0.51], other: [0.5]}
    cases = [
        ({}, {}, lambda a: a[0] == "run" and set(a[1]) & set(KINDS[:SIMPLE]),
         "before anything was run, run something, with a simple kind among it"),
        (wins, {}, lambda a: a == ("ship", ["linear"]), "the linear one is clearly best: ship it"),
        (big, {}, lambda a: a == ("ship", [other]),
         "a big kind is clearly best, far beyond its price: ship it"),
        (thin, {}, lambda a: a == ("ship", ["linear"]),
         "a gain that is surely there, but worth less than its price, is no gain"),
        (easy, {"hours": 0.0}, lambda a: a != ("ship", [other]),
         "a kind that was run on an easy split only is not better: compare on the same splits"),
        (big, {"hours": 0.0}, lambda a: a == ("ship", [other]),
         "no hours are left: ship the best of what was run"),
        (wins, {"turns": 1}, lambda a: a == ("ship", ["linear"]),
         "the last turn is for shipping"),
        (close, {"worth": 400.0, "hour_cost": 0.05}, lambda a: a[0] == "run",
         "much is at stake, one split says little, and another costs next to nothing: run again"),
    ]  # fmt: skip
    order = rng.permutation(len(cases))
    found = yield [call("act", _state(cases[at][0], **cases[at][1])) for at in order]
    missed = []
    for value, at in zip(found, order, strict=True):
        action = planned(value)
        if action is None:
            wrong(ACTIONS)
        missed += [] if cases[at][2](action) else [(at, cases[at][3])]
    if missed:
        wrong("act: " + "; ".join(said for _, said in sorted(missed)),
              share=max(0.0, 0.5 - 0.2 * len(missed)))  # fmt: skip


def _state(losses: dict[str, list[float]], **more: Any) -> State:
    hours = (0.05, 0.1, 0.1, 0.1, 0.25, 0.5, 1.5, 3.0)
    kinds = {
        name: {"hours": hours[at], "running": 0.5 if at < SIMPLE else 5.0, "losses": []}
        for at, name in enumerate(KINDS)
    }
    kinds["naive"]["running"] = 0.0
    for name, values in losses.items():
        kinds[name]["losses"] = values
    return {"hours": 3.0, "turns": TURNS - 4, "worth": 100.0, "hour_cost": 1.0, "kinds": kinds,
            **more}  # fmt: skip


@check("140 projects: simple where simple wins, big where it pays", points=5)
def shipped(rng: Rng) -> Steps:
    """All projects side by side, turn by turn."""
    all_ = projects(rng, _PROJECTS)
    yield from play(all_, TURNS)
    share = float(np.mean([one.removed() for one in all_]))
    if share < _ASKED:
        simple = {
            "always the naive one": always("naive"), "always the linear one": always("linear"),
            "always the tuned network": always("tuned network"),
            "everything once and the lowest number": everything,
        }  # fmt: skip
        told = ", ".join(f"{name} {played(policy, all_):.2f}" for name, policy in simple.items())
        wrong(
            f"act: your policy reaches {share:.2f}; {told}; {_ASKED} is asked for",
            share=max(0.0, min(0.5, share / _ASKED - 0.5)),
        )  # fmt: skip
