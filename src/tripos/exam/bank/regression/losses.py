"""Framing supervised learning, and what losses estimate."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table, terms
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

SETUP = "supervised-learning-setup"
LOSSES = "regression-losses"

_FRAMES = {
    "quantile": Verdict(
        "regression under a quantile (pinball) loss", "real lopsided",
        "A quantile loss fits real targets whose errors cost more on one side than the other."),
    "squared": Verdict(
        "regression under squared loss", "real mean",
        "Squared loss estimates a conditional mean; check whether a mean is what is used here."),
    "binary": Verdict(
        "binary classification with a cost-based threshold", "twoway costs",
        "A binary label needs two outcomes per case that a decision separates; look at the output"
        " wanted."),
    "multilabel": Verdict(
        "one sigmoid output per label with summed cross-entropies", "several",
        "Independent sigmoids fit labels of which any number can hold at once."),
    "softmax": Verdict(
        "one softmax over the classes with cross-entropy", "exclusive",
        "A softmax presumes that exactly one of the unordered classes holds."),
    "ranking": Verdict(
        "a pairwise ranking loss within each query", "orderonly",
        "A ranking loss fits where only the order within a list is used."),
    "censored": Verdict(
        "a survival likelihood that handles censored targets", "unfinished",
        "A survival likelihood is for durations of which some have not ended when data are taken."),
}  # fmt: skip

_FRAME_SCENES = [
    Scene("A bakery predicts tomorrow's demand for bread. Each missing loaf costs three times as"
          " much as each leftover loaf.", "real lopsided", "quantile",
          "The target is a real number and the cost per unit depends on the side of the error."),
    Scene("A ward plans nurses so that in 9 of 10 shifts the staff suffices; the model predicts"
          " the hours of care needed in a shift.", "real lopsided", "quantile",
          "What is wanted is the 0.9 quantile of a real target."),
    Scene("A utility adds up predicted consumption of 10 000 homes; only the error of the total"
          " matters, so each prediction should be right on average.", "real mean", "squared",
          "Totals need conditional means, which squared loss elicits."),
    Scene("A bank must accept or refuse each card payment; missing a fraud costs the amount,"
          " a false alarm costs a phone call.", "twoway costs", "binary",
          "Two outcomes and two unequal costs: estimate a probability and set a threshold."),
    Scene("A newsroom attaches any number of 40 topics to each article.", "several",
          "multilabel", "Labels do not exclude one another, so each has its own probability."),
    Scene("A field camera shows one animal per picture; it is one of 30 species.", "exclusive",
          "softmax", "Exactly one unordered class holds."),
    Scene("A shop shows ten products per search; clicks tell which of two shown products was"
          " preferred, and only the order on the page matters.", "orderonly", "ranking",
          "Only comparisons within a query are observed and used."),
    Scene("A telephone company predicts how many months a contract will last; 70 of 100 contracts"
          " in the data are still running.", "unfinished", "censored",
          "For running contracts only a lower bound of the target is known."),
    Scene("A lift maker predicts time to failure from sensors; most lifts in the data have not"
          " failed yet.", "unfinished", "censored", "Most targets are only known to be larger than"
          " the time observed."),
    Scene("A hospital triage tool sends a patient to intensive care or not; a missed case is"
          " judged 20 times as bad as a needless admission.", "twoway costs", "binary",
          "A two-way decision with unequal costs."),
]  # fmt: skip


@question("setup-frame", "Which framing fits", SETUP, skill="choose", minutes=2)
def frame(rng: Rng) -> Variant:
    """The use of the prediction decides target and loss."""
    return judged(rng, _FRAME_SCENES, _FRAMES, "Which framing of the learning task fits best?", 5)


@question("setup-empirical-risk", "Empirical risk under lopsided cost", SETUP, skill="compute",
          minutes=3)  # fmt: skip
def empirical_risk(rng: Rng) -> Variant:
    """The mean of an asymmetric absolute loss over four examples."""
    over, under = (int(x) for x in rng.choice(np.arange(1, 8), 2, replace=False))
    a, b = int(rng.integers(1, 5)), int(rng.integers(1, 4))
    x = np.sort(rng.choice(np.arange(1, 9), 4, replace=False))
    errors = rng.permutation([int(rng.integers(1, 4)), -int(rng.integers(1, 4)),
                              int(rng.integers(1, 5)), -int(rng.integers(1, 3))])  # fmt: skip
    guess = a + b * x
    y = guess - errors
    costs = [over * e if e > 0 else -under * e for e in errors]
    value = sum(costs) / 4

    def again() -> float:
        lost = np.maximum(over * (guess - y), under * (y - guess))
        return float(lost.mean())

    return number(
        f"Predicting too much costs {over} per unit, predicting too little costs {under} per unit."
        f" The hypothesis is $h(x) = {terms((a, b), ('', 'x'))}$. What is its empirical risk on"
        " these examples?"
        + table(["x", *map(str, x)], [["y", *map(str, y)]]),
        value, again=again,
        solution=f"Errors $h(x)-y$ are {', '.join(map(str, errors))}; they cost"
        f" {', '.join(map(str, costs))}; the mean of these is {value:g}.",
        mistakes=[
            (float(sum(costs)), "Risk is the mean of the losses, not their sum."),
            (float(np.mean(np.maximum(under * errors, -over * errors))),
             "The two costs were swapped: a positive $h(x)-y$ means too much was predicted."),
            (float(np.mean(np.abs(errors))), "That is the mean absolute error without the costs."),
            (float(np.mean(errors**2)), "That is the mean squared error; the loss here is linear."),
        ],
    )  # fmt: skip


@question("setup-constant-gap", "What a too small class costs", SETUP, skill="derive", minutes=5,
          difficulty=0.7)  # fmt: skip
def constant_gap(rng: Rng) -> Variant:
    """Excess risk of the best constant over the Bayes predictor, for a discrete distribution."""
    while True:
        parts = rng.multinomial(10, [1 / 3] * 3)
        means = rng.integers(-3, 8, 3)
        if parts.min() >= 1 and len(set(means.tolist())) == 3:
            break
    p, spread = parts / 10, rng.integers(1, 4, 3)
    centre = float(p @ means)
    value = float(p @ (means - centre) ** 2)
    noise = float(p @ spread**2)

    def again() -> float:
        points = [(w / 2, m + s * sign) for w, m, s in zip(p, means, spread, strict=True)
                  for sign in (-1, 1)]  # fmt: skip
        mean = sum(w * y for w, y in points)
        return float(sum(w * (y - mean) ** 2 for w, y in points) - noise)

    rows = [[at, f"{w:.1f}", f"{m - s} or {m + s}"]
            for at, (w, m, s) in enumerate(zip(p, means, spread, strict=True))]  # fmt: skip
    return number(
        "The feature $X$ takes three values; given $X$, the target is one of two values with equal"
        " probability:" + table(["$x$", "$P(X=x)$", "$Y$"], rows) + "Under squared loss, by how"
        " much does the risk of the best **constant** predictor exceed the Bayes risk?",
        value, again=again,
        solution=f"The best constant is $E[Y] = {centre:.2f}$ with risk $Var(Y)$; the Bayes risk is"
        f" $E[Var(Y|X)] = {noise:.2f}$. The difference is $Var(E[Y|X])$, the variance of the"
        f" conditional means {', '.join(map(str, means))}: {value:.4f}.",
        mistakes=[
            (value + noise, "That is the whole risk $Var(Y)$; subtract the irreducible part."),
            (noise, "That is the Bayes risk, which no predictor avoids."),
            (float(np.var(means)), "Weight the conditional means with the probabilities of $X$."),
        ],
    )  # fmt: skip


def _sample(rng: Rng, size: int) -> NDArray[Any]:
    low = int(rng.integers(5, 30))
    body = np.sort(low + rng.choice(np.arange(1, 14), size - 1, replace=False))
    return np.append(body, low + int(rng.integers(30, 80)))


@question("losses-three-summaries", "What three losses estimate", LOSSES, skill="derive",
          minutes=3)  # fmt: skip
def three_summaries(rng: Rng) -> Variant:
    """Best constants under squared, absolute and pinball loss."""
    x = _sample(rng, 5)
    tau = float(rng.choice([0.1, 0.3, 0.7, 0.9]))
    at = int(np.ceil(5 * tau)) - 1
    right = [float(x.mean()), float(x[2]), float(x[at])]

    def again() -> list[float]:
        def pinball(c: float, t: float) -> float:
            return float(np.where(x >= c, t * (x - c), (1 - t) * (c - x)).sum())

        found = [min(x, key=lambda c: pinball(float(c), t)) for t in (0.5, tau)]
        return [float(np.polyfit(np.arange(5), x, 0)[0]), *map(float, found)]

    shown = ", ".join(str(v) for v in rng.permutation(x))
    return matrix(
        f"Five targets: {shown}. Which constant prediction minimises the training loss under"
        f" squared loss, under absolute loss, and under the pinball loss with $\\tau = {tau:g}$"
        " (under-prediction costs $\\tau$ per unit, over-prediction $1-\\tau$)? Give the three"
        " constants in this order.",
        right, again=again, digits=6, rel=0.002,
        solution=f"Squared loss gives the mean {right[0]:g}, absolute loss the median {right[1]:g}."
        f" The pinball loss has derivative zero where a share ${tau:g}$ of the sample lies below:"
        f" the order statistic number {at + 1}, {right[2]:g}.",
        mistakes=[
            ([right[1], right[0], right[2]], "Mean and median are swapped: the mean belongs to"
             " squared loss."),
            ([right[0], right[1], float(x[4 - at])], "That is the $1-\\tau$ quantile: a large"
             " $\\tau$ punishes predicting too little, so the answer moves up."),
            ([right[1], right[1], right[1]], "Only absolute loss gives the median in general."),
        ],
    )  # fmt: skip


@question("losses-huber-location", "Huber's location by hand", LOSSES, skill="derive", minutes=5,
          difficulty=0.8)  # fmt: skip
def huber_location(rng: Rng) -> Variant:
    """The stationary point of a Huber loss with one far value clipped."""
    while True:
        x = _sample(rng, 5)
        delta = int(rng.integers(7, 15))
        value = (x[:4].sum() + delta) / 4
        if np.abs(x[:4] - value).max() < delta - 0.5 and x[4] - value > delta + 0.5:
            break

    def again() -> float:
        low, high = float(x.min()), float(x.max())
        for _ in range(60):
            middle = (low + high) / 2
            up = np.clip(x - middle, -delta, delta).sum() > 0
            low, high = (middle, high) if up else (low, middle)
        return (low + high) / 2

    return number(
        f"A constant $c$ is fitted to the targets {', '.join(map(str, x))} under the Huber loss"
        f" with $\\delta = {delta}$ (quadratic $r^2/2$ for $|r| \\le \\delta$, linear beyond)."
        " Which $c$ minimises the sum of the losses? Two decimals.",
        value, again=again, tol=0.006,
        solution=f"Suppose only {x[4]} lies beyond $\\delta$. Setting the sum of clipped residuals"
        f" to zero: $\\sum_{{i \\le 4}} (x_i - c) + {delta} = 0$, so $c = ({x[:4].sum()} + {delta})"
        f"/4 = {value:.2f}$; all other residuals are indeed below $\\delta$.",
        mistakes=[
            (float(x.mean()), "That is the mean (squared loss): the far value pulls only with"
             " $\\delta$, not with its whole residual."),
            (float(np.median(x)), "That is the median (absolute loss): the near residuals still"
             " count in proportion to their size."),
            (float(x[:4].mean()), "The far value is not dropped: it still pulls with force"
             " $\\delta$."),
            (float((x[:4].sum() + delta) / 5), "The far value contributes the constant $\\delta$,"
             " so only four terms contain $c$."),
        ],
    )  # fmt: skip


@question("losses-newsvendor", "From costs to a quantile", LOSSES, skill="choose", minutes=4,
          difficulty=0.5)  # fmt: skip
def newsvendor(rng: Rng) -> Variant:
    """The order that minimises expected cost when demand is Gaussian."""
    mu, sd = int(rng.integers(8, 30)) * 10, int(rng.integers(8, 40))
    short, left = [(3, 1), (4, 1), (9, 1), (1, 3), (1, 4), (7, 3), (3, 2), (17, 3), (19, 1),
                   (1, 9)][int(rng.integers(10))]  # fmt: skip
    scale = int(rng.integers(1, 4))
    short, left = short * scale, left * scale
    tau = short / (short + left)
    z = NormalDist().inv_cdf(tau)
    value = mu + z * sd

    def again() -> float:
        dist = NormalDist(mu, sd)
        low, high = mu - 5.0 * sd, mu + 5.0 * sd
        for _ in range(60):  # derivative of the expected cost: left F(q) - short (1 - F(q))
            q = (low + high) / 2
            slope = left * dist.cdf(q) - short * (1 - dist.cdf(q))
            low, high = (q, high) if slope < 0 else (low, q)
        return (low + high) / 2

    levels = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
    quantiles = [f"{NormalDist().inv_cdf(p):.3f}" for p in levels]
    return number(
        f"Given the features, demand is Gaussian with mean {mu} and standard deviation {sd}. Each"
        f" unit short costs {short}, each unit left over costs {left}. Which order minimises the"
        " expected cost? One decimal. Standard normal quantiles:"
        + table(["level", *map(str, levels)], [["$z$", *quantiles]]),
        value, again=again, tol=0.11, rel=0.0, digits=2,
        solution=f"The expected cost is a pinball loss; it is least at the quantile"
        f" $\\tau = {short}/({short}+{left}) = {tau:.3g}$, $z = {z:.3f}$:"
        f" ${mu} + ({z:.3f}) \\cdot {sd} = {value:.1f}$.",
        mistakes=[
            (float(mu), "The mean minimises squared error; these costs are linear and unequal."),
            (mu - z * sd, "The side is wrong: order above the mean where shortage costs more,"
             " below where leftovers cost more."),
            (mu + sd * NormalDist().inv_cdf(max(0.02, min(short, left) / max(short, left))),
             "The quantile level is the shortage cost over the **sum** of both costs."),
        ],
    )  # fmt: skip
