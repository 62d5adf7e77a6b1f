"""More on simulation and on Jensen's inequality."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tripos.exam.bank.shown import terms
from tripos.exam.makers import interval, number
from tripos.exam.question import Rng, Variant, question

MONTE = "monte-carlo-simulation"
JENSEN = "jensens-inequality"


@question("monte-antithetic", "What antithetic pairs save", MONTE, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def antithetic(rng: Rng) -> Variant:
    """The variance of an antithetic estimate of the integral of a quadratic."""
    a, b, c = int(rng.integers(1, 10)), int(rng.integers(-6, 10)), int(rng.integers(-3, 6))
    pairs = int(rng.choice([10, 20, 50, 100]))
    # with u and 1 - u the odd part about one half cancels: what stays is a (u - 1/2)^2
    value = a * a / 180 / pairs
    plain = (a * a / 180 + (a + b) ** 2 / 12) / (2 * pairs)

    def again() -> float:
        u = (np.arange(100_000) + 0.5) / 100_000
        f = a * u * u + b * u + c
        return float(((f + f[::-1]) / 2).var()) / pairs

    integrand = terms((a, b, c), ("u^2", "u", ""))
    return number(
        f"$\\int_0^1 ({integrand})\\,du$ is estimated with {pairs} independent pairs"
        " $(U, 1 - U)$, $U$ uniform, averaging over all values. What is the variance of the"
        " estimate"
        " (three significant digits)?",
        value, again=again, rel=0.006, tol=1e-9, digits=8,
        solution=f"With $v = u - \\frac12$ a pair averages to a constant plus"
        f" ${terms((a,), ('v^2',))}$: odd parts"
        f" cancel. $\\mathrm{{Var}}(v^2) = 1/80 - 1/144 = 1/180$, so the variance is"
        f" ${a * a}/(180 \\cdot {pairs}) = {value:.6g}$ (with {2 * pairs} independent draws it"
        " would"
        f" be {plain:.4g}).",
        mistakes=[
            (plain, "That is for independent draws; within pairs the odd part cancels."),
            (value * pairs, "Divide by the number of pairs."),
            (value / 2, "There are half as many independent averages as values."),
        ],
    )  # fmt: skip


@question("monte-size-for-digits", "How many runs for a digit", MONTE, skill="compute", minutes=3)
def size_for_digits(rng: Rng) -> Variant:
    """The runs needed for a wanted half width, from a pilot."""
    pilot = int(rng.choice([50, 100, 200, 400]))
    s, half = int(rng.integers(5, 60)), int(rng.integers(2, 20)) / 10
    value = math.ceil((1.96 * s / half) ** 2)

    def again() -> float:
        low, high = 1, 100_000_000
        while low < high:
            n = (low + high) // 2
            fine = 1.96 * math.sqrt(s * s / n) <= half
            low, high = (low, n) if fine else (n + 1, high)
        return low

    return number(
        f"A pilot of {pilot} independent simulation runs has mean {s * 3} and standard deviation"
        f" {s}. How many runs in all make the 95% half width (1.96 standard errors) of the mean at"
        f" most {half:g}?",
        value, again=again, tol=1, rel=0.001,
        solution=f"$1.96 \\cdot {s}/\\sqrt{{n}} \\le {half:g}$ gives $n \\ge (1.96 \\cdot {s} /"
        f" {half:g})^2 = {(1.96 * s / half) ** 2:.2f}$, so {value}, whatever the size of the"
        " pilot.",
        mistakes=[
            (math.ceil((s / half) ** 2), "The half width is 1.96 standard errors."),
            (math.ceil(1.96 * s / half), "The error falls with the root of n: square the ratio."),
            (math.ceil(value * pilot / 100), "The pilot's deviation is that of single runs."),
            (math.ceil((2 * 1.96 * s / half) ** 2), "The half width was given, not the width."),
        ],
    )  # fmt: skip


@question("jensen-bounds", "Bounds on an expectation", JENSEN, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def bounds(rng: Rng) -> Variant:
    """The tight range of E f(X) when only the range and the mean of X are known."""
    a, width = int(rng.integers(1, 6)), int(rng.integers(3, 10))
    b = a + width
    mean = a + int(rng.integers(1, width))
    known: list[tuple[str, Callable[[float], float], bool]] = [
        ("E[X^2]", lambda v: v * v, True), ("E[1/X]", lambda v: 1 / v, True),
        ("E[\\log X]", math.log, False), ("E[\\sqrt{X}]", math.sqrt, False),
        ("E[X \\log X]", lambda v: v * math.log(v), True),
    ]  # fmt: skip
    name, f, convex = known[int(rng.integers(0, 5))]
    top = (mean - a) / (b - a)
    chord = (1 - top) * f(a) + top * f(b)
    low, high = (f(mean), chord) if convex else (chord, f(mean))

    def again() -> tuple[float, float]:
        # two-valued laws with the given mean, one value on either side
        left, right = np.meshgrid(np.linspace(a, mean, 101)[:-1], np.linspace(mean, b, 101)[1:])
        p = (mean - left) / (right - left)
        g = np.vectorize(f)
        made = (1 - p) * g(left) + p * g(right)
        return min(float(made.min()), f(mean)), max(float(made.max()), f(mean))

    return interval(
        f"All that is known of $X$ is ${a} \\le X \\le {b}$ and $E[X] = {mean}$. In which interval"
        f" must ${name}$ lie, as tightly as possible (four decimals)?",
        low, high, again=again, digits=6,
        solution=f"One end is the function at the mean (Jensen, reached by a constant):"
        f" {f(mean):.5f}. The other is the chord between {a} and {b} at the mean, reached by a"
        f" variable with only these values, {b} with probability {top:.4f}: {chord:.5f}.",
        mistakes=[
            (tuple(sorted((f(a), f(b)))), "The mean is known: that narrows the range."),
            (tuple(sorted((f(mean), max(f(a), f(b))))), "The mean rules out that extreme."),
            (tuple(sorted((f(mean), (f(a) + f(b)) / 2))),
             "The ends are not equally likely with this mean."),
        ],
    )  # fmt: skip
