"""Bagging, random forests and gradient boosting."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

BOOSTING = "gradient-boosting"
BAGGING = "bagging"
FORESTS = "random-forests"


@question("boosting-pseudo-residuals", "Pseudo-residuals of a loss", BOOSTING, skill="derive",
          minutes=4)  # fmt: skip
def pseudo_residuals(rng: Rng) -> Variant:
    """The negative gradient at the current scores for one of three losses."""
    f = rng.choice(np.arange(-25, 26), 3, replace=False) / 10
    y = np.array([0, 1, int(rng.integers(2))])[rng.permutation(3)]
    name = str(rng.choice(["logistic", "exponential", "absolute"]))
    p = 1 / (1 + np.exp(-f))
    s = 2 * y - 1
    right = {"logistic": y - p, "exponential": s * np.exp(-s * f), "absolute": np.sign(y - f)}
    text = {
        "logistic": "$-y \\log p - (1-y)\\log(1-p)$ with $p = \\sigma(F)$",
        "exponential": "$e^{-(2y-1)F}$", "absolute": "$|y - F|$",
    }  # fmt: skip

    def again() -> list[float]:
        def loss(v: NDArray[Any]) -> NDArray[Any]:
            if name == "logistic":
                return np.logaddexp(0, v) - y * v
            return np.exp(-s * v) if name == "exponential" else np.abs(y - v)

        return [float(v) for v in (loss(f - 1e-6) - loss(f + 1e-6)) / 2e-6]

    rows = [["$y$", *map(str, y)], ["$F$", *(f"{v:g}" for v in f)]]
    wrong = [(right[other], f"That is the negative gradient of the {other} loss.")
             for other in right if other != name]  # fmt: skip
    return matrix(
        "Gradient boosting has the scores $F$ on three training examples:"
        + table(["example", "1", "2", "3"], rows)
        + f"The loss is {text[name]}. To which targets (negative gradients with respect to $F$) is"
        " the next tree fitted? Three decimals.",
        [float(v) for v in right[name]], again=again, digits=5, tol=0.0011,
        solution="Differentiate the loss by $F$ and change the sign: logistic gives $y - p$,"
        " exponential $s e^{-sF}$ with $s = 2y - 1$, absolute $sign(y - F)$. Here"
        f" {', '.join(f'{v:.4f}' for v in right[name])}.",
        mistakes=[*(([float(v) for v in value], said) for value, said in wrong),
                  ([float(v) for v in -right[name]], "Descent goes along the **negative**"
                   " gradient."),
                  ([float(v) for v in y - f], "Plain residuals belong to squared error.")],
    )  # fmt: skip


@question("boosting-leaf-newton", "The value of a leaf", BOOSTING, skill="derive", minutes=5,
          difficulty=0.7)  # fmt: skip
def leaf_newton(rng: Rng) -> Variant:
    """The Newton value of a leaf under log loss with an L2 penalty."""
    while True:
        p, y = rng.integers(2, 19, 4) / 20, rng.integers(0, 2, 4)
        lam = int(rng.integers(0, 4)) / 2
        if abs(float((y - p).sum())) > 0.3:
            break
    value = float((y - p).sum() / ((p * (1 - p)).sum() + lam))

    def again() -> float:
        f = np.log(p / (1 - p))

        def cost(v: float) -> float:
            return float((np.logaddexp(0, f + v) - y * (f + v)).sum() + lam * v * v / 2)

        h = 1e-3
        slope = (cost(h) - cost(-h)) / (2 * h)
        return -slope / ((cost(h) - 2 * cost(0.0) + cost(-h)) / h**2)

    rows = [["$y$", *map(str, y)], ["$p$", *(f"{v:g}" for v in p)]]
    return number(
        "Four examples fall into one leaf of a boosted tree for log loss; their labels and current"
        " probabilities are" + table(["example", *"1234"], rows)
        + f"The penalty on the leaf value $v$ is $\\frac{{\\lambda}}{{2}}v^2$ with $\\lambda ="
        f" {lam:g}$. Which $v$ (in log-odds, before the learning rate) does one Newton step from"
        " $v = 0$ give? Three decimals.",
        value, again=again, tol=0.0015,
        solution=f"Gradient $-\\sum (y_i - p_i) = {-(y - p).sum():.3f}$, curvature $\\sum p_i(1 -"
        f" p_i) + \\lambda = {(p * (1 - p)).sum() + lam:.4f}$; $v$ is minus their ratio,"
        f" {value:.4f}.",
        mistakes=[
            (float((y - p).mean()), "The mean residual is the leaf value of squared error; divide"
             " by the curvature $\\sum p(1-p) + \\lambda$."),
            (float((y - p).sum() / (p * (1 - p)).sum()), "The penalty adds $\\lambda$ to the"
             " curvature."),
            (-value, "The sign is reversed: more ones than predicted push the leaf up."),
            (float((y - p).sum() / (4 + lam)), "The curvature of log loss is $p(1-p)$ for each"
             " example, not 1."),
        ],
    )  # fmt: skip


@question("boosting-two-rounds", "Two rounds with shrinkage", BOOSTING, skill="compute", minutes=5,
          difficulty=0.4)  # fmt: skip
def two_rounds(rng: Rng) -> Variant:
    """The prediction after two boosted stumps with fixed splits."""
    while True:
        y, eta = rng.integers(0, 25, 4).astype(float), float(rng.choice([0.1, 0.2, 0.25, 0.5]))
        at = int(rng.integers(4))
        start = np.full(4, y.mean())
        rounds, current = [], start.copy()
        for cut in (2, 1):
            r = y - current
            step = np.where(np.arange(4) < cut, r[:cut].mean(), r[cut:].mean())
            rounds.append(step[at])
            current = current + eta * step
        if min(abs(v) for v in rounds) > 0.5:
            break
    value = float(current[at])

    def again() -> float:
        def smoother(cut: int) -> NDArray[Any]:
            z = np.array([[k < cut, k >= cut] for k in range(4)], dtype=float)
            return z @ np.linalg.inv(z.T @ z) @ z.T

        left = (np.eye(4) - eta * smoother(1)) @ (np.eye(4) - eta * smoother(2))
        return float(y[at] - (left @ (y - y.mean()))[at])

    plain = float(y[:2].mean() if at < 2 else y[2:].mean())
    return number(
        f"Targets at $x = 1, 2, 3, 4$ are {', '.join(f'{v:g}' for v in y)}. Gradient boosting for"
        f" squared error starts at the mean and has the learning rate {eta:g}. The first stump"
        " splits at $x < 2.5$, the second at $x < 1.5$. What is predicted at"
        f" $x = {at + 1}$ after both rounds? Three decimals.",
        value, again=again, tol=0.0015,
        solution=f"Start {y.mean():g}. The stumps fit the mean residuals of their sides:"
        f" {rounds[0]:.4f}, then (on the new residuals) {rounds[1]:.4f} at this point. So"
        f" ${y.mean():g} + {eta:g}({rounds[0]:.4f} {'-' if rounds[1] < 0 else '+'}"
        f" {abs(rounds[1]):.4f}) = {value:.4f}$.",
        mistakes=[
            (float(start[at] + sum(rounds)), "Multiply each stump by the learning rate."),
            (float(start[at] + eta * rounds[0]), "That is after one round."),
            (plain, "That is the first stump without shrinkage."),
            (float(eta * sum(rounds)), "The start, the mean, is part of the prediction."),
        ],
    )  # fmt: skip


@question("bagging-correlated-average", "Averaging correlated predictors", BAGGING, skill="derive",
          minutes=4)  # fmt: skip
def correlated_average(rng: Rng) -> Variant:
    """The variance of an average of B equally correlated predictors."""
    b, rho, var = int(rng.integers(4, 60)), int(rng.integers(5, 80)) / 100, int(rng.integers(2, 30))
    value = rho * var + (1 - rho) * var / b

    def again() -> float:
        cov = var * ((1 - rho) * np.eye(b) + rho * np.ones((b, b)))
        return float(cov.mean())

    return number(
        f"Each of {b} bagged trees has at a point the variance {var}, every two have the"
        f" correlation {rho:g}. What is the variance of their average?",
        value, again=again,
        solution=f"$Var = \\frac{{1}}{{B^2}}(B\\sigma^2 + B(B-1)\\rho\\sigma^2) = \\rho\\sigma^2 +"
        f" \\frac{{1-\\rho}}{{B}}\\sigma^2 = {rho * var:.3f} + {(1 - rho) * var / b:.4f} ="
        f" {value:.4f}$. More trees only reduce the second term.",
        mistakes=[
            (var / b, "That holds for uncorrelated trees; bootstrap samples overlap."),
            (rho * var, "That is the limit of infinitely many trees."),
            (var * (1 + (b - 1) * rho), "That is the variance of the sum divided by $B$; the"
             " average divides by $B^2$."),
            ((1 - rho) * var / b, "The shared part $\\rho\\sigma^2$ does not average out."),
        ],
    )  # fmt: skip


@question("bagging-out-of-bag-vote", "An out-of-bag prediction", BAGGING, skill="read", minutes=4,
          difficulty=0.3)  # fmt: skip
def out_of_bag_vote(rng: Rng) -> Variant:
    """The out-of-bag error on four examples from in-bag counts and votes."""
    while True:
        counts, votes = rng.poisson(0.9, (4, 5)), rng.integers(0, 2, (4, 5))
        y = rng.integers(0, 2, 4)
        out = counts == 0
        sides = [(int((votes[i][out[i]] == 1).sum()), int((votes[i][out[i]] == 0).sum()))
                 for i in range(4)]  # fmt: skip
        guess = [int(a > b) for a, b in sides]
        full = [int(v.sum() > 2) for v in votes]
        if all(a != b for a, b in sides) and guess != full and \
                sum(g != t for g, t in zip(full, y, strict=True)) != \
                sum(g != t for g, t in zip(guess, y, strict=True)) > 0:  # fmt: skip
            break
    value = sum(g != t for g, t in zip(guess, y, strict=True)) / 4

    def again() -> float:
        score = ((2 * votes - 1) * out).sum(1)
        return float((np.sign(score) != 2 * y - 1).mean())

    rows = [[i + 1, y[i], *(f"{c} / {v}" for c, v in zip(counts[i], votes[i], strict=True))]
            for i in range(4)]  # fmt: skip
    return number(
        "Five trees were bagged. Each cell shows how often the example was drawn into the tree's"
        " bootstrap sample and the class the tree predicts for it:"
        + table(["example", "label", *(f"tree {t}" for t in range(1, 6))], rows)
        + "What is the out-of-bag error rate (majority vote) on these examples?",
        value, again=again, tol=0.001,
        solution="Only trees whose count is 0 vote. Their majorities are"
        f" {', '.join(map(str, guess))} against the labels {', '.join(map(str, y))}:"
        f" error {value:g}.",
        mistakes=[
            (sum(g != t for g, t in zip(full, y, strict=True)) / 4, "That counts all trees; those"
             " that saw the example flatter themselves."),
            (float((votes != y[:, None])[out].mean()), "That is the mean error of single trees;"
             " take the vote for each example first."),
            (1 - value, "That is the out-of-bag accuracy."),
        ],
    )  # fmt: skip


@question("bagging-left-out-share", "How many trees leave an example out", BAGGING, skill="derive",
          minutes=3)  # fmt: skip
def left_out_share(rng: Rng) -> Variant:
    """The expected number of out-of-bag trees for small samples of size m."""
    n, trees = int(rng.integers(3, 7)), int(rng.integers(2, 21)) * 50
    m = int(rng.integers(2, n + 1)) if n < 6 else int(rng.integers(2, 5))
    value = trees * (1 - 1 / n) ** m

    def again() -> float:
        draws = list(itertools.product(range(n), repeat=m))
        return trees * sum(0 not in draw for draw in draws) / len(draws)

    return number(
        f"Each of {trees} trees is grown on {m} draws with replacement from {n} groups of patients"
        " (whole groups are drawn). For how many of the trees, in expectation, is a given group out"
        " of bag? One decimal.",
        value, again=again, tol=0.06,
        solution=f"A draw misses the group with probability $1 - 1/{n}$; {m} independent draws all"
        f" miss it with $(1 - 1/{n})^{m} = {value / trees:.4f}$; times {trees} gives {value:.1f}.",
        mistakes=[
            (trees * math.exp(-1), "$e^{-1}$ is the limit for many units with as many draws; here"
             " both are small."),
            (trees * (1 - m / n), "That holds for draws without replacement."),
            (trees - value, "That is the number of trees that hold the group in the bag."),
        ],
    )  # fmt: skip


@question("forests-relevant-candidate", "Does a split see a relevant feature", FORESTS,
          skill="derive", minutes=4)  # fmt: skip
def relevant_candidate(rng: Rng) -> Variant:
    """The chance that at least one relevant feature is among the candidates."""
    p, s = int(rng.integers(8, 15)), int(rng.integers(1, 4))
    m = int(rng.integers(2, 5))
    value = 1 - math.comb(p - s, m) / math.comb(p, m)

    def again() -> float:
        picks = list(itertools.combinations(range(p), m))
        return sum(min(pick) < s for pick in picks) / len(picks)

    return number(
        f"A random forest draws {m} of {p} features (without replacement) as candidates at each"
        f" split; only {s} of the {p} carry signal. With what probability is at least one of them"
        " among the candidates of a given split?",
        value, again=again, tol=0.0006,
        solution=f"$1 - \\binom{{{p - s}}}{{{m}}} / \\binom{{{p}}}{{{m}}} = {value:.4f}$. With few"
        " relevant features a small number of candidates makes weak trees: raise it.",
        mistakes=[
            (1 - (1 - s / p) ** m, "Candidates are drawn without replacement."),
            (m * s / p, "That is the expected number of relevant candidates."),
            (1 - value, "That is the chance of seeing none of them."),
            (m / p, "That is the chance for one particular feature."),
        ],
    )  # fmt: skip


@question("forests-choose-candidates", "Choose the number of candidates", FORESTS, skill="choose",
          minutes=5, difficulty=0.6)  # fmt: skip
def choose_candidates(rng: Rng) -> Variant:
    """Trade the bias and the correlation of the trees at a given number of trees."""
    trees, noise = int(rng.choice([10, 25, 100, 500])), int(rng.integers(1, 9))
    while True:
        bias = np.sort(rng.integers(1, 60, 4))[::-1] / 10
        rho = np.sort(rng.choice(np.arange(5, 95), 4, replace=False)) / 100
        var = rng.integers(60, 120, 4) / 10
        mse = bias + rho * var + (1 - rho) * var / trees
        ranked = np.sort(mse)
        alone = bias + var
        if ranked[1] - ranked[0] > 0.15 and mse.argmin() != alone.argmin() and \
                mse.argmin() in (1, 2) and len(set(bias.tolist())) == 4:  # fmt: skip
            break
    sizes = [2, 4, 8, 24]
    texts = [f"{m} candidates" for m in sizes]

    def again() -> str:
        # average the covariance matrix of the trees
        costs = []
        for b, r, v in zip(bias, rho, var, strict=True):
            total = trees * v + trees * (trees - 1) * r * v
            costs.append(b + total / trees**2 + noise)
        return texts[costs.index(min(costs))]

    at = int(mse.argmin())
    rows = [[m, f"{b:.1f}", f"{v:.1f}", f"{r:.2f}"]
            for m, b, v, r in zip(sizes, bias, var, rho, strict=True)]  # fmt: skip

    def said(k: int) -> str:
        if k == int(alone.argmin()):
            return "That would be best for a single tree; averaging removes the uncorrelated part."
        if k == 0:
            return "The least correlated trees, but their bias does not average out."
        return f"Its error is {mse[k]:.2f}: add bias, the shared variance and the rest over $B$."

    return choose(
        rng, f"Measured on simulated data for forests of $B = {trees}$ trees (24 features):"
        + table(["candidates a split", "squared bias", "variance of one tree",
                 "correlation of trees"], rows)
        + f"The noise variance is {noise}. Which setting has the least expected squared error?",
        texts[at], [(texts[k], said(k)) for k in range(4) if k != at], again=again,
        solution="Squared bias $+ \\rho\\sigma^2 + (1-\\rho)\\sigma^2/B$ (the noise adds the same"
        f" everywhere): {', '.join(f'{v:.2f}' for v in mse)}. Least with {texts[at]}.",
    )  # fmt: skip


@question("forests-decorrelation", "What decorrelation is worth", FORESTS, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def decorrelation(rng: Rng) -> Variant:
    """How much single-tree variance one can pay for a lower correlation."""
    var = int(rng.integers(4, 20))
    high, low = int(rng.integers(50, 80)) / 100, int(rng.integers(10, 45)) / 100
    b = int(rng.choice([20, 50, 100, 200]))
    value = var * (high + (1 - high) / b) / (low + (1 - low) / b)

    def again() -> float:
        def spread(r: float) -> float:
            return float(((1 - r) * np.eye(b) + r).sum())

        return var * spread(high) / spread(low)

    return number(
        f"{b} bagged trees have each the variance {var} and pairwise correlation {high:g}. Drawing"
        f" candidate features at random lowers the correlation to {low:g} but raises the variance"
        f" of each tree. Up to which variance of a single tree does the average of {b} trees not"
        " get more variable?",
        value, again=again,
        solution=f"The average has the variance $v(\\rho + (1-\\rho)/B)$. Equate ${var} \\cdot"
        f" {high + (1 - high) / b:.4f} = v \\cdot {low + (1 - low) / b:.4f}$: $v = {value:.3f}$.",
        mistakes=[
            (var * high / low, "With finitely many trees the uncorrelated part $(1-\\rho)/B$ counts"
             " as well."),
            (var * (1 - low) / (1 - high), "The shared part $\\rho v$ is what remains, not the"
             " part $1 - \\rho$."),
            (float(var), "A lower correlation leaves room for more variable trees."),
        ],
    )  # fmt: skip
