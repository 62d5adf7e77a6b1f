"""The checks of EM: logarithms that hold, exact steps, monotone likelihood, no collapse."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.em_for_mixtures.data import (
    covariances,
    log_densities,
    mixture,
    responsibilities,
    start,
    updated,
    wines,
)


def _model(found: Any, k: int, p: int, what: str) -> tuple[Floats, Floats, Floats]:
    fits = isinstance(found, dict) and {"weights", "means", "covs"} <= set(found)
    expect(fits, f"{what}: return a dict with weights, means and covs")
    weights = as_array(found["weights"], (k,), f"{what}: weights")
    means = as_array(found["means"], (k, p), f"{what}: means")
    covs = as_array(found["covs"], (k, p, p), f"{what}: covs")
    expect(abs(weights.sum() - 1) < 1e-6, f"{what}: the weights do not sum to 1")
    return weights, means, covs


@check("log_gauss is right, also where determinants leave the range of doubles", points=2)
def densities(rng: Rng) -> Steps:
    """Five wine measurements, and 150 columns with tiny variances."""
    X = wines()
    means, covs = X[:3], covariances(rng, 3, 5)
    wide = 0.003 * rng.normal(size=(20, 150))
    tiny = 1e-5 * covariances(rng, 2, 150)
    low, high = yield [call("log_gauss", X, means, covs), call("log_gauss", wide, wide[:2], tiny)]
    found = as_array(low, (len(X), 3), "log_gauss")
    expect(
        np.allclose(found, log_densities(X, means, covs), atol=1e-6),
        "log_gauss: wrong on five wine measurements: -p/2 log(2 pi) - 1/2 log det - 1/2 the"
        " squared"
        " Mahalanobis distance, with a covariance (not a deviation) for each component",
    )
    found = as_array(high, (20, 2), "log_gauss (150 columns)", finite=False)
    expect(
        np.isfinite(found).all() and np.allclose(found, log_densities(wide, wide[:2], tiny)),
        "log_gauss: with 150 columns of variance 1e-5 the determinant underflows: use its"
        " logarithm",
        share=0.5,
    )


@check("e_step gives responsibilities and the log-likelihood, also far from everything", points=2)
def expectation(rng: Rng) -> Steps:
    """Near, 1000 standard deviations away, and with a component of weight 0."""
    X, _, means, covs = mixture(rng, 3)
    covs = 4 * covs
    weights = rng.dirichlet(np.ones(3))
    far = np.vstack([X[:5], X[:5] + 1000.0])
    none = np.array([0.4, 0.0, 0.6])
    cases = ((X, weights, "near"), (far, weights, "far from everything"), (X, none, "one weight 0"))
    values = yield [call("e_step", rows, w, means, covs) for rows, w, _ in cases]
    for value, (rows, w, said) in zip(values, cases, strict=True):
        expect(
            isinstance(value, dict) and "resp" in value, "e_step: return a dict with resp, loglik"
        )
        resp = as_array(value["resp"], (len(rows), 3), f"e_step ({said}): resp")
        loglik = as_number(value.get("loglik"), f"e_step ({said}): loglik")
        expect(np.allclose(resp.sum(axis=1), 1), f"e_step ({said}): rows of resp do not sum to 1")
        truth, total = responsibilities(rows, w, means, covs)
        expect(
            np.allclose(resp, truth, atol=1e-8),
            f"e_step ({said}): resp is not weight times density, shared out per row",
        )
        expect(
            np.isclose(loglik, total, rtol=1e-9),
            f"e_step ({said}): loglik is not the sum over rows of the log of the weighted"
            " densities",
            share=0.5,
        )


@check("m_step is the weighted maximum likelihood estimate", points=2)
def maximisation(rng: Rng) -> Steps:
    """Soft responsibilities on the wines."""
    X = wines()
    resp = rng.dirichlet(np.ones(3) * 0.5, len(X))
    found = yield call("m_step", X, resp, 1e-6)
    weights, means, covs = _model(found, 3, 5, "m_step")
    truth = updated(X, resp, 1e-6)
    expect(np.allclose(weights, truth[0]), "m_step: weights are the mean responsibilities")
    expect(np.allclose(means, truth[1]), "m_step: means are not weighted by the responsibilities")
    expect(
        np.allclose(covs, truth[2], atol=1e-8),
        "m_step: covariances are not the weighted ones about the new means, divided by the sum"
        " of the"
        " responsibilities, with nothing added",
        share=0.4,
    )


@check("m_step raises small eigenvalues to the floor and leaves the others", points=2)
def guard(rng: Rng) -> Steps:
    """Rows in a plane, a row alone, a component that nobody wants."""
    turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    X = (rng.normal(size=(60, 3)) * [2.0, 1.0, 1e-4]) @ turn
    resp = np.zeros((60, 3))
    resp[:, 0], resp[7, 0], resp[7, 1] = 1, 0, 1
    weights, means, covs = _model((yield call("m_step", X, resp, 0.01)), 3, 3, "m_step (floor)")
    values, _ = np.linalg.eigh(covs[0])
    expect(values[0] > 0.01 - 1e-9, "m_step: an eigenvalue of a covariance is below the floor")
    truth = updated(X, resp[:, :2], 0.01)
    expect(
        np.allclose(covs[0], truth[2][0], atol=1e-8),
        "m_step: eigenvalues above the floor must stay as they are, and so must the"
        " eigenvectors: a"
        " ridge on the diagonal is not the maximum likelihood under this bound",
    )
    expect(np.allclose(covs[1], 0.01 * np.eye(3)), "m_step: one row alone has floor times identity")
    fits = weights[2] == 0 and np.allclose(means[2], X.mean(axis=0))
    expect(
        fits,
        "m_step: a component without responsibility has weight 0 and the mean of all rows",
        share=0.6,
    )


def _path(found: Any, X: Floats, k: int, steps: int, what: str) -> Floats:
    model = _model(found, k, X.shape[1], what)
    path = as_array(found.get("path"), (None,), f"{what}: path")
    expect(len(path) == steps + 1, f"{what}: path must have steps + 1 entries, {steps + 1} here")
    falls = np.diff(path) < -1e-7 * np.abs(path[:-1])
    expect(not falls.any(), f"{what}: the log-likelihood falls from one step to the next")
    total = responsibilities(X, *model)[1]
    expect(
        np.isclose(path[-1], total, rtol=1e-8),
        f"{what}: the path does not end at the log-likelihood of the parameters returned",
    )
    return path


@check("em climbs step by step as it should on the wines", points=2)
def climbs(rng: Rng) -> Steps:
    """Against the reference for twelve steps."""
    X = wines()
    begin = start(rng, X, 3)
    found = yield call("em", X, *begin, 0.01, 12)
    path = _path(found, X, 3, 12, "em (wines)")
    model, truth = begin, []
    for step in range(13):
        resp, total = responsibilities(X, *model)
        truth.append(total)
        model = updated(X, resp, 0.01) if step < 12 else model
    expect(
        np.isclose(path[0], truth[0]), "em: the path must begin at the log-likelihood of the start"
    )
    expect(
        np.allclose(path, truth, rtol=1e-6),
        "em: the path is not that of E and M steps in turn from the start given",
        share=0.4,
    )


@check("em neither collapses nor loses monotony where a component wants one point", points=3)
def collapse(rng: Rng) -> Steps:
    """Seven copies of a row, a component that starts there, and one far from everything."""
    X, _, means, _ = mixture(rng, 3, 40)
    lone = means.mean(axis=0) + np.array([30.0, 0.0])
    X = np.vstack([X, np.tile(lone, (7, 1))])
    places = np.vstack([means, lone, [1e5, 1e5]])
    begin = np.full(5, 0.2), places, np.array([np.eye(2)] * 5)
    found = yield call("em", X, *begin, 1e-3, 40)
    _path(found, X, 5, 40, "em (copies of a row)")
    least = min(float(np.linalg.eigvalsh(one)[0]) for one in np.asarray(found["covs"]))
    expect(least > 1e-3 * (1 - 1e-6), "em (copies of a row): a covariance shrank below the floor")


@check("fit reaches the likelihood of the true parameters", points=3)
def reaches(rng: Rng) -> Steps:
    """Six mixtures of nine components."""
    cases = [mixture(rng, k, 30, 12.0) for k in [9] * 6]
    calls = [call("fit", case[0], len(case[1]), 1e-2, 3) for case in cases]
    *found, again = yield [*calls, calls[0]]
    gaps = []
    for value, (X, *truth) in zip(found, cases, strict=True):
        model = _model(value, len(truth[0]), 2, "fit")
        gaps.append(responsibilities(X, *truth)[1] - responsibilities(X, *model)[1])
    same = np.array_equal(np.asarray(again["means"]), np.asarray(found[0]["means"]))
    expect(same, "fit: the same seed must give the same answer")
    good = sum(gap < 1.0 for gap in gaps)
    expect(
        good == 6,
        "fit: on data from a mixture of nine components the likelihood stays below that"
        " of the true"
        " parameters: a local maximum; start more than once, and apart",
        share=0.1 * good,
    )


@check("bic counts the free parameters", points=1)
def counts(rng: Rng) -> Steps:
    """Weights sum to one, covariances are symmetric."""
    loglik, n = -float(rng.uniform(100, 900)), int(rng.integers(50, 500))
    values = yield [call("bic", loglik, n, 4, 3), call("bic", loglik, n, 2, 6)]
    for value, d in zip(values, (4 * 3 + 4 * 6 + 3, 2 * 6 + 2 * 21 + 1), strict=True):
        expect(
            np.isclose(as_number(value, "bic"), -2 * loglik + d * np.log(n)),
            "bic: not -2 log L + d log n: means, symmetric covariances, and weights that sum to 1",
        )
