"""The checks of rare classes: samples, weights, priors, folds without leaks, honest figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.imbalance_done_right.data import (
    Whole,
    enriched_back,
    figures,
    fitted,
    gradient,
    likeliest,
    moved,
    out_of_fold,
    rare,
)

_METHODS = ("plain", "weights", "under", "over")


def _rows(value: Any, y: Whole, name: str) -> Whole:
    found = as_array(value, (None,), name)
    rows = found.astype(int)
    expect(
        (rows == found).all() and (np.diff(rows) >= 0).all() and (rows >= 0).all()
        and (rows < len(y)).all(),
        f"{name}: return row numbers in ascending order",
    )  # fmt: skip
    return rows


@check("undersample and oversample keep what they must, and draw the rest fairly", points=2)
def samples(rng: Rng) -> Steps:
    """Numbers of each class, repeats, seeds, and whether every row has a chance."""
    y = (np.arange(150) < 12).astype(int)
    order = rng.permutation(150)
    y = y[order]
    first, near = int(rng.integers(1000)), (np.arange(63) < 30).astype(int)
    plans = [("undersample", (y, 1.3), 12, 16), ("undersample", (y, 50.0), 12, 138),
             ("undersample", (y, 0.3), 12, 4), ("oversample", (y,), 138, 138),
             ("oversample", (1 - y,), 138, 138), ("oversample", (y[y == 0],), 0, 138),
             ("oversample", (near,), 33, 33)]  # fmt: skip
    calls = [call(name, *args, first) for name, args, _, _ in plans]
    for value, (name, args, ones, zeros) in zip((yield calls), plans, strict=True):
        labels = args[0]
        rows = _rows(value, labels, name)
        expect(
            (int(labels[rows].sum()), int((labels[rows] == 0).sum())) == (ones, zeros),
            f"{name}: wrong numbers of ones and zeros ({int(labels.sum())} ones, {len(labels)} rows"
            f"{f', ratio {args[1]}' if len(args) > 1 else ''})",
        )
        once = len(set(rows.tolist())) == len(rows)
        all_there = set(rows.tolist()) >= set(range(len(labels)))
        expect(
            once if name == "undersample" else all_there,
            f"{name}: a row is "
            + ("kept twice" if name == "undersample" else "lost; each must occur at least once"),
        )
    for name, args in (("undersample", (y, 6.0)), ("oversample", (y,))):
        seeds = [first, first, *range(first + 1, first + 40)]
        drawn = [_rows(v, args[0], name) for v in (yield [call(name, *args, s) for s in seeds])]
        expect(np.array_equal(drawn[0], drawn[1]), f"{name}: the same seed must give the same")
        counts = np.sum([np.bincount(one, minlength=len(args[0])) for one in drawn[1:]], axis=0)
        chosen = counts[y == (0 if name == "undersample" else 1)]
        expect(
            0 < chosen.std() < 0.3 * chosen.mean(),
            f"{name}: over 40 seeds the rows are not taken as by lot: draw anew for each seed,"
            " every row with the same chance",
        )


@check("weights balance the classes, and count as copies", points=3)
def weighted(rng: Rng) -> Steps:
    """Weights; the gradient at the fit; weights against copies; classes that are apart."""
    X, y = rare(rng, 150, 25, 4)
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    copies = rng.integers(0, 4, 175)
    again = np.repeat(np.arange(175), copies)
    apart = np.column_stack([np.append(rng.random(30), 3 + rng.random(5)), rng.normal(size=35)])
    sides = np.repeat([0, 1], [30, 5])
    both, single = yield [call("balanced_weights", y), call("balanced_weights", y * 0)]
    own = as_array(both, y.shape, "balanced_weights")
    right = np.where(y == 1, 3.5, 175 / 300)
    expect(np.allclose(own, right), "balanced_weights: n/(2 n_k), so that they sum to n")
    one = as_array(single, y.shape, "balanced_weights, one class,")
    expect(np.allclose(one, 1), "balanced_weights: 1 if there is only one class")
    cases = ((Z, y, np.ones(175), 1.0, "plain"), (Z, y, right, 0.1, "balanced"),
             (Z + 5, y, copies * 1.0, 2.0, "whole weights, columns not centred"),
             (Z[again] + 5, y[again], np.ones(len(again)), 2.0, "copies of rows"),
             (apart, sides, np.ones(35), 1e-3, "classes that are apart"))  # fmt: skip
    for value, (x, labels, weights, penalty, told) in zip(
        (yield [call("fit_logistic", *case[:4]) for case in cases]), cases, strict=True
    ):
        expect(isinstance(value, dict), "fit_logistic: return a dictionary")
        b = as_number(value.get("intercept"), "fit_logistic, 'intercept'")
        beta = as_array(value.get("coef"), (x.shape[1],), "fit_logistic, 'coef',")
        slope = gradient(x, labels, weights, penalty, (b, beta))
        truth = fitted(x, labels, weights, penalty)
        close = np.allclose([b, *beta], [truth[0], *truth[1]], rtol=1e-4, atol=1e-5)
        expect(
            close or np.abs(slope).max() < 1e-5,
            f"fit_logistic ({told}): not the minimum: the sum (not the mean) of the weighted losses"
            " plus half the penalty times the squared coefficients, the intercept not penalised",
        )


@check("shift_prior multiplies odds, and estimate_prior finds the new share", points=4)
def priors(rng: Rng) -> Steps:
    """Any p, the ends, there and back; shares from 0 to 2/3 in drawn and real mixtures."""
    p = np.concatenate([rng.random(40), [0.0, 1.0, 1e-12, 1 - 1e-12]])
    pairs = [(0.5, 0.01), (0.01, 0.5), (0.2, 0.2), (0.3, 0.9)]
    for value, (a, b) in zip(
        (yield [call("shift_prior", p, a, b) for a, b in pairs]), pairs, strict=True
    ):
        expect(
            np.allclose(as_array(value, p.shape, "shift_prior"), moved(p, a, b), atol=1e-9),
            f"shift_prior (from {a} to {b}): odds times (target's odds / trained odds); 0 and 1"
            " stay, and the same prior changes nothing",
        )
    cases = []
    for share, trained, apart in ((0.05, 0.5, 1.2), (0.66, 0.3, 1.0), (0.0, 0.4, 1.5)):
        truth = rng.random(400) < share
        score = rng.normal(np.where(truth, apart, -apart) / 2, 1.0)
        odds = apart * score + np.log(trained / (1 - trained))
        cases.append((chance_of(odds), trained))
    for value, case in zip(
        (yield [call("estimate_prior", *case) for case in cases]), cases, strict=True
    ):
        found, right = as_number(value, "estimate_prior"), likeliest(*case)
        expect(
            abs(found - right) < 1e-4,
            f"estimate_prior (trained at {case[1]}): too {'high' if found > right else 'low'}; the"
            " share of most likelihood is asked for: shift all p from the trained share to the"
            " present estimate, take the mean, and go on until it no longer moves, which takes"
            " hundreds of rounds",
            share=0.5,
        )


def _folds(rng: Rng) -> tuple[Floats, Whole, Whole, int]:
    X, y = rare(rng, 200, 28, 3)
    return X, y, rng.permutation(np.arange(228) % 3), int(rng.integers(1000))


@check("cross_validated gives the right probabilities by all four methods", points=3)
def exact(rng: Rng) -> Steps:
    """Against another fit, to the very rows that the submission samples."""
    X, y, folds, seed = _folds(rng)
    values = yield [call("cross_validated", X, y, folds, m, 2.0, seed) for m in _METHODS]
    found = [as_array(value, y.shape, "cross_validated") for value in values]
    parts = [y[folds != f] for f in range(3)]
    under = yield [call("undersample", part, 1.0, seed + f) for f, part in enumerate(parts)]
    over = yield [call("oversample", part, seed + f) for f, part in enumerate(parts)]
    for method, got in zip(_METHODS, found, strict=True):
        for f, part in enumerate(parts):
            rows, weights = np.arange(len(part)), np.ones(len(part))
            if method == "weights":
                weights = np.where(part == 1, 1 / part.mean(), 1 / (1 - part.mean())) / 2
            elif method != "plain":
                rows = _rows((under if method == "under" else over)[f], part, method + "sample")
            right = out_of_fold(X, y, folds == f, rows, weights, 2.0)
            expect(
                np.allclose(got[folds == f], right, atol=1e-4),
                f"cross_validated ({method}): not the probabilities of a fit to the training rows,"
                " columns scaled by all training rows, with the method after that, and shifted"
                " back to the share of ones among the training rows",
                share=0.0 if method == "plain" else 0.25,
            )


@check("cross_validated does not see the fold that it predicts", points=2)
def audit(rng: Rng) -> Steps:
    """Outcomes of the last fold are exchanged, and one row of it moves far away."""
    X, y, folds, seed = _folds(rng)
    out = folds == 2
    other = np.where(out, 1 - y, y)
    far = X.copy()
    at = np.flatnonzero(out & (y == 1))[0]
    far[at] = 50 * X.max(axis=0)
    rest = out.copy()
    rest[at] = False
    for method in _METHODS:
        plan = (folds, method, 2.0, seed)
        values = yield [
            call("cross_validated", *pair, *plan) for pair in ((X, y), (X, other), (far, y))
        ]
        a, b, c = (as_array(value, y.shape, "cross_validated") for value in values)
        expect(
            np.allclose(a[out], b[out], rtol=1e-6),
            f"cross_validated ({method}): other outcomes of a held-out fold change its own"
            " probabilities: resampling, weights or the prior come from rows that are tested on",
        )
        expect(
            np.allclose(a[rest], c[rest], rtol=1e-6),
            f"cross_validated ({method}): moving one held-out row changes the probabilities of"
            " others: copies of it, or the scale, come from rows that are tested on",
        )


@check("report has its nine figures right, also where nothing is called", points=2)
def figured(rng: Rng) -> Steps:
    """Ties, a threshold that is met exactly, nothing called, everything called."""
    y = (rng.random(200) < 0.08).astype(int)
    y[:2] = 0, 1
    p = np.round(chance_of(rng.normal(2 * y - 2, 1.2)), 2)
    cases = ((y, p, 0.3, "rare ones, ties"), (y, p, float(p[1]), "a threshold that is met"),
             (y, p, 2.0, "nothing called"), (y, p, 0.0, "everything called"),
             (1 - y, 1 - p, 0.4, "ones in the majority"))  # fmt: skip
    for value, (labels, chances, threshold, told) in zip(
        (yield [call("report", *case[:3]) for case in cases]), cases, strict=True
    ):
        expect(isinstance(value, dict), "report: return a dictionary")
        for name, right in figures(labels, chances, threshold).items():
            expect(
                abs(as_number(value.get(name), f"report ({told}): '{name}'") - right) < 1e-9,
                f"report ({told}): '{name}' is wrong; at least the threshold is a call, ties count"
                " half in the area, a fraction with denominator 0 is 0",
            )


@check("ap_at_base undoes the enrichment of a test set", points=2)
def at_base(rng: Rng) -> Steps:
    """Against copies of the zeros; ties; the share as it is."""
    y = (np.arange(90) < 40).astype(int)
    scores = rng.normal(1.2 * y, 1)
    cases = [(scores, 1), (scores, 9), (np.round(scores), 25), (np.zeros(90), 4)]
    bases = [40 / (40 + 50 * copies) for _, copies in cases]
    values = yield [
        call("ap_at_base", y, s, base) for (s, _), base in zip(cases, bases, strict=True)
    ]
    for value, (s, copies), base in zip(values, cases, bases, strict=True):
        ties = "ties" if len(set(s.tolist())) < 60 else "no ties"
        expect(
            abs(as_number(value, "ap_at_base") - enriched_back(y, s, copies)) < 1e-9,
            f"ap_at_base (share {base:.2g}, {ties}): as if zeros occurred so much more often: the"
            " precision from recall, false positive rate and base; rows that tie are called"
            " together",
        )
