"""The checks of likelihood: values, derivatives, fits, intervals, tests, the edge, stable sums."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.maximum_likelihood.data import (
    Whole,
    best,
    chi_square_tail,
    dispersed,
    flares,
    likelihood,
    mixture,
    nearly_poisson,
    negative_binomial,
    normal_quantile,
    scale_for,
    slopes,
    times,
    tumours,
)


def _dict(value: Any, names: tuple[str, ...], what: str) -> dict[str, Any]:
    fits = isinstance(value, dict) and set(names) <= set(value)
    expect(fits, f"{what}: return a dictionary with {', '.join(names)}")
    return dict(value)


@check("the log-likelihood and its derivatives are right, also for censored rows", points=3)
def values(rng: Rng) -> Steps:
    """Far from the maximum and near it, all seen, most censored, and where it overflows."""
    t, seen = times(rng, 60, 5.0, 1.7, 0.4)
    other, hidden = times(rng, 50, 1e-6, 0.6, 0.9)
    cases = (
        (np.array([1.2, 0.4]), t, seen, "some rows censored"),
        (np.array([2.5, -0.7]), t, seen, "far from the maximum"),
        (np.array([-13.0, -0.3]), other, hidden, "most rows censored, small times"),
        (np.array([1.5, 0.2]), t, np.ones(60, int), "all rows seen"),
    )
    found = yield [call("log_likelihood", *case[:3]) for case in cases]
    for value, (theta, x, d, told) in zip(found, cases, strict=True):
        expect(
            np.isclose(as_number(value, "log_likelihood"), likelihood(theta, x, d), rtol=1e-9),
            f"log_likelihood ({told}): the log density where the event was seen (with -ln t), the"
            " log of P(T > t) where it was not",
        )
    lost = yield call("log_likelihood", np.array([-40.0, 3.0]), t, seen)
    at = as_array([lost], (1,), "log_likelihood", finite=False)
    expect(at[0] == -np.inf, "log_likelihood: -inf, not nan, where (t/s)^k overflows")
    found = yield [call("derivatives", *case[:3]) for case in cases]
    for value, (theta, x, d, told) in zip(found, cases, strict=True):
        gradient, information = slopes(theta, x, d)
        got = _dict(value, ("gradient", "information"), "derivatives")
        scale = np.abs(information).max()
        expect(
            np.allclose(as_array(got["gradient"], (2,), "gradient"), gradient, atol=1e-7 * scale),
            f"derivatives ({told}): 'gradient' is by ln s and ln k, not by s and k",
        )
        matrix = as_array(got["information"], (2, 2), "information")
        expect(
            np.allclose(matrix, information, atol=1e-6 * scale),
            f"derivatives ({told}): 'information' is minus the second derivatives by (ln s, ln k)"
            " at this very theta: also where it is no maximum, and no expectation",
        )


@check("fit finds the maximum from any data, and its standard errors", points=3)
def fits(rng: Rng) -> Steps:
    """Units, shapes, censoring, few rows, measurements beyond an instrument's end."""
    few = times(rng, 12, 30.0, 2.0, 0.3)
    cases = (
        (*times(rng, 80, 5.0, 1.5, 0.3), "an ordinary case"),
        (*times(rng, 80, 2e-8, 0.25, 0.3), "times near 1e-8, shape 0.25"),
        (*times(rng, 80, 4e-9, 6.0, 0.3), "times near 1e-9, shape 6"),
        (*times(rng, 80, 3e8, 18.0, 0.2), "times near 1e8, shape 18"),
        (*times(rng, 300, 40.0, 1.2, 0.93), "nine rows of ten censored"),
        (*few, "twelve rows"),
        (*tumours(rng, 200)[:2], "tumours"),
        (np.append(few[0], 5000.0), np.append(few[1], 0), "one row that lasts very long"),
    )
    found = yield [call("fit", *case[:2]) for case in cases]
    for value, (t, d, told) in zip(found, cases, strict=True):
        got = _dict(value, ("theta", "log_likelihood", "covariance", "errors"), "fit")
        right = best(t, d)
        theta = as_array(got["theta"], (2,), "fit, 'theta',", finite=False)
        expect(
            np.allclose(theta, right, atol=1e-4),
            f"fit ({told}): not the maximum; the {_off(theta, right)} is off: work with ln t, halve"
            " steps that do not rise, and mind an information that is not positive definite",
        )
        expect(
            np.isclose(as_number(got["log_likelihood"], "fit"), likelihood(right, t, d), rtol=1e-6),
            f"fit ({told}): 'log_likelihood' is that of all rows at the maximum",
        )
        covariance = np.linalg.inv(slopes(right, t, d)[1])
        matrix = as_array(got["covariance"], (2, 2), "fit, 'covariance',")
        expect(
            np.allclose(matrix, covariance, atol=2e-3 * np.abs(covariance).max()),
            f"fit ({told}): 'covariance' is the inverse of the whole observed information",
        )
        expect(
            np.allclose(as_array(got["errors"], (2,), "fit, 'errors',"),
                        np.sqrt(np.diag(covariance)), rtol=3e-3),
            f"fit ({told}): 'errors' are the roots of the diagonal of the covariance (not of one"
            " over the information's diagonal)",
        )  # fmt: skip


def _off(theta: Floats, right: Floats) -> str:
    return "scale" if abs(theta[1] - right[1]) <= 1e-4 else "shape"


@check("quantile carries errors over by the delta method, on the log scale", points=2)
def carried(rng: Rng) -> Steps:
    """Low and high quantiles, correlated parameters, other levels."""
    root = rng.normal(size=(2, 2)) * 0.15
    covariance = root @ root.T
    theta = np.array([rng.uniform(-3, 9), rng.uniform(-0.7, 1.2)])
    cases = ((0.5, 0.95), (0.01, 0.9), (0.999, 0.95), (1e-15, 0.8))
    found = yield [call("quantile", theta, covariance, *case) for case in cases]
    for value, (p, level) in zip(found, cases, strict=True):
        got = _dict(value, ("estimate", "error", "low", "high"), "quantile")
        hazard = -np.log1p(-p)

        def log_time(at: Floats, hazard: float = hazard) -> float:
            return float(at[0] + np.log(hazard) * np.exp(-at[1]))

        h = 1e-5
        slope = np.array([(log_time(theta + h * e) - log_time(theta - h * e)) / (2 * h)
                          for e in np.eye(2)])  # fmt: skip
        error, middle = float(np.sqrt(slope @ covariance @ slope)), log_time(theta)
        reach = normal_quantile(level) * error
        right = {
            "estimate": (np.exp(middle), "s (-ln(1 - p))^(1/k), the logarithm by log1p"),
            "error": (np.exp(middle) * error, "that of t_p itself, both parameters and their"
                      " covariance included"),
            "low": (np.exp(middle - reach), "below ln t_p by the normal quantile times its error"),
            "high": (np.exp(middle + reach), "above ln t_p by the normal quantile times its error"),
        }  # fmt: skip
        for name, (truth, rule) in right.items():
            expect(
                abs(as_number(got[name], f"quantile, '{name}'") / truth - 1) < 1e-5,
                f"quantile (p {p:g}, level {level:g}): '{name}' is {rule}",
            )


@check("profile_interval ends where the likelihood says", points=3)
def ends(rng: Rng) -> Steps:
    """Few rows, many censored, other levels and units; the deviance is looked at at the ends."""
    cases = (
        (*times(rng, 15, 8.0, 1.3, 0.2), 0.95, "fifteen rows"),
        (*times(rng, 150, 3e-7, 3.0, 0.85), 0.9, "many censored"),
        (*tumours(rng, 120)[:2], 0.99, "tumours"),
        (*times(rng, 8, 2e5, 0.4, 0.1), 0.8, "eight rows"),
    )
    found = yield [call("profile_interval", *case[:3]) for case in cases]
    for value, (t, d, level, told) in zip(found, cases, strict=True):
        got = as_array(value, (2,), "profile_interval")
        theta = best(t, d)
        if not 0 < got[0] < np.exp(theta[1]) < got[1]:
            wrong(f"profile_interval ({told}): low and high lie on both sides of the best shape")
        limit = normal_quantile(level) ** 2
        for k in got:
            at = np.array([scale_for(np.log(k), t, d), np.log(k)])
            drop = 2 * (likelihood(theta, t, d) - likelihood(at, t, d))
            expect(
                abs(drop / limit - 1) < 1e-3,
                f"profile_interval ({told}, level {level}): {'too wide' if drop > limit else 'too'}"
                f"{'' if drop > limit else ' narrow'}: at the ends twice the drop, with the best"
                " scale for that shape, is the quantile of chi-square with 1 degree",
            )


@check("ratio_test compares one law with one for each group", points=2)
def compares(rng: Rng) -> Steps:
    """Tumours by outcome; three groups alike; groups that differ in shape only."""
    t, d, benign = tumours(rng, 220)
    alike, seen = times(rng, 90, 3.0, 1.5, 0.3)
    thirds = rng.permutation(np.repeat([4, 7, 9], 30))
    first, second = times(rng, 60, 10.0, 0.8, 0.2), times(rng, 60, 10.0, 2.5, 0.2)
    cases = (
        (t, d, benign, "tumours, malignant and benign"),
        (alike, seen, thirds, "three groups that are alike"),
        (np.append(first[0], second[0]), np.append(first[1], second[1]),
         np.repeat([0, 1], 60), "groups that differ in shape"),
    )  # fmt: skip
    found = yield [call("ratio_test", *case[:3]) for case in cases]
    for value, (x, s, group, told) in zip(found, cases, strict=True):
        got = _dict(value, ("statistic", "df", "p"), "ratio_test")
        names = sorted(set(group.tolist()))
        apart = sum(_most(x[group == g], s[group == g]) for g in names)
        statistic, df = 2 * (apart - _most(x, s)), 2 * (len(names) - 1)
        expect(
            abs(as_number(got["statistic"], "ratio_test") - statistic) < 1e-3 * (1 + statistic),
            f"ratio_test ({told}): 'statistic' is twice (the sum of the groups' own maxima minus"
            " the maximum for all rows); scale and shape are each group's own",
        )
        expect(
            as_number(got["df"], "ratio_test, 'df'") == df,
            f"ratio_test ({told}): 'df' is the number of parameters that the groups have more",
        )
        expect(
            abs(as_number(got["p"], "ratio_test, 'p'") - chi_square_tail(statistic, df)) < 1e-4,
            f"ratio_test ({told}): 'p' is the chance that chi-square exceeds the statistic",
        )


def _most(t: Floats, seen: Whole) -> float:
    return likelihood(best(t, seen), t, seen)


@check("overdispersion is found, also when tiny, and tested at the edge", points=3)
def edge(rng: Rng) -> Steps:
    """Flares, counts with little and much dispersion, large counts, none, fewer than Poisson's."""
    low = rng.poisson(6.0, 80)
    regular = np.sort(low)[20:60]
    cases = (
        (flares(rng, 500), "flares"),
        (negative_binomial(rng, 150, 4.0, 0.6), "much dispersion"),
        (nearly_poisson(rng, 300, 3.0), "hardly any dispersion"),
        (negative_binomial(rng, 60, 3000.0, 0.002), "counts in the thousands"),
        (regular, "less than Poisson's variance"),
        (np.full(9, 3), "constant counts"),
    )
    found = yield [call("overdispersion", case[0]) for case in cases]
    for value, (y, told) in zip(found, cases, strict=True):
        got = _dict(value, ("mean", "dispersion", "statistic", "p"), "overdispersion")
        alpha, statistic = dispersed(y)
        expect(
            np.isclose(as_number(got["mean"], "overdispersion"), y.mean()),
            f"overdispersion ({told}): the best m is the mean, whatever the dispersion",
        )
        found_alpha = as_number(got["dispersion"], "overdispersion")
        expect(
            np.isclose(found_alpha, alpha, rtol=1e-3, atol=0),
            f"overdispersion ({told}): 'dispersion' is the alpha of most likelihood (not of the"
            " moments), 0 if the variance is at most the mean; for small alpha use sums of"
            " ln(1 + alpha j), not differences of ln Gamma",
        )
        expect(
            abs(as_number(got["statistic"], "overdispersion") - statistic) < 1e-5 * (1 + statistic),
            f"overdispersion ({told}): 'statistic' is twice the gain over Poisson's law with the"
            " same mean; 0 at the edge",
        )
        right = chi_square_tail(statistic, 1) / 2 if alpha > 0 else 1.0
        expect(
            abs(as_number(got["p"], "overdispersion") - right) < 1e-5,
            f"overdispersion ({told}): at the edge of what is possible 'p' is half of chi-square's,"
            " and 1 if the statistic is 0",
        )


@check("log_mixture is right far from every mean", points=2)
def far(rng: Rng) -> Steps:
    """Near, far, very far, parts without weight, tiny deviations."""
    weights = rng.dirichlet(np.ones(4))
    means, deviations = rng.normal(0, 5, 4), rng.lognormal(0, 1, 4)
    near = rng.normal(0, 6, 25)
    away = np.array([-1e6, 1e6, 300.0, -4000.0])
    cases = (
        (near, weights, means, deviations, "near the means"),
        (away, weights, means, deviations, "far from all means"),
        (np.append(near, away), np.array([0.0, 0.3, 0.0, 0.7]), means, deviations,
         "parts without weight"),
        (np.array([40.0, 41.0]), np.array([0.0, 1.0]), np.array([40.0, 0.0]), np.ones(2),
         "a part without weight at the very place"),
        (near, weights, means, 1e-5 * deviations, "tiny deviations"),
        (means, weights, means, 1e-100 * deviations, "densities near 1e100"),
    )  # fmt: skip
    found = yield [call("log_mixture", *case[:4]) for case in cases]
    for value, (x, *law, told) in zip(found, cases, strict=True):
        right = [mixture(one, *law) for one in x.tolist()]
        expect(
            np.allclose(as_array(value, x.shape, f"log_mixture ({told})"), right, rtol=1e-9),
            f"log_mixture ({told}): take the largest logarithm out before the exponentials, and use"
            " logarithms of densities throughout",
        )
