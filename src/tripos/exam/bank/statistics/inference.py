"""Intervals, tests and power."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from tripos.exam.makers import choose, interval, number
from tripos.exam.question import Rng, Variant, question

INTERVAL = "confidence-intervals"
TEST = "hypothesis-testing"
POWER = "power-and-sample-size"
NORMAL = NormalDist()


@question("interval-proportion-difference", "Interval for a difference of rates", INTERVAL,
          skill="compute", minutes=4)  # fmt: skip
def proportion_difference(rng: Rng) -> Variant:
    """A 95 % Wald interval for a difference of two proportions."""
    n, m = int(rng.integers(20, 90)) * 10, int(rng.integers(20, 90)) * 10
    a, b = round(n * float(rng.uniform(0.1, 0.6))), round(m * float(rng.uniform(0.1, 0.6)))
    p, q = a / n, b / m
    error = math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    low, high = q - p - 1.96 * error, q - p + 1.96 * error

    def again() -> tuple[float, float]:
        old, new = np.repeat([1.0, 0.0], [a, n - a]), np.repeat([1.0, 0.0], [b, m - b])
        gap, spread = float(new.mean() - old.mean()), math.sqrt(old.var() / n + new.var() / m)
        return gap - 1.96 * spread, gap + 1.96 * spread

    pool = (a + b) / (n + m)
    pooled = math.sqrt(pool * (1 - pool) * (1 / n + 1 / m))
    apart = math.sqrt(p * (1 - p) / n) + math.sqrt(q * (1 - q) / m)
    return interval(
        f"The old page converted {a} of {n} visitors, the new one {b} of {m}. Give the 95% normal"
        " interval (1.96, each rate with its own variance) for the new rate less the old one (four"
        " decimals).",
        low, high, again=again,
        solution=f"{q:.4f} - {p:.4f} = {q - p:.4f}; standard error"
        f" $\\sqrt{{p(1-p)/{n} + q(1-q)/{m}}} = {error:.5f}$; plus and minus 1.96 of it:"
        f" {low:.4f} to {high:.4f}.",
        mistakes=[
            ((-high, -low), "The new rate less the old one was asked."),
            ((q - p - 1.96 * apart, q - p + 1.96 * apart), "Add variances, not standard errors."),
            ((q - p - error, q - p + error), "Multiply the standard error by 1.96."),
            ((q - p - 1.96 * pooled, q - p + 1.96 * pooled), "Pooling belongs to the test."),
        ],
    )  # fmt: skip


@question("interval-mean-t", "Interval for a mean of few values", INTERVAL, skill="compute",
          minutes=4)  # fmt: skip
def mean_t(rng: Rng) -> Variant:
    """A t interval for a small sample, with the quantile given."""
    quantile = {4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447}
    n = int(rng.choice(list(quantile)))
    while True:
        x = [int(v) for v in rng.integers(60, 95, n)]
        mean, s = float(np.mean(x)), float(np.std(x, ddof=1))
        if s > 2:
            break
    half = quantile[n] * s / math.sqrt(n)

    def again() -> tuple[float, float]:
        total, squares = sum(x), sum(v * v for v in x)
        error = math.sqrt((squares - total**2 / n) / (n - 1) / n)
        return total / n - quantile[n] * error, total / n + quantile[n] * error

    wrong = 1.96 * s / math.sqrt(n)
    biased = quantile[n] * float(np.std(x)) / math.sqrt(n)
    return interval(
        f"Accuracies of {n} independent runs (per cent): {', '.join(map(str, x))}. Give the 95% t"
        f" interval for the mean; the quantile with {n - 1} degrees of freedom is {quantile[n]}"
        " (two"
        " decimals).",
        mean - half, mean + half, again=again,
        solution=f"$\\bar x = {mean:.3f}$, $s = {s:.4f}$ (divisor {n - 1}); half width"
        f" ${quantile[n]} s/\\sqrt{{{n}}} = {half:.4f}$.",
        mistakes=[
            ((mean - wrong, mean + wrong), "With an estimated deviation use the t quantile."),
            ((mean - biased, mean + biased), "Divide the squares by n - 1."),
            ((mean - quantile[n] * s, mean + quantile[n] * s), "Divide by the root of n: the"
             " interval is for the mean, not for single runs."),
        ],
    )  # fmt: skip


@question("interval-coverage-meaning", "How many intervals miss", INTERVAL, skill="derive",
          minutes=3, difficulty=0.4)  # fmt: skip
def coverage(rng: Rng) -> Variant:
    """The probability that several independent intervals all cover, or that one at least misses."""
    k, level = int(rng.integers(3, 25)), float(rng.choice([0.9, 0.95, 0.99]))
    share = float(rng.choice([0.5, 1.0]))
    effective = 2 * NORMAL.cdf(NORMAL.inv_cdf((1 + level) / 2) * math.sqrt(share)) - 1
    value = 1 - effective**k

    def again() -> float:
        z = NORMAL.inv_cdf((1 + level) / 2) * math.sqrt(share)
        one = math.erf(z / math.sqrt(2))
        return 1 - math.exp(k * math.log(one))

    why = "" if share == 1 else (
        " Each was computed with a standard error that is too small: the true variance of the"
        " estimate is twice as large.")  # fmt: skip
    return number(
        f"{k} independent studies each report a normal {level:.0%} confidence interval for a"
        f" parameter of their own.{why} Before the data are seen, what is the probability that at"
        " least one interval misses its parameter (three decimals)?",
        value, again=again, tol=0.0021,
        solution=f"One interval covers with probability {effective:.4f}"
        + ("" if share == 1 else " (it reaches only $z/\\sqrt{2}$ true standard errors)")
        + f"; all {k} cover with probability ${effective:.4f}^{{{k}}}$; the complement is"
        f" {value:.4f}.",
        mistakes=[
            (1 - level, "That is for a single interval that holds its level."),
            (effective**k, "That is the probability that all cover."),
            (1 - level**k, "The intervals are too short: work out first how often one covers."),
            (k * (1 - effective), "Adding up counts double misses twice."),
        ],
    )  # fmt: skip


@question("test-two-sided-p", "A p-value for a rate", TEST, skill="compute", minutes=4)
def two_sided_p(rng: Rng) -> Variant:
    """A two-sided p-value for a proportion under the null variance."""
    n, p = int(rng.choice([100, 200, 400, 500, 900])), int(rng.integers(2, 9)) / 10
    sign = int(rng.choice([-1, 1]))
    hits = round(n * p + sign * float(rng.uniform(1.2, 2.8)) * math.sqrt(n * p * (1 - p)))
    z = (hits - n * p) / math.sqrt(n * p * (1 - p))
    value = 2 * (1 - NORMAL.cdf(abs(z)))

    def again() -> float:
        error = math.sqrt(p * (1 - p) / n)
        return math.erfc(abs(hits / n - p) / error / math.sqrt(2))

    own = hits / n
    other = (own - p) / math.sqrt(own * (1 - own) / n)
    return number(
        f"A model was right on {hits} of {n} independent items; a baseline is known to reach"
        f" {p:.0%}. Test the hypothesis that the model's true rate equals it: what is the two-sided"
        " p-value (normal approximation with the variance under the hypothesis, no continuity"
        " correction, three decimals)?",
        value, again=again, tol=0.0015,
        solution=f"$z = ({hits} - {n * p:g})/\\sqrt{{{n} \\cdot {p:g} \\cdot {1 - p:g}}} ="
        f" {z:.4f}$;"
        f" $p = 2(1 - \\Phi({abs(z):.4f})) = {value:.4f}$.",
        mistakes=[
            (value / 2, "That is one-sided: deviations to either side count."),
            (1 - value, "A p-value is the probability of a result at least as extreme."),
            (2 * (1 - NORMAL.cdf(abs(other))), "Use the variance under the hypothesis."),
        ],
    )  # fmt: skip


@question("test-what-to-conclude", "What a result shows", TEST, skill="diagnose", minutes=3,
          difficulty=0.3)  # fmt: skip
def what_to_conclude(rng: Rng) -> Variant:
    """Statistical and practical significance, read from estimate, error and relevant effect."""
    kind = int(rng.integers(0, 4))
    relevant = float(rng.choice([0.5, 1.0, 2.0]))
    error = {0: 0.15, 1: 0.1, 2: 0.8, 3: 0.15}[kind] * relevant * float(rng.uniform(0.8, 1.2))
    effect = {0: 1.8, 1: 0.45, 2: 0.7, 3: 0.1}[kind] * relevant * float(rng.uniform(0.9, 1.1))
    effect, error = round(effect, 3), round(error, 3)
    low, high = effect - 1.96 * error, effect + 1.96 * error
    names = [
        "a real gain of a size that matters",
        "a real gain, but smaller than what matters",
        "undecided: neither no gain nor a gain that matters is ruled out",
        "no gain shown, and a gain that matters is ruled out",
    ]
    said = [
        "The whole interval would have to lie above the size that matters.",
        "The whole interval would have to lie between zero and the size that matters.",
        "The interval would have to hold both zero and the size that matters.",
        "The interval would have to hold zero and end below the size that matters.",
    ]

    def again() -> str:
        p_zero = 2 * (1 - NORMAL.cdf(abs(effect) / error))
        p_relevant = 2 * (1 - NORMAL.cdf(abs(effect - relevant) / error))
        if p_zero > 0.05:
            return names[2] if p_relevant > 0.05 else names[3]
        return names[0] if effect > relevant else names[1]

    metric = str(rng.choice(["accuracy", "click rate", "recall", "retention", "conversion"]))
    return choose(
        rng,
        f"A trial finds a gain in {metric} of {effect:g} points with standard error {error:g}. The"
        f" change is worth its cost from {relevant:g} point{'s' * (relevant != 1)} on. At the 5%"
        f" level (95% interval),"
        " the"
        " result shows",
        names[kind], [(names[k], said[k]) for k in range(4) if k != kind], again=again,
        solution=f"The interval is {low:.3f} to {high:.3f}. Compare it with 0 and with"
        f" {relevant:g}: {names[kind]}.",
    )  # fmt: skip


@question("test-mcnemar", "Two models on the same items", TEST, skill="compute", minutes=5,
          difficulty=0.5)  # fmt: skip
def mcnemar(rng: Rng) -> Variant:
    """The exact sign-test p-value on items where two classifiers disagree."""
    while True:
        b, c = int(rng.integers(1, 12)), int(rng.integers(5, 22))
        both = int(rng.integers(100, 900))
        neither = int(rng.integers(20, 90))
        tail = sum(math.comb(b + c, k) for k in range(min(b, c) + 1)) / 2 ** (b + c)
        value = 2 * tail
        if b != c and 0.004 < value < 0.6:
            break

    def again() -> float:
        # the distribution of a fair walk after b + c steps
        mass = np.array([1.0])
        for _ in range(b + c):
            mass = np.convolve(mass, [0.5, 0.5])
        extreme = np.abs(np.arange(b + c + 1) - (b + c) / 2) >= abs(b - c) / 2
        return float(mass[extreme].sum())

    z = abs(c - b) / math.sqrt(b + c)
    return number(
        f"Two classifiers on the same test items: both right on {both}, both wrong on {neither},"
        f" only the first right on {b}, only the second right on {c}. What is the exact two-sided"
        " p-value of the hypothesis that they are equally good (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Only the {b + c} items on which they differ speak; under the hypothesis each"
        " goes"
        f" either way with probability one half. $2 P(X \\le {min(b, c)}) = {value:.4f}$ for"
        f" $X$ binomial with $n = {b + c}$.",
        mistakes=[
            (tail, "That is one-sided: double it."),
            (2 * (1 - NORMAL.cdf(z)), "That is the normal approximation; the exact value is"
             " asked."),
            (math.comb(b + c, b) / 2 ** (b + c), "More extreme splits count as well."),
        ],
    )  # fmt: skip


@question("power-two-proportions", "Sample size for two rates", POWER, skill="compute", minutes=4)
def two_proportions(rng: Rng) -> Variant:
    """The size of each group that detects a difference of rates."""
    p = int(rng.integers(3, 40)) / 100
    gap = float(rng.choice([0.01, 0.015, 0.02, 0.03, 0.05]))
    power = float(rng.choice([0.8, 0.9]))
    zs = 1.96 + {0.8: 0.8416, 0.9: 1.2816}[power]
    q = p + gap
    spread = p * (1 - p) + q * (1 - q)
    value = math.ceil(zs**2 * spread / gap**2)

    def again() -> float:
        low, high = 10, 10_000_000
        while low < high:
            n = (low + high) // 2
            fine = gap / math.sqrt(spread / n) >= zs
            low, high = (low, n) if fine else (n + 1, high)
        return low

    return number(
        f"The rate is {p:.0%} and a rise to {100 * q:g}% should be found with a power of"
        f" {power:.0%}"
        " in a"
        " two-sided test at 5%. How many users does each of two equal groups need (use"
        f" $z = 1.96$ and {zs - 1.96:.4f}, and $p(1-p) + q(1-q)$ for the variance)?",
        value, again=again, tol=1, rel=0.005,
        solution=f"$n = (1.96 + {zs - 1.96:.4f})^2 \\cdot {spread:.5f} / {gap:g}^2 = {value}$ a"
        " group.",
        mistakes=[
            (2 * value, "That is the total of both groups."),
            (math.ceil(1.96**2 * spread / gap**2), "That gives a power of one half only."),
            (math.ceil(zs**2 * p * (1 - p) / gap**2), "Both groups contribute variance."),
            (math.ceil(zs**2 * spread / gap), "The difference enters squared."),
        ],
    )  # fmt: skip


@question("power-of-test", "Power of a given test", POWER, skill="derive", minutes=4,
          difficulty=0.2)  # fmt: skip
def of_test(rng: Rng) -> Variant:
    """The power of a one-sided z test."""
    n, s = int(rng.choice([16, 25, 36, 64, 100, 144])), int(rng.integers(4, 20))
    effect = round(s / math.sqrt(n) * float(rng.uniform(0.8, 3.2)), 1)
    shift = effect * math.sqrt(n) / s
    value = 1 - NORMAL.cdf(1.645 - shift)

    def again() -> float:
        error = s / math.sqrt(n)
        return 0.5 * math.erfc((1.645 * error - effect) / error / math.sqrt(2))

    return number(
        f"{n} paired differences have a known standard deviation of {s}. A one-sided test at 5%"
        f" (critical value 1.645) looks for a positive mean. What is its power if the true mean is"
        f" {effect:g} (three decimals)?",
        value, again=again, tol=0.0021,
        solution=f"The statistic is normal with mean ${effect:g}\\sqrt{{{n}}}/{s} = {shift:.4f}$"
        " and"
        f" variance 1; it exceeds 1.645 with probability $1 - \\Phi({1.645 - shift:.4f}) ="
        f" {value:.4f}$.",
        mistakes=[
            (1 - value, "That is the probability of missing the effect."),
            (1 - NORMAL.cdf(1.96 - shift), "That is for a two-sided test."),
            (1 - NORMAL.cdf(1.645 - effect / s), "The standard error shrinks with the root of n."),
            (0.05, "That is the rate of false alarms when there is no effect."),
        ],
    )  # fmt: skip


@question("power-winners-curse", "What an underpowered discovery is worth", POWER, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def false_share(rng: Rng) -> Variant:
    """The share of significant findings that are false, from prior, level and power."""
    prior, power = int(rng.integers(2, 40)) / 100, int(rng.integers(10, 90)) / 100
    alpha = float(rng.choice([0.05, 0.05, 0.01, 0.1]))
    value = (1 - prior) * alpha / ((1 - prior) * alpha + prior * power)

    def again() -> float:
        odds = prior / (1 - prior) * power / alpha
        return 1 / (1 + odds)

    return number(
        f"A team tests many ideas; {prior:.0%} of them truly work. Tests have level {alpha:g} and,"
        f" for ideas that work, power {power:.0%}. What share of the significant results is false"
        " (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"False: {1 - prior:.2f} · {alpha:g} = {(1 - prior) * alpha:.5f}; true:"
        f" {prior:g} · {power:g} = {prior * power:.5f}. Share {value:.4f}: low power makes a"
        " significant result less credible.",
        mistakes=[
            (alpha, "The level is the share of significant results among useless ideas."),
            (1 - value, "That is the share that is true."),
            (1 - power, "That is the share of working ideas that are missed."),
            (alpha / (alpha + power), "Weight by how many ideas work at all."),
        ],
    )  # fmt: skip
