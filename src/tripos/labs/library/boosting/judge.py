"""The checks of boosting: stumps, AdaBoost, margins, trees, Newton steps, stages, the end."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.boosting.data import (
    Node,
    ada,
    boosted,
    patients,
    scores,
    slopes,
    stopping,
    stump_of,
    tree_of,
    tumours,
    value_of,
    votes,
)

_COLUMNS = ("feature", "threshold", "left", "right", "value")


def _dict(value: Any, names: tuple[str, ...], what: str) -> dict[str, Any]:
    fits = isinstance(value, dict) and set(names) <= set(value)
    expect(fits, f"{what}: return a dictionary with {', '.join(names)}")
    return dict(value)


@check("derivatives are right, also for scores of a thousand", points=1)
def derived(rng: Rng) -> Steps:
    """Both losses; the ends of the floating-point range."""
    y, F = rng.integers(0, 2, 40), rng.normal(0, 4, 40)
    far = np.concatenate([F, [-1000.0, 1000.0, -1000.0, 1000.0, -40.0, 40.0]])
    far_y = np.concatenate([y, [0, 1, 1, 0, 0, 1]])
    cases = ((y * 3.7, F, "squared"), (y, F, "logistic"), (far_y, far, "logistic"))
    values = yield [call("derivatives", *case) for case in cases]
    for value, (t, score, loss) in zip(values, cases, strict=True):
        found = _dict(value, ("loss", "residual", "curvature"), "derivatives")
        mean, residual, curvature = slopes(t, score, loss)
        told = f"derivatives ({loss}{', F up to ±1000' if score is far else ''})"
        expect(
            np.isclose(as_number(found["loss"], told), mean, rtol=1e-9),
            f"{told}: 'loss' is the mean over rows, with its factor 1/2 if squared",
        )
        got = as_array(found["residual"], t.shape, f"{told}: 'residual'")
        expect(
            np.allclose(got, residual, rtol=1e-6, atol=1e-12),
            f"{told}: 'residual' is minus the derivative of the loss by F",
        )
        got = as_array(found["curvature"], t.shape, f"{told}: 'curvature'")
        expect(
            np.allclose(got, curvature, rtol=1e-6, atol=1e-15),
            f"{told}: 'curvature' is the second derivative by F",
        )


@check("best_stump finds the least weighted error, whatever ties there are", points=2)
def stumps(rng: Rng) -> Steps:
    """Weights that do not sum to 1, weights of 0, ties, constant columns."""
    X, y = tumours(rng, 80, 4)
    y = 2 * y - 1
    few = rng.integers(0, 3, (40, 3)) + 0.0
    signs = rng.choice([-1, 1], 40)
    some = rng.permutation(np.repeat([0.0, 1.0, 4.0], [20, 40, 20]))
    cases = [
        (X, y, rng.gamma(0.5, 2, 80), "any weights"),
        (X, y, some, "weights of 0"),
        (-X, y, np.ones(80), "equal weights"),
        (few, signs, np.ones(40), "few values, many ties"),
        (np.column_stack([X, X]), -y, rng.gamma(1, 1, 80), "columns that occur twice"),
        (np.arange(6.0)[:, None], np.array([1, 1, 1, 1, 1, 1]), np.ones(6), "one class"),
        (
            np.column_stack([np.arange(6.0), -np.arange(6.0)]),
            np.array([-1, -1, -1, -1, 1, 1]),
            np.ones(6),
            "two columns that tie",
        ),
        (np.ones((8, 2)), signs[:8], np.ones(8), "constant columns"),
    ]
    values = yield [call("best_stump", *case[:3]) for case in cases]
    for value, (features, labels, weights, told) in zip(values, cases, strict=True):
        _stump(value, stump_of(features, labels, weights), f"best_stump ({told})")


def _stump(value: Any, right: Node, told: str) -> None:
    found = _dict(value, ("feature", "threshold", "sign", "error"), told)
    got = {name: as_number(found[name], f"{told}, '{name}'") for name in right}
    expect(
        abs(got["error"] - right["error"]) < 1e-9,
        f"{told}: not the least share of weight that is wrong, over all features, thresholds and"
        " both signs",
    )
    expect(
        np.allclose([got[n] for n in ("feature", "threshold", "sign")],
                    [right[n] for n in ("feature", "threshold", "sign")]),
        f"{told}: the error is right, but another stump has it: thresholds halfway, sign is what is"
        " said above, of ties the lowest feature, then the lowest threshold, then sign 1",
    )  # fmt: skip


@check("adaboost takes every step right, and knows when to end", points=3)
def adaptive(rng: Rng) -> Steps:
    """Tumours, a column that says all, exclusive or, fewer rounds than needed."""
    X, y = tumours(rng, 70, 3)
    y = 2 * y - 1
    clear = np.column_stack([rng.permutation(70), y * (1 + rng.random(70))])
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    cases = (
        (X, y, 12, "tumours"),
        (clear, y, 9, "a stump that is right everywhere"),
        (corners, np.array([1, -1, -1, 1]), 5, "exclusive or"),
        (X[:40, :1], y[:40], 1, "a single round"),
    )
    values = yield [call("adaboost", *case[:3]) for case in cases]
    for value, (features, labels, rounds, told) in zip(values, cases, strict=True):
        found = _dict(value, ("stumps", "alphas"), "adaboost")
        right = ada(features, labels, rounds)
        count = len(right["stumps"])
        expect(
            isinstance(found["stumps"], list) and len(found["stumps"]) == count,
            f"adaboost ({told}): wrong number of stumps: it ends without a stump that is no better"
            " than chance, and with one that is right everywhere",
        )
        for at, (one, other) in enumerate(zip(found["stumps"], right["stumps"], strict=True)):
            _stump(one, other, f"adaboost ({told}, round {at + 1}, weights of the round before)")
        alphas = as_array(found["alphas"], (count,), "adaboost, 'alphas',")
        expect(
            np.allclose(alphas, right["alphas"], rtol=1e-6),
            f"adaboost ({told}): alpha is half the logarithm of (1 - e)/e, with e not below 1e-10",
        )


@check("history has errors, bounds and margins", points=2)
def told_after(rng: Rng) -> Steps:
    """On training rows and on others, of a model that was trained elsewhere."""
    X, y = tumours(rng, 120, 3)
    y = 2 * y - 1
    model = ada(X[:60], y[:60], 8)
    parts = ((X[:60], y[:60], "training rows"), (X[60:], y[60:], "other rows"))
    values = yield [call("history", model, *part[:2]) for part in parts]
    for value, (features, labels, told) in zip(values, parts, strict=True):
        found = _dict(value, ("errors", "bounds", "margins"), "history")
        said = np.array([votes(stump, features) for stump in model["stumps"]])
        alphas = np.array(model["alphas"])
        partial = [labels * (alphas[: t + 1] @ said[: t + 1]) for t in range(len(alphas))]
        right = {
            "errors": (np.mean([one <= 0 for one in partial], axis=1), "shares of rows"),
            "bounds": ([float(np.mean(np.exp(-one))) for one in partial], "means of exp(-yF)"),
            "margins": (partial[-1] / alphas.sum(), "yF over the sum of alphas, one per row"),
        }
        for name, (truth, rule) in right.items():
            got = as_array(found[name], np.shape(truth), f"history, '{name}',")
            expect(
                np.allclose(got, truth),
                f"history ({told}): '{name}' are {rule}, F being the weighted sum of stumps"
                + ("" if name == "margins" else " after each round"),
            )


def _tree(value: Any, told: str) -> dict[str, Floats]:
    found = _dict(value, _COLUMNS, told)
    size = len(as_array(found["feature"], (None,), f"{told}, 'feature',"))
    return {name: as_array(found[name], (size,), f"{told}, '{name}',") for name in _COLUMNS}


@check("regression_tree is the least-squares tree, node for node", points=2)
def least_squares(rng: Rng) -> Steps:
    """Patients, limits, ties, outcomes far from 0, constant, and such that no split helps."""
    X, y = patients(rng, 90, 4)
    few = rng.integers(0, 3, (60, 3)) + 0.0
    corners = np.repeat([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], 3, axis=0)
    cases = (
        (X, y, 3, 1, "patients"),
        (X, y, 4, 12, "at least 12 rows in a leaf"),
        (X, y, 0, 1, "depth 0"),
        (X, 1e5 + np.round(y / y.std(), 2), 3, 2, "outcomes far from 0"),
        (np.column_stack([few, few]), rng.integers(0, 5, 60) + 0.0, 4, 2, "ties"),
        (X, np.full(90, 0.1 + 0.2), 3, 1, "a constant outcome"),
        (corners, np.repeat([1.0, -1.0, -1.0, 1.0], 3), 3, 1, "exclusive or, no split reduces"),
    )
    values = yield [call("regression_tree", *case[:4]) for case in cases]
    for value, (features, r, depth, min_leaf, told) in zip(values, cases, strict=True):
        found = _tree(value, "regression_tree")
        right = tree_of(features, r, depth, min_leaf)
        expect(
            len(found["feature"]) == len(right["feature"]),
            f"regression_tree ({told}): the number of nodes is wrong; look at depth (root: 0), at"
            " min_leaf on both sides, and at nodes that no split improves",
        )
        same = all(np.allclose(found[n], right[n], rtol=1e-9) for n in _COLUMNS[:4])
        expect(
            same,
            f"regression_tree ({told}): not the splits with the largest reduction of the sum of"
            " squares that leave min_leaf rows on both sides, halfway between values, lowest"
            " feature and threshold of ties, in preorder",
        )
        expect(
            np.allclose(found["value"], right["value"]),
            f"regression_tree ({told}): right splits, but 'value' is not the mean at leaves and 0"
            " at inner nodes",
        )


def _boosts(rng: Rng, cases: list[tuple[Any, ...]], hint: str) -> Steps:
    """Compares models by what they say of other rows after each round."""
    plans = [case[:7] for case in cases]
    values = yield [call("boost", *plan) for plan in plans]
    for value, plan, case in zip(values, plans, cases, strict=True):
        told = f"boost ({case[7]})"
        found = _dict(value, ("start", "rate", "trees"), "boost")
        right = boosted(*plan)
        expect(
            abs(as_number(found["start"], "boost, 'start'") - right["start"]) < 1e-6,
            f"{told}: 'start' is the constant of least loss",
        )
        expect(
            isinstance(found["trees"], list) and len(found["trees"]) == plan[3],
            f"{told}: 'trees' must hold a tree for each round",
        )
        expect(abs(as_number(found["rate"], "rate") - plan[4]) < 1e-12, f"{told}: give back 'rate'")
        drawn = plan[0][rng.integers(0, len(plan[0]), (60, 1)), np.arange(plan[0].shape[1])]
        for at, (tree, other) in enumerate(zip(found["trees"], right["trees"], strict=True)):
            got, truth = value_of(_tree(tree, told), drawn), value_of(other, drawn)
            where = (
                "the first tree"
                if at == 0
                else "a later tree (the first is right: look at how F moves)"
            )
            expect(
                np.allclose(got, truth, rtol=1e-5, atol=1e-8),
                f"{told}: {where}: {hint}",
            )


@check("boost with squared loss fits what is left", points=2)
def squared(rng: Rng) -> Steps:
    """Patients: stumps at full rate, deeper trees at a low one."""
    X, y = patients(rng, 90, 3)
    cases = [(X, y, "squared", 8, 1.0, 1, 1, "squared, rate 1, stumps"),
             (X, y, "squared", 6, 0.3, 2, 5, "squared, rate 0.3, depth 2")]  # fmt: skip
    yield from _boosts(
        rng,
        cases,
        "trees are fitted to y - F; leaves hold the whole mean, F moves by rate times it",
    )


@check("boost with logistic loss makes a Newton step in each leaf", points=3)
def logistic(rng: Rng) -> Steps:
    """Tumours; pure leaves at full rate; a single class."""
    X, y = tumours(rng, 90, 3)
    cases = [(X, y, "logistic", 8, 0.4, 1, 1, "logistic, rate 0.4, stumps"),
             (X, y, "logistic", 5, 1.0, 2, 6, "logistic, rate 1, depth 2"),
             (X, y * 0 + 1, "logistic", 2, 0.5, 1, 1, "logistic, a single class")]  # fmt: skip
    yield from _boosts(
        rng, cases,
        "splits are fitted to y - p by least squares; leaves hold sum(y - p)/sum(p(1 - p)) at the p"
        " before the step, without the rate",
    )  # fmt: skip


@check("staged scores begin with no tree and grow by rate times a value", points=1)
def by_stages(rng: Rng) -> Steps:
    """New rows, rows at a threshold, a model without trees."""
    X, y = patients(rng, 120, 4)
    model = boosted(X[:60], y[:60], "squared", 5, 0.4, 2, 3)
    at = X[60:].copy()
    at[:, model["trees"][0]["feature"][0]] = model["trees"][0]["threshold"][0]
    none = {**model, "trees": []}
    cases = ((model, X[60:], "new rows"), (model, at, "rows at a threshold"), (none, at, "no tree"))
    values = yield [call("staged", *case[:2]) for case in cases]
    for value, (known, rows, told) in zip(values, cases, strict=True):
        right = scores(known, rows)
        expect(
            np.allclose(as_array(value, right.shape, "staged"), right, rtol=1e-7),
            f"staged ({told}): line t is start + rate times the values of the first t trees; at the"
            " threshold a row goes left",
        )


def _planted(steps: list[float]) -> dict[str, Any]:
    """A model of single leaves whose score is 0, then each of `steps`."""
    moves = np.diff(np.array([0.0, *steps])).tolist()
    leaf = {"feature": [-1], "threshold": [0.0], "left": [-1], "right": [-1]}
    return {"start": 0.0, "rate": 1.0, "trees": [{**leaf, "value": [one]} for one in moves]}


@check("early_stopped ends where patience does, and knows only what it has seen", points=3)
def ends(rng: Rng) -> Steps:
    """Planted courses of the loss, and patients who were held out."""
    X, y = patients(rng, 130, 4)
    model = boosted(X[:50], y[:50], "squared", 14, 0.9, 2, 1)
    goal = float(rng.integers(20, 40))
    zero, one = np.zeros((3, 1)), np.full(3, goal)
    down = [0.3 * goal, 0.5 * goal, 0.4 * goal, 0.4 * goal, 0.8 * goal, 0.9 * goal, 0.2 * goal]
    flat = [0.5 * goal, 0.5 * goal, 0.5 * goal, 0.5 * goal, 0.6 * goal]
    saw = [0.6 * goal, 0.3 * goal, 0.5 * goal, 0.4 * goal, 0.55 * goal, 0.9 * goal]
    labels = (y[:50] > np.median(y[:50])).astype(int)
    signs = boosted(X[:50], labels, "logistic", 8, 1.0, 2, 1)
    cases = (
        (_planted(down), zero, one, "squared", 2, "a better round after the end"),
        (_planted(down), zero, one, "squared", 3, "a better round just in time"),
        (_planted(flat), zero, one, "squared", 3, "rounds that change nothing"),
        (_planted([-1.0, -2.0, -3.0]), zero, one, "squared", 2, "every round makes it worse"),
        (_planted(saw), zero, one, "squared", 3, "ups and downs that never reach the best"),
        (_planted(down), zero, one, "squared", 20, "more patience than rounds"),
        (model, X[50:], y[50:], "squared", 3, "patients held out"),
        (signs, X[50:], (y[50:] > np.median(y)).astype(int), "logistic", 2, "logistic loss"),
    )
    values = yield [call("early_stopped", *case[:5]) for case in cases]
    for value, (known, rows, t, loss, patience, told) in zip(values, cases, strict=True):
        found = _dict(value, ("losses", "best", "stopped"), "early_stopped")
        right = np.array([slopes(t, F, loss)[0] for F in scores(known, rows)])
        got = as_array(found["losses"], right.shape, "early_stopped, 'losses',")
        expect(
            np.allclose(got, right, rtol=1e-6),
            f"early_stopped ({told}): 'losses' are the mean losses after 0, 1, ... all trees",
        )
        best, stopped = stopping(right, patience)
        expect(
            as_number(found["stopped"], "early_stopped, 'stopped'") == stopped,
            f"early_stopped ({told}): 'stopped' is the first number of trees that is 'patience'"
            " beyond the best so far; an equal loss is no new best",
        )
        expect(
            as_number(found["best"], "early_stopped, 'best'") == best,
            f"early_stopped ({told}): 'best' is the best number of trees among those seen until"
            " then; what would have come later is unknown",
        )
