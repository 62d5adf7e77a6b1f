"""Describing samples, likelihood, and sampling distributions."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, number
from tripos.exam.question import Rng, Variant, question

DESCRIBE = "descriptive-statistics"
LIKELIHOOD = "maximum-likelihood"
SAMPLING = "sampling-distributions"


@question("describe-robust-spread", "A robust spread", DESCRIBE, skill="compute", minutes=3)
def robust_spread(rng: Rng) -> Variant:
    """The median absolute deviation of a sample with an outlier."""
    while True:
        x = [int(v) for v in rng.integers(10, 60, 8)] + [int(rng.integers(150, 900))]
        middle = float(np.median(x))
        value = float(np.median(np.abs(np.array(x) - middle)))
        if value > 3 and len(set(x)) == 9:
            break
    shown = [x[int(at)] for at in rng.permutation(9)]

    def again() -> float:
        centre = sorted(x)[4]
        return sorted(abs(v - centre) for v in x)[4]

    return number(
        f"Latencies in ms: {', '.join(map(str, shown))}. What is the median absolute deviation from"
        " the median (without a scaling factor)?",
        value, again=again, tol=1e-6, rel=0,
        solution=f"The median is {middle:g}. Absolute deviations in order:"
        f" {', '.join(f'{abs(v - middle):g}' for v in sorted(x, key=lambda v: abs(v - middle)))};"
        f" their median is {value:g}. The outlier hardly matters.",
        mistakes=[
            (float(np.std(x, ddof=1)), "That is the standard deviation, ruled by the outlier."),
            (float(np.mean(np.abs(np.array(x) - middle))), "Take the median of the deviations."),
            (middle, "That is the median of the values."),
            (float(np.median(np.abs(np.array(x) - np.mean(x)))), "Deviate from the median."),
        ],
    )  # fmt: skip


@question("describe-pooled", "Merge two summaries", DESCRIBE, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def pooled(rng: Rng) -> Variant:
    """The standard deviation of two groups together, from their summaries."""
    n, m = int(rng.integers(5, 60)), int(rng.integers(5, 60))
    a, b = (int(v) for v in rng.choice(np.arange(10, 60), 2, replace=False))
    s, t = int(rng.integers(2, 15)), int(rng.integers(2, 15))
    mean = (n * a + m * b) / (n + m)
    inside = (n - 1) * s * s + (m - 1) * t * t
    total = inside + n * (a - mean) ** 2 + m * (b - mean) ** 2
    value = math.sqrt(total / (n + m - 1))

    def again() -> float:
        squares = (n - 1) * s * s + n * a * a + (m - 1) * t * t + m * b * b
        return math.sqrt((squares - (n * a + m * b) ** 2 / (n + m)) / (n + m - 1))

    body = [["A", n, a, s], ["B", m, b, t]]
    return number(
        "Two shards of a data set report"
        + table(["shard", "size", "mean", "standard deviation (n - 1)"], body)
        + "What is the standard deviation (divisor one less than the size) of all values together"
        " (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"Overall mean {mean:.4f}. Sum of squares: within {inside:.1f} plus between"
        f" {total - inside:.1f}; divided by {n + m - 1}, root: {value:.4f}.",
        mistakes=[
            (math.sqrt(inside / (n + m - 2)), "That ignores that the means differ."),
            ((n * s + m * t) / (n + m), "Standard deviations are not averaged."),
            (total / (n + m - 1), "That is the variance."),
        ],
    )  # fmt: skip


@question("describe-choose-measure", "Which summary fits", DESCRIBE, skill="choose", minutes=3)
def choose_measure(rng: Rng) -> Variant:
    """Which summary of the centre solves the stated task, decided by minimising its cost."""
    while True:
        x = [*sorted(int(v) for v in rng.integers(10, 50, 5)), int(rng.integers(90, 400))]
        x = sorted([*x, x[int(rng.integers(0, 5))]])
        mode = max(set(x), key=x.count)
        centre = {"the mean": float(np.mean(x)), "the median": float(np.median(x)),
                  "the mode": float(mode), "the midrange": (x[0] + x[-1]) / 2}  # fmt: skip
        if len(set(x)) == 6 and len({round(v, 3) for v in centre.values()}) == 4:
            break
    costs = {
        "the mean": "the cost of a forecast is its squared error",
        "the median": "the cost of a forecast is its absolute error",
        "the mode": "a forecast costs 1 unless it is exactly right, and then nothing",
        "the midrange": "the cost of a forecast is its largest error over all days",
    }
    right = str(rng.choice(list(costs)))

    def again() -> str:
        data = np.array(x, dtype=float)

        def cost(c: float) -> float:
            apart = np.abs(data - c)
            if "squared" in costs[right]:
                return float((apart**2).mean())
            if "absolute" in costs[right]:
                return float(apart.mean())
            return float((apart > 1e-9).mean() if "exactly" in costs[right] else apart.max())

        return min(centre, key=lambda name: cost(centre[name]))

    return choose(
        rng,
        f"Sales on seven days: {', '.join(map(str, x))}. One constant forecast is made for such"
        f" days, and {costs[right]}. Which summary is the best forecast on these data?",
        right,
        [(name, f"It is best where {cost}: not the cost stated here.")
         for name, cost in costs.items() if name != right], again=again,
        solution="Squared error is least at the mean, absolute error at the median, the 0/1 cost at"
        f" the mode, the largest error at the midrange. Here: {right}, {centre[right]:.4g}.",
    )  # fmt: skip


@question("likelihood-closed-form", "A maximum-likelihood estimator", LIKELIHOOD, skill="derive",
          minutes=5, difficulty=0.3)  # fmt: skip
def closed_form(rng: Rng) -> Variant:
    """The maximum-likelihood estimate in closed form, from sums of the data."""
    n, k = int(rng.integers(5, 60)), int(rng.integers(2, 6))
    rows = [
        ("$f(x) = \\theta x^{\\theta - 1}$ on (0, 1); let $s = -\\sum \\log x_i$", f"{n}/s",
         f"1/(s/{n})", f"s/{n}"),
        (f"$f(x) = {k}\\theta x^{{{k - 1}}} e^{{-\\theta x^{k}}}$ for $x > 0$; let"
         f" $s = \\sum x_i^{k}$", f"{n}/s", f"1/(s/{n})", f"s/{n}"),
        (f"a gamma density with known shape {k} and rate $\\theta$; let $s = \\sum x_i$",
         f"{n * k}/s", f"{k}/(s/{n})", f"{n}/s"),
        ("a normal density with mean 0 and variance $\\theta$; let $s = \\sum x_i^2$", f"s/{n}",
         f"exp(log(s) - log({n}))", f"s/{n - 1}"),
        (f"a Laplace density $\\frac{{1}}{{2\\theta}} e^{{-|x - {k}|/\\theta}}$; let"
         f" $s = \\sum |x_i - {k}|$", f"s/{n}", f"exp(log(s) - log({n}))", f"s/{2 * n}"),
        ("a geometric law $P(X = x) = \\theta(1 - \\theta)^x$, $x = 0, 1, \\ldots$; let"
         " $s = \\sum x_i$", f"{n}/({n} + s)", f"1/(1 + s/{n})", f"{n}/s"),
        (f"a Poisson law whose mean is ${k}\\theta$; let $s = \\sum x_i$", f"s/{n * k}",
         f"s/{n}/{k}", f"s/{n}"),
        ("a Rayleigh density $\\frac{x}{\\theta} e^{-x^2/(2\\theta)}$, $x > 0$; let"
         " $s = \\sum x_i^2$", f"s/{2 * n}", f"s/{n}/2", f"s/{n}"),
    ]  # fmt: skip
    said, right, other, wrong = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"{n} independent observations come from {said}. Give the maximum-likelihood estimate of"
        " $\\theta$ as an expression in s.",
        right, {"s": (2.0, 30.0)}, again=lambda: other,
        solution="Write the log-likelihood, in which the data appear only through $s$, and set its"
        f" derivative by $\\theta$ to zero: {right}.",
        mistakes=[(wrong, "Differentiate the whole log-likelihood, with every factor of theta.")],
    )  # fmt: skip


@question("likelihood-censored", "Likelihood with unfinished lifetimes", LIKELIHOOD,
          skill="diagnose", minutes=4, difficulty=0.6)  # fmt: skip
def censored(rng: Rng) -> Variant:
    """The rate of exponential lifetimes of which some are still running."""
    done = [int(v) for v in rng.integers(2, 30, int(rng.integers(3, 6)))]
    open_ = [int(v) for v in rng.integers(15, 40, int(rng.integers(2, 5)))]
    value = len(done) / (sum(done) + sum(open_))

    def again() -> float:
        grid = np.linspace(0.0005, 0.6, 400_001)
        loss = len(done) * np.log(grid) - grid * (sum(done) + sum(open_))
        return float(grid[int(np.argmax(loss))])

    return number(
        f"Disks failed after {', '.join(map(str, done))} months; others still run after"
        f" {', '.join(map(str, open_))} months. Lifetimes are independent and exponential. What is"
        " the maximum-likelihood estimate of the failure rate per month (four decimals)?",
        value, again=again, tol=0.0001,
        solution="Failed disks contribute $\\lambda e^{-\\lambda t}$, running ones the survival"
        f" probability $e^{{-\\lambda t}}$: $\\hat\\lambda = {len(done)}/{sum(done) + sum(open_)}"
        f" = {value:.5f}$, failures over all time observed.",
        mistakes=[
            (len(done) / sum(done), "Leaving out running disks makes lifetimes look too short."),
            ((len(done) + len(open_)) / (sum(done) + sum(open_)),
             "Running disks have not failed: they count in time only."),
            (1 / value, "That is the mean lifetime, the reciprocal."),
        ],
    )  # fmt: skip


@question("likelihood-uniform-end", "A likelihood without a stationary point", LIKELIHOOD,
          skill="derive", minutes=4, difficulty=0.4)  # fmt: skip
def uniform_end(rng: Rng) -> Variant:
    """The likelihood ratio of two values of the end of a uniform range, or its estimate."""
    n = int(rng.integers(4, 12))
    x = sorted(int(v) for v in rng.choice(np.arange(10, 400), n, replace=False))
    factor = int(rng.integers(103, 130)) / 100
    value = factor**-n

    def again() -> float:
        def likelihood(end: float) -> float:
            return math.exp(sum(-math.log(end) for v in x if v <= end + 1e-9))

        return likelihood(factor * x[-1]) / likelihood(x[-1])

    shown = [x[int(at)] for at in rng.permutation(n)]
    return number(
        f"{', '.join(map(str, shown))} are independent draws, uniform on $(0, \\theta)$. By which"
        f" factor is the likelihood of $\\theta = {factor:g} \\hat\\theta$ smaller than that of the"
        " maximum-likelihood estimate $\\hat\\theta$? Give the ratio $L(\\theta)/L(\\hat\\theta)$"
        " (three decimals).",
        value, again=again, tol=0.0011,
        solution=f"$L(\\theta) = \\theta^{{-{n}}}$ for $\\theta \\ge \\max x_i = {x[-1]}$,"
        " falling in"
        f" $\\theta$, so $\\hat\\theta = {x[-1]}$, and the ratio is ${factor:g}^{{-{n}}} ="
        f" {value:.4f}$.",
        mistakes=[
            (1 / factor, "Every one of the observations contributes a factor."),
            (0.0, "Only values below the largest observation have likelihood zero."),
            (factor**n, "A wider range makes each observation less likely."),
        ],
    )  # fmt: skip


@question("sampling-finite", "Standard error of a difference", SAMPLING, skill="compute", minutes=3)
def difference(rng: Rng) -> Variant:
    """The standard error of a difference of means, independent or paired."""
    n = int(rng.choice([16, 25, 36, 49, 64, 100]))
    s, t = int(rng.integers(4, 15)), int(rng.integers(4, 15))
    rho = float(rng.choice([0.3, 0.5, 0.6, 0.8]))
    paired = bool(rng.integers(0, 2))
    free, bound = math.sqrt((s * s + t * t) / n), math.sqrt((s * s + t * t - 2 * rho * s * t) / n)
    value, other = (bound, free) if paired else (free, bound)

    def again() -> float:
        cross = rho if paired else 0.0
        load = np.array([[s, 0], [cross * t, t * math.sqrt(1 - cross**2)]])
        return float(np.linalg.norm(load[0] - load[1])) / math.sqrt(n)

    design = (f"both models were run on the same {n} tasks, and their scores have correlation"
              f" {rho:g} over tasks") if paired else (
        f"model A ran on {n} random tasks, model B on {n} others drawn independently")  # fmt: skip
    return number(
        f"Scores of model A have standard deviation {s}, those of model B {t}; {design}. What is"
        " the"
        " standard error of the difference of the mean scores (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Variances add: ({s * s} + {t * t}"
        + (f" - 2 · {rho:g} · {s} · {t}" if paired else "")
        + f")/{n}, root: {value:.4f}."
        + (" The positive correlation within pairs lowers it." if paired else ""),
        mistakes=[
            (other, "Mind the design: pairs share their task, independent samples do not."),
            (value * math.sqrt(n), "That is the spread of one difference; divide by root n."),
            ((s + t) / math.sqrt(n), "Standard errors do not add; variances do."),
            (abs(s - t) / math.sqrt(n), "Variances do not cancel in a difference."),
        ],
    )  # fmt: skip


@question("sampling-exact-enumeration", "The sampling distribution of a maximum", SAMPLING,
          skill="derive", minutes=4, difficulty=0.4)  # fmt: skip
def maximum(rng: Rng) -> Variant:
    """The expected largest of k draws without replacement from a few values."""
    x = sorted(int(v) for v in rng.choice(np.arange(1, 30), 5, replace=False))
    k = int(rng.integers(2, 4))
    total = math.comb(5, k)
    value = sum(v * math.comb(at, k - 1) for at, v in enumerate(x)) / total

    def again() -> float:
        return float(np.mean([max(one) for one in itertools.combinations(x, k)]))

    return number(
        f"A population holds {', '.join(map(str, x))}. A sample of {k} is drawn without"
        " replacement."
        " What is the expected value of its maximum (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"Each of the {total} samples is equally likely. The value of rank $j$ is the"
        f" largest in $\\binom{{j-1}}{{{k - 1}}}$ of them; the weighted mean is {value:.4f}.",
        mistakes=[
            (float(np.mean(x)), "That is the expected sample mean."),
            (float(x[-1]), "The largest value is not always drawn."),
            (sum(v * ((at + 1) ** k - at**k) for at, v in enumerate(x)) / 5**k,
             "That is with replacement."),
        ],
    )  # fmt: skip


@question("sampling-standard-error-size", "Plan for a standard error", SAMPLING, skill="compute",
          minutes=3, difficulty=-0.2)  # fmt: skip
def plan_size(rng: Rng) -> Variant:
    """The extra observations that shrink a standard error to a wanted value."""
    n, s = int(rng.integers(20, 200)), int(rng.integers(5, 40))
    now = s / math.sqrt(n)
    factor = float(rng.choice([1.5, 2, 2.5, 3, 4]))
    value = math.ceil(n * factor**2 - 1e-9) - n

    def again() -> float:
        extra = 0
        while s / math.sqrt(n + extra) > now / factor + 1e-12:
            extra += 1
        return extra

    return number(
        f"{n} observations gave a mean with standard error {now:.3f}. How many further independent"
        f" observations are needed to divide the standard error by {factor:g} (the spread of the"
        " data stays as it is)?",
        value, again=again, tol=1e-6, rel=0,
        solution=f"The standard error falls with $1/\\sqrt{{n}}$, so {factor:g}$^2$ times as many"
        f" are needed in all, {value + n}; {n} are there: {value} more.",
        mistakes=[
            (math.ceil(n * factor) - n, "The error falls with the root of n, not with n."),
            (value + n, "That is the total; so many are there already."),
            (math.ceil(n * math.sqrt(factor)) - n, "Square the factor, do not take its root."),
        ],
    )  # fmt: skip
