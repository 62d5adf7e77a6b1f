"""Bias, variance and consistency of estimators."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

QUALITY = "estimator-bias-variance"
Rival = tuple[str, Callable[[float], tuple[float, float]]]  # what it is, bias and variance at n


@question("quality-shrinkage", "Mean squared error of a shrunken mean", QUALITY, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def shrinkage(rng: Rng) -> Variant:
    """The factor that minimises the error of a shrunken mean."""
    mu, s, n = int(rng.integers(1, 9)), int(rng.integers(3, 20)), int(rng.integers(4, 40))
    noise = s * s / n
    best = mu * mu / (mu * mu + noise)
    ask_error = bool(rng.integers(0, 2))
    value = best * noise if ask_error else best

    def again() -> float:
        c = np.linspace(0, 1, 1_000_001)
        error = c * c * noise + (1 - c) ** 2 * mu * mu
        at = int(np.argmin(error))
        return float(error[at] if ask_error else c[at])

    asked = "the least mean squared error" if ask_error else "the $c$ of least mean squared error"
    return number(
        f"The mean of {n} observations with true mean {mu} and standard deviation {s} is multiplied"
        f" by $c$. What is {asked} of $c \\bar x$ as an estimate of the true mean (three"
        " decimals)?",
        value, again=again, tol=0.0011,
        solution=f"MSE$(c) = c^2 \\sigma^2/n + (1 - c)^2\\mu^2$ with $\\sigma^2/n = {noise:.4f}$;"
        " the"
        f" minimum is at $c = \\mu^2/(\\mu^2 + \\sigma^2/n) = {best:.4f}$, with error $c\\sigma^2/n"
        f" = {best * noise:.4f}$.",
        mistakes=[
            (noise if ask_error else 1.0, "No bias is not the least error: some shrinkage pays."),
            (best**2 * noise if ask_error else mu * mu / (mu * mu + s * s),
             "Count both parts: squared bias and variance of the mean."),
            (mu * mu if ask_error else 0.0, "That is the estimate that is always zero."),
        ],
    )  # fmt: skip


@question("quality-variance-divisor", "Bias of a variance estimate", QUALITY, skill="compute",
          minutes=3)  # fmt: skip
def divisor(rng: Rng) -> Variant:
    """The expectation of a sum of squares with a wrong divisor, under correlated data."""
    n, var = int(rng.integers(4, 30)), int(rng.integers(2, 40))
    rho = float(rng.choice([0, 0, 0.1, 0.2, 0.3]))
    extra = int(rng.choice([-1, 0, 1, 2]))
    value = (n - 1) * var * (1 - rho) / (n + extra)

    def again() -> float:
        cov = var * (np.full((n, n), rho) + (1 - rho) * np.eye(n))
        centre = np.eye(n) - 1 / n
        return float(np.trace(centre @ cov) / (n + extra))

    linked = f" and pairwise correlation {rho:g}" if rho else " and no correlation"
    return number(
        f"{n} observations have equal means, variance {var}{linked}. What is the expectation of"
        f" $\\sum (x_i - \\bar x)^2/{n + extra}$ (three decimals)?",
        value, again=again, tol=0.0011,
        solution="$E\\sum(x_i - \\bar x)^2 = (n-1)\\sigma^2(1 - \\rho)$, since the mean moves"
        " with the"
        f" data: ${n - 1} \\cdot {var} \\cdot {1 - rho:g}/{n + extra} = {value:.4f}$.",
        mistakes=[
            (float(var), "It is unbiased only with divisor n - 1 and uncorrelated data."),
            (n * var / (n + extra), "Centring at the sample mean costs a degree of freedom."),
            ((n - 1) * var / (n + extra), "Positive correlation hides part of the spread."),
        ],
    )  # fmt: skip


@question("quality-consistent", "Which estimator is consistent", QUALITY, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def consistent(rng: Rng) -> Variant:
    """Bias and variance at growing n decide which of four estimators is consistent."""
    s, k = int(rng.integers(2, 12)), int(rng.integers(2, 9))
    good: list[Rival] = [
        (f"$\\bar x + {k}/n$", lambda n: (k / n, s * s / n)),
        (f"$\\frac{{n}}{{n + {k}}} \\bar x$", lambda n: (k * 5 / (n + k), s * s / n)),
        ("the mean of the first half", lambda n: (0.0, 2 * s * s / n)),
        (f"$\\bar x + {k}/\\sqrt{{n}}$", lambda n: (k / math.sqrt(n), s * s / n)),
    ]
    bad: list[Rival] = [
        (f"the mean of the first {k + 1} values", lambda n: (0.0, s * s / (k + 1) + 0 * n)),
        (f"$\\frac{{{k}}}{{{k + 1}}} \\bar x$", lambda n: (5 / (k + 1), s * s / n)),
        ("the first value", lambda n: (0.0, s * s + 0.0 * n)),
        ("$(x_1 + \\bar x)/2$", lambda n: (0.0, s * s / 4 + s * s / n)),
        (f"$\\bar x + {k / 10:g}$", lambda n: (k / 10, s * s / n)),
    ]
    right = good[int(rng.integers(0, len(good)))]
    drawn = [bad[int(at)] for at in rng.permutation(len(bad))[:3]]

    def again() -> str:
        def error(one: Rival) -> float:
            bias, var = one[1](1e9)
            return bias**2 + var

        return min([right, *drawn], key=error)[0]

    def why(one: Rival) -> str:
        bias, var = one[1](1e9)
        if bias**2 > var:
            return "Its bias does not vanish, however large the sample."
        return "It is unbiased, but its variance does not go to zero."

    return choose(
        rng,
        f"Independent values have mean $\\mu = 5$ (unknown to the estimator) and standard deviation"
        f" {s}. Which estimator of $\\mu$ is consistent?",
        right[0], [(one[0], why(one)) for one in drawn], again=again,
        solution="An estimator is consistent if bias and variance both go to zero. That holds for"
        f" {right[0]}; the others keep a bias or the noise of a fixed number of values.",
    )  # fmt: skip
