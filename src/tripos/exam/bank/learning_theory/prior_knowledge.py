"""What restricting a class buys, counted exactly."""

from __future__ import annotations

import math

from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

LUNCH = "inductive-bias-no-free-lunch"
AGNOSTIC = "agnostic-pac-uniform-convergence"


@question("lunch-bias-pays", "What an inductive bias predicts", LUNCH, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def bias_pays(rng: Rng) -> Variant:
    """The posterior of a label under thresholds, where all functions would say one half."""
    size = int(rng.integers(12, 40))
    a = int(rng.integers(1, size // 2))
    b = int(rng.integers(a + 4, size + 1))
    x = int(rng.integers(a + 1, b))
    while 2 * (x - a) == b - a:
        x = int(rng.integers(a + 1, b))
    value = (x - a) / (b - a)

    def again() -> float:
        fits = [t for t in range(1, size + 2) if (a >= t) == 0 and (b >= t) == 1]
        return sum(x >= t for t in fits) / len(fits)

    return number(
        f"Points are $1, \\ldots, {size}$. The true labelling is one of the thresholds $1[x \\ge"
        f" t]$, $t = 1, \\ldots, {size + 1}$, all equally likely. Point {a} was seen with label 0"
        f" and point {b} with label 1. What is the probability that point {x} has label 1? Three"
        " decimals.",
        value, again=again, tol=0.001,
        solution=f"Consistent are $t = {a + 1}, \\ldots, {b}$, that is {b - a} of them; {x - a} of"
        f" these are at most {x}: {value:.4f}. Under the uniform prior over **all** labellings it"
        " would be one half: without bias nothing is learned about unseen points.",
        mistakes=[
            (0.5, "That holds for all labellings; the thresholds tie the labels together."),
            (1 - value, "That is the probability of label 0."),
            ((x - a) / (b - a + 1), "The thresholds run from the point after the last 0 to the"
             " first 1: one fewer."),
            (x / (size + 1), "That is the prior; use what was seen."),
        ],
    )  # fmt: skip


@question("agnostic-bits-of-parameters", "How many parameters the data support", AGNOSTIC,
          skill="derive", minutes=5, difficulty=0.6)  # fmt: skip
def bits_of_parameters(rng: Rng) -> Variant:
    """The largest number of quantised parameters for a uniform band of given width."""
    bits, n = int(rng.choice([4, 8, 16, 32])), int(rng.integers(5, 200)) * 1000
    eps, delta = int(rng.integers(2, 9)) / 100, float(rng.choice([0.01, 0.05, 0.1]))
    exact = (2 * n * eps**2 + math.log(delta / 2)) / (bits * math.log(2))
    value = math.floor(exact)
    if value < 2:
        return bits_of_parameters(rng)

    def again() -> int:
        d = 0
        while math.log(2) + (d + 1) * bits * math.log(2) - 2 * n * eps * eps <= math.log(delta):
            d += 1
        return d

    return number(
        f"A model has $d$ parameters of {bits} bits each. With {n} examples and losses in $[0, 1]$,"
        f" two-sided Hoeffding bounds and a union bound over all $2^{{{bits}d}}$ settings are to"
        f" keep every empirical risk within $\\epsilon = {eps:g}$ of the true one with probability"
        f" at least {1 - delta:g}. What is the largest such $d$?",
        value, again=again, tol=0, rel=0,
        solution=f"$2 \\cdot 2^{{{bits}d}} e^{{-2 \\cdot {n} \\cdot {eps:g}^2}} \\le {delta:g}$"
        f" means $d \\le (2 \\cdot {n} \\cdot {eps:g}^2 - \\log(2/{delta:g}))/({bits} \\log 2) ="
        f" {exact:.2f}$, so {value}. Networks with far more parameters that still generalise show"
        " how loose such bounds are.",
        mistakes=[
            (value + 1, "Round down: one parameter more breaks the bound."),
            (math.floor((2 * n * eps**2 + math.log(delta / 2)) / bits), "The logarithm of"
             f" $2^{{{bits}d}}$ has the factor $\\log 2$."),
            (math.floor((n * eps**2 / 2 + math.log(delta / 2)) / (bits * math.log(2))),
             "Here each risk is to be within $\\epsilon$, not $\\epsilon/2$."),
            (math.floor((n * eps + math.log(delta)) / (bits * math.log(2))), "That is the"
             " realisable rate."),
        ],
    )  # fmt: skip
