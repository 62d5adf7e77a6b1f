"""Conjugate Bayesian inference."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "conjugate-bayesian-inference"


@question("conjugate-beta-predictive", "Posterior predictive of two trials", ABOUT, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def beta_predictive(rng: Rng) -> Variant:
    """The predictive probability that the next two trials both succeed."""
    a, b = (int(v) for v in rng.integers(1, 7, 2))
    n = int(rng.integers(5, 25))
    hits = int(rng.integers(1, n))
    p, q = a + hits, b + n - hits
    value = p / (p + q) * (p + 1) / (p + q + 1)

    def again() -> float:
        x = (np.arange(200_000) + 0.5) / 200_000
        logs = (p - 1) * np.log(x) + (q - 1) * np.log1p(-x)
        weight = np.exp(logs - logs.max())
        return float(weight @ x**2 / weight.sum())

    return number(
        f"A success rate has a Beta({a}, {b}) prior; {hits} of {n} trials succeeded. What is the"
        " predictive probability that the next two trials both succeed (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"The posterior is Beta({p}, {q}). One success: {p}/{p + q}; after it the"
        f" posterior is Beta({p + 1}, {q}): times {p + 1}/{p + q + 1}. Product {value:.4f}.",
        mistakes=[
            ((p / (p + q)) ** 2, "The trials share an uncertain rate: update between them."),
            (p / (p + q), "That is one success."),
            ((hits / n) ** 2, "That plugs in the observed rate: prior and uncertainty are lost."),
            (((p - 1) / (p + q - 2)) ** 2, "That plugs in the posterior mode."),
        ],
    )  # fmt: skip


@question("conjugate-gaussian-posterior", "Posterior of a Gaussian mean", ABOUT, skill="compute",
          minutes=4)  # fmt: skip
def gaussian_posterior(rng: Rng) -> Variant:
    """Posterior mean and variance of a Gaussian mean with known noise."""
    m, t = int(rng.integers(-5, 20)), int(rng.integers(1, 8))
    s, n = int(rng.integers(2, 12)), int(rng.integers(2, 20))
    data = round(m + float(rng.uniform(-4, 4)) * t / 2, 1)
    while abs(data - m) < 0.3:
        data = round(m + float(rng.uniform(-4, 4)) * t / 2, 1)
    precision = 1 / t**2 + n / s**2
    value = [(m / t**2 + n * data / s**2) / precision, 1 / precision]

    def again() -> list[float]:
        # one observation at a time, each at the sample mean
        mean, var = float(m), float(t * t)
        for _ in range(n):
            gain = var / (var + s * s)
            mean, var = mean + gain * (data - mean), (1 - gain) * var
        return [mean, var]

    weight = t * t / (t * t + s * s)
    return matrix(
        f"A mean has the prior $N({m}, {t}^2)$ (variance {t * t}). {n} observations with known"
        f" standard deviation {s} average {data:g}. Give the posterior mean and variance (three"
        " decimals).",
        value, again=again, tol=0.0011, digits=6,
        solution=f"Precisions add: $1/{t * t} + {n}/{s * s} = {precision:.5f}$, so the variance is"
        f" {value[1]:.4f}; the mean weights {m} and {data:g} by their precisions: {value[0]:.4f}.",
        mistakes=[
            ([m + weight * (data - m), t * t * (1 - weight)],
             f"The average of {n} values has variance {s * s}/{n}."),
            ([data, s * s / n], "That leaves out the prior."),
            ([value[0], math.sqrt(value[1])], "The variance was asked, not its root."),
            ([(m + data) / 2, value[1]], "Weight prior and data by their precisions."),
        ],
    )  # fmt: skip


@question("conjugate-prior-weight", "How much a prior weighs", ABOUT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def prior_weight(rng: Rng) -> Variant:
    """The number of trials after which the data weigh a stated share in the posterior mean."""
    mean, size = int(rng.integers(2, 9)) / 10, int(rng.choice([10, 20, 30, 40, 50, 80]))
    share = float(rng.choice([0.5, 0.6, 0.75, 0.8, 0.9]))
    a, b = round(mean * size), round((1 - mean) * size)
    value = math.ceil(size * share / (1 - share) - 1e-9)

    def again() -> float:
        n = 1
        while n / (a + b + n) < share - 1e-12:
            n += 1
        return n

    return number(
        f"A click rate has a Beta({a}, {b}) prior. How many impressions are needed until the"
        f" observed rate has a weight of at least {share:g} in the posterior mean?",
        value, again=again, tol=0, rel=0,
        solution=f"The posterior mean is $\\frac{{{size}}}{{{size} + n}} \\cdot {mean:g} +"
        f" \\frac{{n}}{{{size} + n}} \\hat p$: the prior counts like {size} trials."
        f" $n/({size} + n) \\ge {share:g}$ gives $n \\ge {value}$.",
        mistakes=[
            (math.ceil(size * share), "Solve n / (prior size + n), not n / prior size."),
            (math.ceil(a * share / (1 - share)), "Both parameters count as earlier trials."),
            (math.ceil(size * (1 - share) / share), "That gives the prior the stated weight."),
        ],
    )  # fmt: skip
