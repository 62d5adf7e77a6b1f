"""The checks of decisions: curves, costs, thresholds, optimism, calibration, what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.decisions_under_cost.data import (
    binned,
    cheapest,
    curve,
    expected_ece,
    never_falling,
    paid,
    scored,
    sigmoid,
)


def _numbers(value: Any, names: tuple[str, ...], what: str) -> dict[str, Any]:
    fits = isinstance(value, dict) and set(names) <= set(value)
    expect(fits, f"{what}: return a dictionary with {', '.join(names)}")
    return dict(value)


def _matrix(rng: Rng) -> Floats:
    """Costs in which right decisions are not free and one of them is a gain."""
    costs = rng.integers(1, 9, (2, 2)) + 0.0
    costs[0, 1] += 12 * rng.integers(1, 4)
    costs[1, 0] += 10
    costs[1, 1] -= 8
    return costs


@check("pr_curve treats rows that tie as one", points=3)
def curves(rng: Rng) -> Steps:
    """Scores with few and many ties, rows sorted for and against, one score for all."""
    y, odds = scored(rng, 200, 1.0)
    tied = np.round(odds)
    order = np.argsort(y, kind="stable")
    cases = (
        (y, odds, "no ties"),
        (y, tied, "many ties"),
        (y[order], tied[order], "ties, zeros first"),
        (y[order[::-1]], tied[order[::-1]], "ties, ones first"),
        (y, np.full(200, 0.5), "one score for all"),
        (np.ones(6, int), np.arange(6.0), "ones only"),
    )
    values = yield [call("pr_curve", *case[:2]) for case in cases]
    for value, (labels, scores, told) in zip(values, cases, strict=True):
        right = curve(labels, scores)
        found = _numbers(value, tuple(right), "pr_curve")
        for name in ("thresholds", "precision", "recall"):
            got = as_array(found[name], (None,), f"pr_curve, '{name}',")
            expect(
                got.shape == right[name].shape and np.allclose(got, right[name]),
                f"pr_curve ({told}): '{name}' must have one entry for each distinct score, from the"
                " highest down, after all rows of that score",
            )
        expect(
            abs(as_number(found["average_precision"], "pr_curve") - right["average_precision"])
            < 1e-9,
            f"pr_curve ({told}): the average precision sums steps of recall times the precision at"
            " their end; no trapezia, no steps inside a tie",
        )


@check("decide compares expected costs, whatever is free and whatever is a gain", points=2)
def decides(rng: Rng) -> Steps:
    """One matrix, gains, probabilities at the very threshold, costs of each row."""
    p = np.append(rng.random(60), [0.0, 1.0])
    own = np.stack([_matrix(rng) * rng.lognormal(0, 1) for _ in p])
    own[:20, 1, 0] = own[:20, 0, 0] - 1.0
    lazy = np.array([[0.0, 5.0], [4.0, 6.0]])
    cases = (
        (p, _matrix(rng), "right decisions that cost or gain"),
        (np.array([0.2, 0.25, 0.3]), np.array([[0.0, 3.0], [1.0, 0.0]]), "a tie at 1/4"),
        (p, own, "costs of each row"),
        (p, lazy, "acting never pays"),
    )
    values = yield [call("decide", *case[:2]) for case in cases]
    for value, (chances, costs, told) in zip(values, cases, strict=True):
        found = as_array(value, chances.shape, "decide")
        each = costs if costs.ndim == 3 else np.stack([costs] * len(chances))
        gain = [(1 - q) * (c[0][0] - c[1][0]) + q * (c[0][1] - c[1][1])
                for q, c in zip(chances, each, strict=True)]  # fmt: skip
        expect(
            found.tolist() == [int(one > 1e-12) for one in gain],
            f"decide ({told}): act where (1 - p) costs[1][0] + p costs[1][1] is lower than"
            " (1 - p) costs[0][0] + p costs[0][1], and not where they are equal",
        )


@check("best_threshold is the cheapest that the capacity allows", points=3)
def thresholds(rng: Rng) -> Steps:
    """With and without ties, capacities between ties, costs under which all or none is best."""
    y, odds = scored(rng, 150, 1.5)
    tied, costs = np.round(odds), _matrix(rng)
    top = int((tied >= np.sort(tied)[-15]).sum())
    even = np.array([[0.0, 1.0], [1.0, 0.0]])
    cases = (
        (y, odds, costs, None, "no ties"),
        (y, tied, costs, None, "ties"),
        (y, tied, np.array([[0.0, 60.0], [1.0, 0.0]]), top - 1, "a capacity inside a tie"),
        (y, odds, np.array([[0.0, 60.0], [1.0, 0.0]]), 11, "a capacity"),
        (np.zeros(8, int), np.arange(8.0), even, None, "nothing to be found"),
        (y, odds, costs, 0, "no capacity at all"),
        (np.array([1, 0, 1, 0]), np.array([4.0, 3.0, 2.0, 1.0]), even, None, "costs that tie"),
    )
    values = yield [call("best_threshold", *case[:4]) for case in cases]
    for value, (labels, scores, matrix, capacity, told) in zip(values, cases, strict=True):
        found = _numbers(value, ("threshold", "cost", "acts"), "best_threshold")
        threshold, cost, acts = cheapest(labels, scores, matrix, capacity)
        expect(
            abs(as_number(found["cost"], "best_threshold, 'cost'") - cost) < 1e-9,
            f"best_threshold ({told}): not the least mean cost over all rows (those left alone cost"
            " as well) with at most 'capacity' acts and no tie broken up",
        )
        expect(
            as_number(found["acts"], "best_threshold, 'acts'") == acts,
            f"best_threshold ({told}): right cost, but of thresholds that tie the highest wins;"
            " 'acts' counts the rows acted on",
        )
        got = float(as_array([found["threshold"]], (1,), "best_threshold", finite=False)[0])
        expect(
            got == threshold or abs(got - threshold) < 1e-9,
            f"best_threshold ({told}): 'threshold' is one of the scores, or infinity for no act",
        )


@check("optimism compares rows that chose the threshold with rows that did not", points=2)
def optimistic(rng: Rng) -> Steps:
    """Small validation sets, with and without repeats."""
    y, odds = scored(rng, 160, 2.0)
    costs = _matrix(rng)
    drawn = np.stack([rng.choice(160, 30, replace=False) for _ in range(8)])
    cases = ((drawn, "sets of 30 rows"), (rng.integers(0, 160, (6, 160)), "rows that repeat"))
    values = yield [call("optimism", y, np.round(odds, 1), costs, rows) for rows, _ in cases]
    for value, (rows, told) in zip(values, cases, strict=True):
        found = _numbers(value, ("seen", "unseen", "optimism"), "optimism")
        seen, unseen = [], []
        for line in rows:
            threshold, cost, _ = cheapest(y[line], np.round(odds, 1)[line], costs, None)
            out = ~np.isin(np.arange(160), line)
            seen.append(cost)
            unseen.append(paid(y[out], np.round(odds, 1)[out] >= threshold, costs))
        right = {"seen": np.mean(seen), "unseen": np.mean(unseen)}
        right["optimism"] = right["unseen"] - right["seen"]
        for name, truth in right.items():
            expect(
                abs(as_number(found[name], f"optimism, '{name}'") - truth) < 1e-9,
                f"optimism ({told}): '{name}' is wrong: choose on the line's rows (repeats count"
                " again), then pay on every row that is not in the line, at the same threshold",
            )


@check("reliability puts every row in one bin, and weighs bins by rows", points=2)
def reliable(rng: Rng) -> Steps:
    """Equal width and equal count, with 0, 1, edges, ties and empty bins."""
    y, odds = scored(rng, 180, 0.5)
    p = chance_of(2.5 * odds)
    edges = np.array([0.0, 1.0, 0.25, 0.5, 0.75, 1.0, 0.0, 0.5])
    cases = (
        (y, p, 10, "width", "any p"),
        (np.array([0, 1, 1, 0, 1, 1, 1, 0]), edges, 4, "width", "p at edges, 0 and 1"),
        (y, 0.4 + 0.2 * p, 20, "width", "empty bins"),
        (y, p, 10, "count", "any p"),
        (y, np.round(p, 1), 8, "count", "many ties"),
        (y, np.full(180, 0.3), 5, "count", "one p for all"),
    )
    values = yield [call("reliability", *case[:4]) for case in cases]
    for value, (labels, chances, bins, kind, told) in zip(values, cases, strict=True):
        found = _numbers(value, ("rows", "said", "seen", "ece"), "reliability")
        right = np.array(binned(labels * 1.0, chances, bins, kind))
        rows = as_array(found["rows"], (None,), "reliability, 'rows',")
        expect(
            rows.tolist() == right[:, 0].tolist(),
            f"reliability ({kind}, {told}): rows per bin are wrong: p = 1 is in the last bin, a"
            " value at an edge in the bin above, equal values together, empty bins are left out",
        )
        for name, column in (("said", 1), ("seen", 2)):
            got = as_array(found[name], rows.shape, f"reliability, '{name}',")
            expect(
                np.allclose(got, right[:, column]),
                f"reliability ({kind}, {told}): 'said' is the mean of p in a bin (not its middle),"
                " 'seen' the share of ones",
            )
        ece = float(right[:, 0] @ np.abs(right[:, 1] - right[:, 2]) / len(labels))
        expect(
            abs(as_number(found["ece"], "reliability, 'ece'") - ece) < 1e-9,
            f"reliability ({kind}, {told}): 'ece' weighs the bins by their rows",
        )


@check("ece_by_chance knows what a calibrated model would show", points=2)
def chance(rng: Rng) -> Steps:
    """Few and many rows, few and many bins."""
    cases = (
        (rng.beta(1, 1, 60), 15, "width", "60 rows in 15 bins"),
        (rng.beta(0.5, 2, 400), 10, "count", "400 rows in 10 bins"),
        (chance_of(rng.normal(-3, 1, 250)), 5, "width", "rare ones"),
    )
    seed = int(rng.integers(1000))
    values = yield [call("ece_by_chance", *case[:3], 300, seed) for case in cases]
    for value, (p, bins, kind, told) in zip(values, cases, strict=True):
        found = as_number(value, "ece_by_chance")
        right = expected_ece(rng, p, bins, kind, 3000)
        expect(
            abs(found / right - 1) < 0.12,
            f"ece_by_chance ({told}): too {'high' if found > right else 'low'}: it is the mean over"
            " runs of the ECE of labels that are 1 with the chances p themselves",
        )


@check("platt fits its sigmoid in any unit, also where classes are apart", points=2)
def sigmoids(rng: Rng) -> Steps:
    """Odds, odds in another unit, classes fully apart, few rows, one score."""
    y, odds = scored(rng, 150, 1.0)
    apart = np.concatenate([rng.random(20), 2 + rng.random(7)])
    rare = np.zeros(40, int)
    rare[:3] = 1
    cases = (
        (odds, y, "log-odds"),
        (1e4 + 1e-3 * odds, y, "scores near 10,000 that differ little"),
        (-5e3 * odds, y, "scores in thousands that fall with y"),
        (apart, np.repeat([0, 1], [20, 7]), "classes that are fully apart"),
        (np.full(40, 7.0), rare, "one score for all"),
    )
    values = yield [call("platt", *case[:2]) for case in cases]
    for value, (scores, labels, told) in zip(values, cases, strict=True):
        found = _numbers(value, ("a", "b"), "platt")
        a, b = (as_number(found[name], f"platt, '{name}'") for name in ("a", "b"))
        expect(a == 0 or np.ptp(scores) > 0, "platt: a is 0 if all scores are equal")
        expect(
            np.allclose(chance_of(a * scores + b), sigmoid(scores, labels, scores), atol=2e-4),
            f"platt ({told}): the probabilities are not those of most likelihood for Platt's"
            " targets; if they are right in other cases, put scores on one scale first and iterate"
            " until nothing changes",
        )


@check("isotonic pools what falls, with one value for each score", points=2)
def pooling(rng: Rng) -> Steps:
    """Ties in any order, new scores between and beyond, all in order, all against it."""
    y, odds = scored(rng, 140, 2.0)
    tied = np.round(2 * odds) / 2
    new = np.concatenate([rng.uniform(-6, 6, 30), tied[:20], [-99.0, 99.0]])
    order = np.argsort(y, kind="stable")
    up = np.arange(8.0)
    cases = (
        (odds, y, new, "no ties"),
        (tied, y, new, "ties"),
        (tied[order], y[order], new, "ties, zeros first"),
        (tied[order[::-1]], y[order[::-1]], new, "ties, ones first"),
        (up, (up > 3).astype(int), up - 0.5, "in order"),
        (up, (up < 3).astype(int), up - 0.5, "against the order"),
    )
    values = yield [call("isotonic", *case[:3]) for case in cases]
    for value, (scores, labels, asked, told) in zip(values, cases, strict=True):
        found = as_array(value, asked.shape, "isotonic")
        expect(
            np.allclose(found, never_falling(scores, labels, asked), atol=1e-9),
            f"isotonic ({told}): pool equal scores first, then pool backwards as long as a block is"
            " not above the one before (means weighted by rows); linear between scores, constant"
            " beyond",
        )


@check("audit says what the wrong probabilities cost", points=1)
def audits(rng: Rng) -> Steps:
    """Probabilities that are too bold, too timid, and shifted."""
    y, odds = scored(rng, 150, 1.0)
    cases = [chance_of(4 * odds), chance_of(0.3 * odds), chance_of(np.round(odds - 2))]
    costs = _matrix(rng)
    for value, p in zip((yield [call("audit", y, p, costs) for p in cases]), cases, strict=True):
        found = _numbers(value, ("cost", "least", "lost"), "audit")
        gain = (1 - p) * (costs[0, 0] - costs[1, 0]) + p * (costs[0, 1] - costs[1, 1])
        cost, least = paid(y, gain > 1e-12, costs), cheapest(y, p, costs, None)[1]
        for name, right in (("cost", cost), ("least", least), ("lost", cost - least)):
            expect(
                abs(as_number(found[name], f"audit, '{name}'") - right) < 1e-9,
                f"audit: '{name}' is wrong: 'cost' is paid by decide at the threshold of the costs,"
                " 'least' at the best threshold for these rows, 'lost' is cost - least",
            )
