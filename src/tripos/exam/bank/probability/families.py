"""Discrete and continuous families of distributions."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np

from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

DISCRETE = "discrete-distributions"
CONTINUOUS = "continuous-distributions"


@question("discrete-poisson-tail", "A busy minute", DISCRETE, skill="compute", minutes=3)
def poisson_tail(rng: Rng) -> Variant:
    """A Poisson tail with the rate scaled to another length of time."""
    per_hour, minutes = int(rng.integers(12, 90)), int(rng.choice([2, 3, 4, 5, 6, 10]))
    rate = per_hour * minutes / 60
    k = max(2, round(rate + 1))
    value = 1 - sum(math.exp(-rate) * rate**i / math.factorial(i) for i in range(k))

    def again() -> float:
        # a binomial with very many tiny chances, refined by extrapolation
        def tail(n: int) -> float:
            p, now, total = rate / n, (1 - rate / n) ** n, 0.0
            for i in range(k):
                total += now
                now *= (n - i) / (i + 1) * p / (1 - p)
            return 1 - total

        return 2 * tail(200_000) - tail(100_000)

    return number(
        f"Requests arrive independently at a steady {per_hour} an hour. What is the probability of"
        f" at least {k} in {minutes} minutes (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Poisson with mean ${per_hour} \\cdot {minutes}/60 = {rate:g}$:"
        f" $1 - \\sum_{{i=0}}^{{{k - 1}}} e^{{-{rate:g}}} {rate:g}^i/i! = {value:.4f}$.",
        mistakes=[
            (1 - value, f"That is the probability of at most {k - 1}."),
            (value - math.exp(-rate) * rate**k / math.factorial(k),
             f"That is more than {k}; exactly {k} counts as well."),
            (math.exp(-rate) * rate**k / math.factorial(k), f"That is exactly {k}."),
        ],
    )  # fmt: skip


@question("discrete-which-family", "Which family fits the story", DISCRETE, skill="choose",
          minutes=2)  # fmt: skip
def which_family(rng: Rng) -> Variant:
    """The variance-to-mean ratio that a data-generating story implies decides the family."""
    n, p = int(rng.integers(8, 40)), int(rng.integers(5, 60)) / 100
    total = n * int(rng.integers(3, 5))
    rows = [
        (f"the number of the {n} sensors that fail this month, each independently with probability"
         f" {p:g}", "binomial"),
        (f"how many of {n} users drawn with replacement from a base with {p:.0%} subscribers"
         " subscribe", "binomial"),
        (f"the number of positives among {n} patients drawn without replacement from {total}, of"
         f" whom {p:.0%} are positive", "hypergeometric"),
        (f"the number of broken parts in {n} that are taken from one box of {total} parts and not"
         " put back", "hypergeometric"),
        (f"the number of crashes in a week when crashes come independently at a constant rate of"
         f" {n} a year", "Poisson"),
        (f"the number of typing errors on a page if the long text has {n} per ten pages, scattered"
         " independently", "Poisson"),
        (f"the number of failed attempts before the first success, each attempt succeeding"
         f" independently with probability {p:g}", "geometric"),
        (f"how many tokens are generated before the end token, drawn with probability {p:g} at each"
         " step", "geometric"),
    ]  # fmt: skip
    story, right = rows[int(rng.integers(0, len(rows)))]
    shapes = {
        "binomial": "A binomial variable counts successes in a fixed number of independent trials.",
        "hypergeometric": "A hypergeometric variable counts in draws without replacement.",
        "Poisson": "A Poisson count has no fixed number of trials: events come at a rate.",
        "geometric": "A geometric variable counts failures (or trials) until the first success.",
    }

    def again() -> str:
        waits = "before" in story
        finite = "without" in story or "not put back" in story
        fixed = "rate" not in story and "per ten pages" not in story
        return ("geometric" if waits else "hypergeometric" if finite
                else "binomial" if fixed else "Poisson")  # fmt: skip

    return choose(
        rng, f"Which distribution has {story}?", right,
        [(name, said) for name, said in shapes.items() if name != right], again=again,
        solution=f"{shapes[right]} That is the story told here: {right}.",
    )  # fmt: skip


@question("discrete-overdispersion", "A count with too much spread", DISCRETE, skill="derive",
          minutes=4, difficulty=0.6)  # fmt: skip
def overdispersion(rng: Rng) -> Variant:
    """The variance of a count whose Poisson rate takes two values."""
    low, high = int(rng.integers(1, 5)), int(rng.integers(6, 15))
    share = int(rng.integers(1, 8)) / 10
    mean = (1 - share) * low + share * high
    between = share * (1 - share) * (high - low) ** 2
    value = mean + between

    def again() -> float:
        k = np.arange(0, 120)
        logs = np.array([math.lgamma(i + 1) for i in k])
        mass = sum(w * np.exp(k * math.log(r) - r - logs)
                   for w, r in ((1 - share, low), (share, high)))  # fmt: skip
        return float(mass @ k**2 - (mass @ k) ** 2)

    return number(
        f"On ordinary days the number of incidents is Poisson with mean {low}, on release days with"
        f" mean {high}; a day is a release day with probability {share:g}. What is the variance of"
        " the number on a random day (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"Mean: {mean:.3f}. Total variance = mean of the variances ({mean:.3f}, since a"
        f" Poisson variance equals its mean) + variance of the means ({between:.3f}) ="
        f" {value:.3f}: more than a Poisson with that mean allows.",
        mistakes=[
            (mean, "That holds for a single Poisson; the changing mean adds variance."),
            (between, "The variance within each kind of day is missing."),
            ((1 - share) ** 2 * low + share**2 * high, "This is a mixture, not a weighted sum."),
            (math.sqrt(value), "That is the standard deviation."),
        ],
    )  # fmt: skip


@question("continuous-normal-interval", "A normal probability", CONTINUOUS, skill="compute",
          minutes=3)  # fmt: skip
def normal_interval(rng: Rng) -> Variant:
    """A quantile limit for a sum of independent normal times."""
    n, m, s = int(rng.integers(3, 12)), int(rng.integers(20, 60)), int(rng.integers(3, 12))
    level = float(rng.choice([0.9, 0.95, 0.99]))
    z = NormalDist().inv_cdf(level)
    value = n * m + z * s * math.sqrt(n)

    def again() -> float:
        low, high = n * m * 1.0, n * m + 10.0 * s * n
        for _ in range(80):
            mid = (low + high) / 2
            share = 0.5 * (1 + math.erf((mid - n * m) / (s * math.sqrt(2 * n))))
            low, high = (mid, high) if share < level else (low, mid)
        return low

    return number(
        f"{n} pipeline stages take independent, normally distributed times with mean {m} s and"
        f" standard deviation {s} s each. Within how many seconds is the whole run finished with"
        f" probability {level:g} ($z_{{{level:g}}} = {z:.4f}$; one decimal)?",
        value, again=again, tol=0.06, rel=0.0002, unit="s",
        solution=f"The sum has mean {n * m} and standard deviation ${s}\\sqrt{{{n}}} ="
        f" {s * math.sqrt(n):.3f}$. Limit: ${n * m} + {z:.4f} \\cdot {s * math.sqrt(n):.3f} ="
        f" {value:.2f}$.",
        mistakes=[
            (n * (m + z * s), "Stages are not all slow at once: variances add, not deviations."),
            (n * m + z * s, "The standard deviation of the sum grows with the root of n."),
            (n * m + z * s / math.sqrt(n), "That is the spread of a mean, not of a sum."),
            (n * m - z * s * math.sqrt(n), "That is the lower limit."),
        ],
    )  # fmt: skip


@question("continuous-gamma-moments", "Parameters from mean and variance", CONTINUOUS,
          skill="derive", minutes=4, difficulty=0.2)  # fmt: skip
def from_moments(rng: Rng) -> Variant:
    """Parameters of a gamma or beta distribution that match a mean and a variance."""
    if rng.random() < 0.5:
        shape = int(rng.integers(2, 13)) / 2
        rate = float(rng.choice([0.25, 0.5, 0.75, 1.25, 1.5, 2.0, 2.5, 4.0]))
        mean, var = shape / rate, shape / rate**2
        value, name = [shape, rate], "gamma distribution (shape, rate)"
        how = "Mean $a/b$, variance $a/b^2$: $b$ is mean over variance, $a$ is $b$ times the mean"
        wrong = [([mean**2 / var, var / mean], "That is shape and scale; the rate is 1/scale."),
                 ([mean / var, mean**2 / var], "Shape first, then rate."),
                 ([mean, var], "Mean and variance are not the parameters.")]  # fmt: skip
    else:
        a, b = (int(v) for v in rng.integers(1, 12, 2))
        mean, var = a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))
        value, name = [a, b], "beta distribution (first, second parameter)"
        how = "With $n = a + b$: mean $m = a/n$, variance $m(1-m)/(n+1)$, so $n = m(1-m)/v - 1$"
        size = mean * (1 - mean) / var
        wrong = [([mean * size, (1 - mean) * size], "The sum is m(1-m)/v - 1: subtract one."),
                 ([b, a], "The first parameter belongs to the mean, the second to one minus it."),
                 ([mean, var], "Mean and variance are not the parameters.")]  # fmt: skip

    def again() -> list[float]:
        gamma = name.startswith("gamma")
        end = mean + 20 * math.sqrt(var) if gamma else 1.0
        x = (np.arange(100_000) + 0.5) * end / 100_000
        left = np.exp(-value[1] * x) if gamma else (1 - x) ** (value[1] - 1)
        f = x ** (value[0] - 1) * left
        f = f / f.sum()
        m = float(f @ x)
        v = float(f @ (x - m) ** 2)
        n = m * (1 - m) / v - 1
        return [m * m / v, m / v] if gamma else [m * n, (1 - m) * n]

    return matrix(
        f"A quantity has the mean {Fraction(mean).limit_denominator(5000)} and the variance"
        f" {Fraction(var).limit_denominator(5000)}. Which {name} matches both (two decimals)?",
        value, again=again, tol=0.02, digits=5,
        solution=f"{how}. Here: {value[0]:g} and {value[1]:g}.", mistakes=wrong,
    )  # fmt: skip


@question("continuous-survival", "Minimum and memory", CONTINUOUS, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def survival(rng: Rng) -> Variant:
    """The density of the minimum or maximum of independent lifetimes."""
    a, b, n = int(rng.integers(1, 10)), int(rng.integers(1, 10)), int(rng.integers(2, 10))
    rows = [
        (f"the minimum of two independent exponential lifetimes with rates {a} and {b + 5}",
         f"{a + b + 5}*exp(-{a + b + 5}*t)",
         f"{a}*exp(-{a}*t)*exp(-{b + 5}*t) + {b + 5}*exp(-{b + 5}*t)*exp(-{a}*t)",
         f"{a}*exp(-{a}*t) + {b + 5}*exp(-{b + 5}*t)", (0.05, 0.6)),
        (f"the maximum of {n} independent exponential lifetimes with rate {a}",
         f"{n * a}*exp(-{a}*t)*(1 - exp(-{a}*t))^{n - 1}",
         f"{n}*{a}*exp(-{n * a}*t)*(exp({a}*t) - 1)^{n - 1}",
         f"{n * a}*exp(-{n * a}*t)", (0.05, 1.0)),
        (f"the maximum of {n + 1} independent uniform variables on (0, {a})",
         f"{n + 1}*t^{n}/{a}^{n + 1}", f"{n + 1}/{a}*(t/{a})^{n}", f"(t/{a})^{n + 1}",
         (0.1 * a, 0.9 * a)),
        (f"the minimum of {n + 1} independent uniform variables on (0, {a})",
         f"{n + 1}*({a} - t)^{n}/{a}^{n + 1}", f"{n + 1}/{a}*(1 - t/{a})^{n}",
         f"{n + 1}*t^{n}/{a}^{n + 1}", (0.1 * a, 0.9 * a)),
    ]  # fmt: skip
    said, right, other, wrong, ends = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"Give the density of {said} as an expression in t (inside its range).",
        right, {"t": ends}, again=lambda: other,
        solution="A minimum exceeds $t$ if all do: multiply survival functions. A maximum is below"
        f" $t$ if all are: multiply distribution functions. Then differentiate: {right}.",
        mistakes=[(wrong, "Multiply survival (minimum) or distribution functions (maximum), then"
                          " differentiate.")],
    )  # fmt: skip
