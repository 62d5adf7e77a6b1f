"""The checks of anomalies: scales, masking, isolation, local density, budgets, thresholds."""

from __future__ import annotations

import math

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.anomaly_detection.data import (
    concentrated,
    expected_score,
    masked,
    outlier_factors,
    scaled_by,
    shuttle,
)


@check("robust_scaled uses medians of the reference, and knows columns that hardly vary", points=1)
def scales(rng: Rng) -> Steps:
    """Sensors of which two are mostly zero, a constant, and new rows far away."""
    X, _ = shuttle(rng, 201, 1)
    X = np.column_stack([X, np.full(201, 0.1)])
    reference, new = X[:120], 3 * X[120:] + 1
    found = as_array((yield call("robust_scaled", reference, new)), new.shape, "robust_scaled")
    right = scaled_by(reference, new)
    still = [np.median(np.abs(one - np.median(one))) == 0 for one in reference.T]
    rest = [not one for one in still]
    expect(
        np.allclose(found[:, rest], right[:, rest]),
        "robust_scaled: not (x - median)/(1.4826 x median absolute deviation), both from the"
        " reference only",
    )
    expect(
        np.allclose(found[:, still], right[:, still]),
        "robust_scaled: wrong where more than half the values of a column are the same: there the"
        " mean absolute deviation times sqrt(pi/2), and 1 for a constant column",
    )


@check("concentrate follows the steps to where the set stays", points=2)
def steps(rng: Rng) -> Steps:
    """Random starts among correlated rows with a planted cluster, of other sizes."""
    X, _ = masked(rng, 90, 3, 0.25)
    starts = [rng.choice(90, h, replace=False) for h in (47, 60, 30, 75)]
    values = yield [call("concentrate", X, one) for one in starts]
    for value, start in zip(values, starts, strict=True):
        expect(isinstance(value, dict), "concentrate: return a dict with rows and distances")
        rows, right = concentrated(X, start.tolist())
        got = as_array(value.get("rows"), (len(rows),), "concentrate: rows")
        expect(
            got.tolist() == rows,
            "concentrate: the steps do not end with this set: repeat mean, covariance and the h"
            " nearest rows until the set does not change; row numbers ascend",
        )
        found = as_array(value.get("distances"), (90,), "concentrate: distances")
        expect(
            np.allclose(found, right, rtol=1e-6),
            "concentrate: the set is right, the distances are not: squared, by mean and"
            " covariance (divided by h) of the very set they end with",
            share=0.5,
        )


@check("robust_distances sees what a third of wild rows would hide", points=3)
def masks(rng: Rng) -> Steps:
    """Clusters of 20 to 35% of the rows, far off; then the same rows mixed linearly."""
    cases = [masked(rng, 120, 4, 0.2), masked(rng, 100, 3, 0.35), masked(rng, 140, 5, 0.3)]
    X, seed = cases[1][0], int(rng.integers(1000))
    mixed = X @ (rng.normal(size=(3, 3)) + 2 * np.eye(3)) * 10 ** rng.uniform(-0.5, 0.5, 3) + 4
    clean = rng.normal(size=(150, 3)) @ (np.eye(3) + 0.95 * (1 - np.eye(3)))
    calls = [call("robust_distances", one, seed) for one in (*(c[0] for c in cases), mixed, clean)]
    values = yield calls
    sizes = [len(one.args[0]) for one in calls]
    found = [as_array(v, (n,), "robust_distances") for v, n in zip(values, sizes, strict=True)]
    for got, (rows, planted) in zip(found, cases, strict=False):
        rest = np.setdiff1d(np.arange(len(rows)), planted)
        expect(
            got[planted].min() > got[rest].max(),
            "robust_distances: planted rows hide: they do not get the largest distances, as the"
            " covariance was learnt from them too; start concentration from many small sets and"
            " keep the least determinant",
        )
    same = np.corrcoef(np.log(found[1] + 1e-9), np.log(found[3] + 1e-9))[0, 1]
    expect(
        same > 0.98,
        "robust_distances: linear mixtures of the columns change the distances, which a"
        " Mahalanobis distance does not do",
        share=0.3,
    )
    middles = {3: 2.365974, 4: 3.356694, 5: 4.351460}
    for got, one in zip(found, calls, strict=True):
        middle = middles[one.args[0].shape[1]]
        right = abs(np.median(got) / middle - 1) < 1e-3
        expect(right, "robust_distances: their median is not the median of chi-squared", share=0.5)
    classical = concentrated(clean, range(150))[1]
    expect(
        np.corrcoef(np.sqrt(classical), np.sqrt(found[-1]))[0, 1] > 0.6,
        "robust_distances: on normal rows without anomalies they have little to do with"
        " Mahalanobis distances",
        share=0.3,
    )


@check("isolation_scores has the right law", points=3)
def isolation(rng: Rng) -> Steps:
    """One varying column against the exact expectation; many rows against another program."""
    known = np.concatenate([rng.normal(size=9), rng.normal(6, 0.2, 3), [9.0, 9.0]])
    new = np.concatenate([known[:5], [9.0, 12.0, -7.0, known[:5].mean()]])
    flat = np.zeros((14, 3))
    seed = int(rng.integers(1000))
    X, _ = masked(rng, 500, 3, 0.05)
    values = yield [
        call("isolation_scores", known[:, None], new[:, None], 500, 50, seed),
        call("isolation_scores", np.column_stack([flat, known]),
             np.column_stack([flat[: len(new)], new]), 500, 14, seed),
        call("isolation_scores", X, X[:100], 200, 16, seed),
    ]  # fmt: skip
    right = np.array([expected_score(known.tolist(), one) for one in new.tolist()])
    one, flats, many = (
        as_array(v, (n,), "isolation_scores")
        for v, n in zip(values, (len(new), len(new), 100), strict=True)
    )
    expect(
        np.abs(one - right).max() < 0.035,
        "isolation_scores: with one column not the scores of the brief: look at the depth limit,"
        " at what a leaf with several rows adds, and at the normaliser c(m); cuts are uniform",
    )
    expect(
        np.abs(flats - right).max() < 0.035,
        "isolation_scores: constant columns change the scores: cut only columns that vary among"
        " the rows of the node",
        share=0.4,
    )
    from sklearn.ensemble import IsolationForest  # noqa: PLC0415 - heavy

    forest = IsolationForest(n_estimators=200, max_samples=16, random_state=seed).fit(X)
    there = -forest.score_samples(X[:100])
    expect(
        np.abs(many - there).mean() < 0.02,
        "isolation_scores: wrong where each tree takes a small sample of a large reference: the"
        " sample's size sets depth limit and normaliser",
        share=0.5,
    )


@check("local_scores compares densities, with ties and equal rows", points=2)
def local(rng: Rng) -> Steps:
    """Clusters of unlike density; whole numbers with ties and rows that occur many times."""
    unlike = np.vstack([rng.normal(size=(30, 2)), [30, 30] + 0.05 * rng.normal(size=(30, 2)),
                        [[30.5, 30.5]]])  # fmt: skip
    grid = rng.integers(0, 4, size=(50, 2)) * 1.0
    cases = ((unlike, 6, "clusters of unlike density"), (grid, 4, "ties and equal rows"))
    values = yield [call("local_scores", X, k) for X, k, _ in cases]
    for value, (X, k, said) in zip(values, cases, strict=True):
        found = as_array(value, (len(X),), f"local_scores ({said})")
        expect(
            np.allclose(found, outlier_factors(X, k), rtol=1e-6),
            f"local_scores ({said}): not mean density of the k neighbours (the row itself is none)"
            " over own density, with reach = max(distance, k-th distance of the neighbour)",
        )


@check("expected_precision counts at the budget, ties in expectation", points=2)
def budgets(rng: Rng) -> Steps:
    """Continuous scores, coarse ones, all the same, and more budget than rows."""
    truth = (rng.random(80) < 0.15).astype(float)
    truth[:2] = [0, 1]
    coarse = rng.integers(0, 5, 80) + truth
    cases = (
        (rng.normal(size=80) + truth, 17, "different scores"),
        (coarse, 23, "tied scores at the edge of the budget"),
        (np.ones(80), 11, "all scores tied"),
        (rng.normal(size=80), 200, "a budget of more than there are rows"),
    )
    values = yield [call("expected_precision", s, truth, budget) for s, budget, _ in cases]
    for kept, (value, (scores, budget, said)) in enumerate(zip(values, cases, strict=True)):
        wanted = min(budget, 80)
        order = np.argsort(-scores)
        chance = np.empty(80)  # of a row to be reviewed
        for one in set(scores.tolist()):
            at = np.flatnonzero(scores[order] == one)
            chance[order[at]] = np.clip((wanted - at[0]) / len(at), 0, 1)
        right = float(chance @ truth) / wanted
        expect(
            abs(as_number(value, f"expected_precision ({said})") - right) < 1e-9,
            f"expected_precision ({said}): not the expected share of anomalies among the rows"
            " reviewed, rows tied at the edge in random order",
            share=0.2 * min(kept, 1),
        )


@check("alarm_threshold holds its share with confidence, and admits when it cannot", points=2)
def thresholds(rng: Rng) -> Steps:
    """Shares from 0.2 to 0.01, many scores and few."""
    plans = ((400, 0.05, 0.95), (400, 0.05, 0.5), (90, 0.2, 0.99), (300, 0.01, 0.95),
             (298, 0.01, 0.95), (299, 0.01, 0.95), (40, 0.05, 0.9), (45, 0.05, 0.9))  # fmt: skip
    scores = [rng.permutation(np.sort(rng.gamma(2, 3, n))) for n, _, _ in plans]
    calls = [call("alarm_threshold", s, *p[1:]) for s, p in zip(scores, plans, strict=True)]
    from scipy.special import betainc  # noqa: PLC0415 - heavy

    found = as_array((yield calls), (len(plans),), "alarm_threshold", finite=False)
    for got, known, (n, share, sure) in zip(found.tolist(), scores, plans, strict=True):
        ranks = np.arange(1, n + 1)
        # the r-th of n uniform values has a beta law
        enough = 1 - betainc(ranks, n + 1 - ranks, 1 - share) >= sure
        case = f"{n} scores, share {share}, confidence {sure}"
        if not enough.any():
            said = f"alarm_threshold ({case}): too few scores to promise anything: infinity"
            expect(math.isinf(got) and got > 0, said, share=0.4)
            continue
        right = np.sort(known)[np.argmax(enough)]
        expect(
            abs(got - right) < 1e-9,
            f"alarm_threshold ({case}): not the least order statistic of which it can be promised"
            f" (yours is too {'low' if got < right else 'high'})",
        )


@check("review finds the anomalies of the shuttle within the budget, in any units", points=3)
def finds(rng: Rng) -> Steps:
    """Three draws of sensors; columns without meaning among them; units changed."""
    draws = [shuttle(rng, 1000, wild) for wild in (0, 1, 3)]
    budgets = [int(truth.sum()) for _, truth in draws]
    seed = int(rng.integers(1000))
    X = draws[1][0]
    other = X * 10 ** rng.uniform(-3, 3, X.shape[1]) + 7
    plans = [(x, budget) for (x, _), budget in zip(draws, budgets, strict=True)]
    values = yield [call("review", x, budget, seed) for x, budget in (*plans, (other, budgets[1]))]
    shares, chosen = [], []
    for value, (x, budget) in zip(values, (*plans, (other, budgets[1])), strict=True):
        rows = as_array(value, (budget,), "review")
        fits = len(set(rows.tolist())) == budget and set(rows.tolist()) <= set(range(len(x)))
        expect(fits, "review: return `budget` different row numbers")
        chosen.append(set(rows.astype(int).tolist()))
    for rows, (_, truth) in zip(chosen, draws, strict=False):
        shares.append(float(truth[sorted(rows)].mean()))
    for share, said in zip(
        shares, ("the nine sensors", "one column of noise", "three"), strict=True
    ):
        expect(
            share > 0.72,
            f"review ({said}): too few of the rows chosen are anomalies; look at scales"
            " that outliers cannot move, at heavy tails, and at anomalies that come in groups",
            share=0.2,
        )
    expect(
        len(chosen[1] & chosen[3]) >= 0.9 * budgets[1],
        "review: other units of the columns change which rows are chosen",
        share=0.5,
    )
