"""Attainable error, mixed training data, and metrics in one currency."""

from __future__ import annotations

import itertools
import math

from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

HUMAN = "human-level-and-avoidable-bias"
MISMATCH = "mismatched-distributions"
DESIGN = "evaluation-metric-design"


@question("human-label-noise", "Attainable error from agreement", HUMAN, skill="derive", minutes=6,
          difficulty=0.8)  # fmt: skip
def label_noise(rng: Rng) -> Variant:
    """The error of a majority of three annotators from the agreement of pairs."""
    agree = int(rng.integers(60, 97)) / 100
    p = (1 + math.sqrt(2 * agree - 1)) / 2
    q = 1 - p
    value = 3 * q * q * p + q**3

    def again() -> float:
        low, high = 0.5, 1.0
        for _ in range(80):
            rate = (low + high) / 2
            low, high = (rate, high) if rate**2 + (1 - rate) ** 2 < agree else (low, rate)
        votes = itertools.product((0, 1), repeat=3)
        return sum(math.prod(low if v else 1 - low for v in vote) for vote in votes
                   if sum(vote) < 2)  # fmt: skip

    return number(
        f"On a binary task any two annotators agree on {agree * 100:g} % of the cases. Suppose that"
        " all have the same accuracy above one half, on both classes, and err independently. What"
        " is the error of the majority of **three** annotators, a bound on the attainable error?"
        " Four decimals.",
        value, again=again, tol=0.0002, digits=5,
        solution=f"Two agree with probability $p^2 + (1-p)^2 = {agree:g}$, so $p = (1 +"
        f" \\sqrt{{2 \\cdot {agree:g} - 1}})/2 = {p:.5f}$. The majority errs with $3p(1-p)^2 +"
        f" (1-p)^3 = {value:.5f}$. Training error above this is avoidable.",
        mistakes=[
            (1 - agree, "That is disagreement: one of the two errs, not both."),
            (q, "That is the error of a single annotator."),
            ((1 - agree) / 2, "Two annotators can also agree on a wrong label."),
            (q**3, "Two wrong votes of three suffice."),
        ],
    )  # fmt: skip


@question("mismatch-weights", "Weights for scarce data from use", MISMATCH, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def weights(rng: Rng) -> Variant:
    """The weight of an in-use example and the effective size of the mixture."""
    web, own = int(rng.integers(20, 300)) * 1000, int(rng.integers(2, 40)) * 500
    share = int(rng.choice([20, 25, 30, 40, 50, 60])) / 100
    weight = share / (1 - share) * web / own
    value = (web + weight * own) ** 2 / (web + weight**2 * own)

    def again() -> float:
        # inverse of the sum of squared normalised weights
        return 1 / (web * ((1 - share) / web) ** 2 + own * (share / own) ** 2)

    return number(
        f"{web} web images and {own} images from use are trained on together. The images from use"
        f" get a weight so that they make up {share * 100:g} % of the loss. What is the effective"
        " sample size $(\\sum w_i)^2/\\sum w_i^2$ of the weighted training set? (0.5 %.)",
        value, again=again,
        solution=f"The weight is $\\frac{{{share:g}}}{{{1 - share:g}}} \\cdot"
        f" \\frac{{{web}}}{{{own}}} = {weight:.4f}$. Then $1/n_{{eff}} = {1 - share:g}^2/{web} +"
        f" {share:g}^2/{own}$, so $n_{{eff}} = {value:.1f}$: matching the distribution costs"
        " variance.",
        mistakes=[
            (float(web + own), "Unequal weights cost effective size."),
            ((web + own * web / own) ** 2 / (web + (web / own) ** 2 * own), "That weight gives both"
             " kinds one half of the loss; another share was asked."),
            (own / share, "The web images contribute variance as well."),
        ],
    )  # fmt: skip


@question("design-break-even", "Quality and latency in one currency", DESIGN, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def break_even(rng: Rng) -> Variant:
    """The latency at which a better but slower model is worth as much as the old one."""
    base = int(rng.integers(2, 20)) / 100
    r0, p0 = int(rng.integers(60, 80)) / 100, int(rng.integers(60, 85)) / 100
    r1 = r0 + int(rng.integers(4, 15)) / 100
    p1 = p0 + int(rng.integers(-3, 10)) / 100
    hit, alarm = int(rng.integers(20, 90)), int(rng.integers(2, 12))
    price, old = int(rng.integers(1, 6)) / 100, int(rng.integers(20, 80))

    def worth(recall: float, precision: float) -> float:
        found = base * recall
        return found * hit - found * (1 - precision) / precision * alarm

    gain = worth(r1, p1) - worth(r0, p0)
    if gain < price:
        return break_even(rng)
    value = old + gain / price

    def again() -> float:
        def cases(recall: float, precision: float, latency: float) -> float:
            tp = 1e6 * base * recall
            return tp * hit - (tp / precision - tp) * alarm - 1e6 * price * latency

        low, high = 0.0, 1e5
        for _ in range(90):
            t = (low + high) / 2
            low, high = (t, high) if cases(r1, p1, t) > cases(r0, p0, old) else (low, t)
        return low

    return number(
        f"{base * 100:g} % of the cases are positive. A hit is worth {hit}, a false alarm costs"
        f" {alarm}, each millisecond of latency costs {price:g} per case. The old model has recall"
        f" {r0:.2f}, precision {p0:.2f} and {old} ms; the new one recall {r1:.2f} and precision"
        f" {p1:.2f}. At which latency (ms) are both worth the same? One decimal.",
        value, again=again, tol=0.11,
        solution="A case is worth $\\pi r (v - c(1-p)/p)$ minus the latency's price: old"
        f" {worth(r0, p0):.4f}, new {worth(r1, p1):.4f} before latency. The gain {gain:.4f} pays"
        f" for ${gain:.4f}/{price:g} = {gain / price:.2f}$ ms more: {value:.2f}.",
        mistakes=[
            (gain / price, "That is the additional latency; add the old one."),
            (old + gain / base / price, "Latency is paid on every case, hits occur on positives"
             " only."),
            (old + base * (r1 - r0) * hit / price, "The false alarms change as well."),
        ],
    )  # fmt: skip
