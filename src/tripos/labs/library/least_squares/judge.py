"""The checks of least squares: real data, bad conditioning, lost rank, mixed units, many rows."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.least_squares.data import copied, diabetes, ill_conditioned, mixed_units


@check("normal_equations and by_qr agree with the least squares fit of real data", points=2)
def real_data(rng: Rng) -> Steps:
    """On a random half of the patients, with an intercept."""
    X, y = diabetes(rng)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    found = yield [call("normal_equations", X, y), call("by_qr", X, y)]
    for name, value in zip(("normal_equations", "by_qr"), found, strict=True):
        w = as_array(value, (X.shape[1],), name)
        expect(
            np.allclose(w, best, rtol=1e-6, atol=1e-6),
            f"{name}: on the diabetes data X'(Xw - y) is not zero, so these are not the least"
            " squares coefficients (did the column of ones get its own coefficient?)",
        )


@check("by_qr keeps five digits at a condition number of 3e7", points=2)
def conditioned(rng: Rng) -> Steps:
    """Where the normal equations have lost everything."""
    X, w_true = ill_conditioned(rng, 3e7)
    w = as_array((yield call("by_qr", X, X @ w_true)), w_true.shape, "by_qr")
    error = np.linalg.norm(w - w_true) / np.linalg.norm(w_true)
    expect(
        error < 1e-5,
        "by_qr: with a condition number of 3e7 the coefficients have fewer than five right digits;"
        " forming X'X squares the condition number, so factorise X itself",
        share=0.25 if error < 1e-2 else 0.0,
    )


@check("minimum_norm returns the shortest solution where columns are copies", points=2)
def shortest(rng: Rng) -> Steps:
    """Rank is lost exactly and almost."""
    X, y = copied(rng)
    w = as_array((yield call("minimum_norm", X, y)), (X.shape[1],), "minimum_norm")
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    expect(
        np.linalg.norm(X @ w - y) <= np.linalg.norm(X @ best - y) * (1 + 1e-6) + 1e-9,
        "minimum_norm: with a copied column the residual is larger than it can be",
    )
    expect(
        np.linalg.norm(w) <= np.linalg.norm(best) * (1 + 1e-6),
        "minimum_norm: this solves the problem, but a shorter solution exists: leave out directions"
        " whose singular value is nothing but rounding",
        share=0.5,
    )


@check("by_gradient converges with columns in different units", points=2)
def converges(rng: Rng) -> Steps:
    """The step size has to come from the data."""
    X, y = mixed_units(rng)
    few, many = yield [call("by_gradient", X, y, 10), call("by_gradient", X, y, 4000)]
    short = as_array(few, (X.shape[1],), "by_gradient", finite=False)
    expect(
        np.isfinite(short).all() and _loss(X, y, short) <= _loss(X, y, np.zeros(X.shape[1])),
        "by_gradient: after 10 steps the loss is larger than at w = 0: the step is too long for"
        " the largest eigenvalue of X'X/n",
    )
    w = as_array(many, (X.shape[1],), "by_gradient", finite=False)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    gap = _loss(X, y, w) - _loss(X, y, best)
    start = _loss(X, y, np.zeros(X.shape[1])) - _loss(X, y, best)
    expect(
        gap < 0.02 * start,
        "by_gradient: after 4000 steps under 98% of the excess loss is gone: the step is shorter"
        " than it need be",
        share=0.5 if gap < 0.2 * start else 0.0,
    )


@check("by_gradient makes as many steps as it is told", points=1)
def counts(rng: Rng) -> Steps:
    """One step from zero goes along X'y."""
    X, y = diabetes(rng)
    none, one = yield [call("by_gradient", X, y, 0), call("by_gradient", X, y, 1)]
    start = as_array(none, (X.shape[1],), "by_gradient")
    expect(np.allclose(start, 0), "by_gradient: with 0 steps it must return w = 0")
    w = as_array(one, (X.shape[1],), "by_gradient")
    g = X.T @ y
    cosine = w @ g / (np.linalg.norm(w) * np.linalg.norm(g) + 1e-300)
    expect(cosine > 1 - 1e-9, "by_gradient: one step from w = 0 must go along X'y")


@check("leverages of 20,000 rows fit into memory and sum to the rank", points=2)
def many_rows(rng: Rng) -> Steps:
    """The whole hat matrix would not fit."""
    X = rng.normal(size=(20_000, 12)) * rng.lognormal(0, 1, 12)
    X[:, 0] = 1.0
    h = as_array((yield call("leverages", X)), (20_000,), "leverages")
    expect(abs(h.sum() - 12) < 1e-6, "leverages: they must sum to the number of columns, here 12")
    q, _ = np.linalg.qr(X)
    expect(
        np.allclose(h, (q**2).sum(axis=1), rtol=1e-6),
        "leverages: these are not x_i' (X'X)^-1 x_i for each row",
    )


@check("leverages stay accurate at a condition number of 1e7", points=1)
def accurate(rng: Rng) -> Steps:
    """Through X'X they would not."""
    X, _ = ill_conditioned(rng, 1e7)
    h = as_array((yield call("leverages", X)), (len(X),), "leverages")
    q, _ = np.linalg.qr(X)
    expect(
        np.allclose(h, (q**2).sum(axis=1), rtol=1e-5),
        "leverages: with a condition number of 1e7 they are wrong: avoid inverting X'X",
    )


def _loss(X: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    return float(((X @ w - y) ** 2).mean() / 2)
