"""Logistic and softmax regression, and surrogate losses."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

LOGISTIC = "logistic-regression"
SOFTMAX = "softmax-regression"
SURROGATE = "surrogate-losses"


@question("logistic-gradient", "Gradient of the log-likelihood", LOGISTIC, skill="derive",
          minutes=5)  # fmt: skip
def gradient(rng: Rng) -> Variant:
    """The gradient at a point on three examples."""
    while True:
        x = rng.choice(np.arange(-3, 4), 3, replace=False).astype(float)
        y = rng.integers(0, 2, 3).astype(float)
        a, b = float(rng.integers(-2, 3)) / 2, float(rng.integers(-2, 3)) / 2
        p = 1 / (1 + np.exp(-a - b * x))
        right = [float((y - p).sum()), float((y - p) @ x)]
        if 0 < y.sum() < 3 and b and min(map(abs, right)) > 0.1:
            break

    def again() -> list[float]:
        def likelihood(c: float, d: float) -> float:
            return float((y * (c + d * x) - np.log1p(np.exp(c + d * x))).sum())

        h = 1e-5
        return [(likelihood(a + h, b) - likelihood(a - h, b)) / (2 * h),
                (likelihood(a, b + h) - likelihood(a, b - h)) / (2 * h)]  # fmt: skip

    rows = [["y", *(f"{v:g}" for v in y)]]
    return matrix(
        "Logistic regression $P(y=1|x) = \\sigma(a + bx)$ on three examples:"
        + table(["x", *(f"{v:g}" for v in x)], rows)
        + f"What is the gradient of the log-likelihood with respect to $(a, b)$ at $a = {a:g}$,"
        f" $b = {b:g}$? Three decimals.",
        right, again=again, digits=5, tol=0.0011,
        solution=f"The probabilities are {', '.join(f'{v:.4f}' for v in p)}. The gradient is"
        f" $\\sum (y_i - p_i)(1, x_i)$ = ({right[0]:.4f}, {right[1]:.4f}).",
        mistakes=[
            ([-right[0], -right[1]], "That is the gradient of the loss (negative log-likelihood):"
             " the sign is reversed."),
            ([float(((y - p) * p * (1 - p)).sum()), float(((y - p) * p * (1 - p)) @ x)],
             "The factor $p(1-p)$ belongs to squared error; in the log-likelihood it cancels."),
            ([right[0] / 3, right[1] / 3], "That is the mean; the log-likelihood is a sum."),
        ],
    )  # fmt: skip


@question("logistic-odds-reading", "What a coefficient says", LOGISTIC, skill="read", minutes=3)
def odds_reading(rng: Rng) -> Variant:
    """The new probability after a change of a feature."""
    start = int(rng.integers(5, 50)) / 100
    coefficient = int(rng.integers(4, 40)) / 100 * float(rng.choice([-1, 1]))
    step = int(rng.integers(2, 7))
    odds = start / (1 - start) * math.exp(coefficient * step)
    value = odds / (1 + odds)

    def again() -> float:
        return 0.5 * (1 + math.tanh(math.atanh(2 * start - 1) + coefficient * step / 2))

    return number(
        f"In a logistic regression of relapse the coefficient of age (in decades) is"
        f" {coefficient:g}. A patient has a predicted risk of {start:g}. What risk does the model"
        f" predict for a patient who is {step} decades older and otherwise the same? Three"
        " decimals.",
        value, again=again, tol=0.0011,
        solution=f"The odds {start / (1 - start):.4f} are multiplied by $\\exp({coefficient:g}"
        f" \\cdot {step}) = {math.exp(coefficient * step):.4f}$: {odds:.4f}, which is the"
        f" probability {value:.4f}.",
        mistakes=[
            (start * math.exp(coefficient * step), "The exponential multiplies the odds, not the"
             " probability."),
            (start + coefficient * step, "The coefficient adds to the log-odds, not to the"
             " probability."),
            (odds, "Those are the odds; turn them into a probability."),
            (start + coefficient * step * start * (1 - start), "The slope $p(1-p)\\beta$ holds only"
             " for small steps."),
        ],
    )  # fmt: skip


@question("logistic-case-control", "Undersampled negatives", LOGISTIC, skill="diagnose", minutes=5,
          difficulty=0.8)  # fmt: skip
def case_control(rng: Rng) -> Variant:
    """Correct a predicted probability after keeping only a share of the negatives."""
    share = int(rng.choice([1, 2, 4, 5, 8, 10, 20])) / 100
    shown = int(rng.integers(30, 91)) / 100
    value = shown * share / (shown * share + 1 - shown)

    def again() -> float:
        odds = math.log(shown / (1 - shown)) + math.log(share)
        return 1 / (1 + math.exp(-odds))

    return number(
        f"For training a fraud model all positives and a random {share * 100:g} % of the negatives"
        f" were kept; logistic regression was fitted without weights. For a payment it predicts"
        f" {shown:g}. What is the probability of fraud in the original population? Four decimals.",
        value, again=again, tol=0.0001, digits=5,
        solution=f"Dropping negatives divides their number by {1 / share:g}, so the odds were"
        f" multiplied by {1 / share:g}. True odds: ${shown / (1 - shown):.4f} \\cdot {share:g}$,"
        f" probability {value:.4f}. In the model this shifts only the intercept, by"
        " $\\log$ of the share.",
        mistakes=[
            (shown, "The sampled base rate is not the true one: the intercept is off."),
            (shown * share, "Scale the odds, not the probability."),
            (shown / (shown + (1 - shown) * share), "The wrong way: the sample holds too few"
             " negatives, so the true probability is smaller."),
        ],
    )  # fmt: skip


@question("softmax-gradient", "Gradient with respect to the logits", SOFTMAX, skill="derive",
          minutes=4)  # fmt: skip
def softmax_gradient(rng: Rng) -> Variant:
    """p - y for three logits."""
    z = rng.choice(np.arange(-4, 7), 3, replace=False).astype(float) / 2
    true = int(rng.integers(3))
    p = np.exp(z) / np.exp(z).sum()
    right = p - np.eye(3)[true]

    def again() -> list[float]:
        def loss(v: NDArray[Any]) -> float:
            return float(np.log(np.exp(v).sum()) - v[true])

        h = 1e-5 * np.eye(3)
        return [(loss(z + step) - loss(z - step)) / 2e-5 for step in h]

    return matrix(
        f"A softmax classifier gives the logits ({', '.join(f'{v:g}' for v in z)}) for an example"
        f" of class {true + 1}. What is the gradient of the cross-entropy with respect to the"
        " logits? Three decimals.",
        [float(v) for v in right], again=again, digits=5, tol=0.001,
        solution=f"The probabilities are {', '.join(f'{v:.4f}' for v in p)}; the gradient is $p -"
        f" y$ with the one-hot $y$ of class {true + 1}.",
        mistakes=[
            ([float(v) for v in -right], "The sign is reversed: raising the true logit lowers the"
             " loss, so its entry is negative."),
            ([float(v) for v in p], "Subtract the one-hot target."),
            ([float(v) for v in (right[true] / p[true]) * np.eye(3)[true]],
             "All logits matter through the normaliser, not only the true one."),
        ],
    )  # fmt: skip


@question("softmax-one-vs-one", "One-vs-rest and one-vs-one by numbers", SOFTMAX, skill="choose",
          minutes=4, difficulty=0.4)  # fmt: skip
def one_vs_one(rng: Rng) -> Variant:
    """The ratio of training times for a learner of known complexity."""
    k, power = int(rng.integers(4, 16)), int(rng.integers(2, 4))
    each = int(rng.integers(1, 9)) * 100
    rest, pairs = k * (k * each) ** power, k * (k - 1) // 2 * (2 * each) ** power
    value = rest / pairs

    def again() -> float:
        one = sum(float(2 * each) ** power for _ in itertools.combinations(range(k), 2))
        return sum(float(each * k) ** power for _ in range(k)) / one

    return number(
        f"A kernel classifier's training time grows like $n^{power}$ in the number of examples."
        f" There are {k} classes with {each} examples each. How many times as long does training"
        " all one-vs-rest classifiers take as training all one-vs-one classifiers?",
        value, again=again,
        solution=f"One-vs-rest: {k} classifiers on {k * each} examples each. One-vs-one:"
        f" {k * (k - 1) // 2} classifiers on {2 * each} each. The ratio is"
        f" ${k} \\cdot {k * each}^{power} / ({k * (k - 1) // 2} \\cdot {2 * each}^{power}) ="
        f" {value:.3f}$.",
        mistakes=[
            (1 / value, "Upside down: one-vs-rest classifiers see all the data each."),
            (2 / (k - 1), "That is the ratio of the numbers of classifiers; each also sees a"
             " different number of examples."),
            (k / (k - 1), "That holds for linear time; here time grows faster than the data."),
            (value / 2, "There are $k(k-1)/2$ pairs, not $k(k-1)$."),
        ],
    )  # fmt: skip


@question("softmax-decision-schemes", "Votes against scores", SOFTMAX, skill="read", minutes=3)
def decision_schemes(rng: Rng) -> Variant:
    """The winner by one-vs-one votes, where one-vs-rest scores say otherwise."""
    names = "ABCD"
    while True:
        duel = {pair: int(rng.integers(51, 95)) * int(rng.choice([-1, 1]))
                for pair in itertools.combinations(names, 2)}  # fmt: skip
        votes = {n: sum((d > 0) if n == a else (d < 0) for (a, b), d in duel.items() if n in (a, b))
                 for n in names}  # fmt: skip
        scores = dict(zip(names, (rng.integers(-30, 31, 4) / 10).tolist(), strict=True))
        first = sorted(votes.values())[::-1]
        best = max(names, key=lambda n: scores[n])
        winner = max(names, key=lambda n: votes[n])
        if first[0] > first[1] and best != winner and len(set(scores.values())) == 4:
            break
    scheme = str(rng.choice(["one-vs-one votes", "one-vs-rest scores"]))
    right = winner if "votes" in scheme else best

    def again() -> str:
        if "rest" in scheme:
            return f"class {sorted(scores.items(), key=lambda item: -item[1])[0][0]}"
        won = [a if d > 0 else b for (a, b), d in duel.items()]
        return f"class {max(names, key=won.count)}"

    rows = [[f"{a} or {b}", a if d > 0 else b, f"{abs(d) / 100:.2f}"] for (a, b), d in duel.items()]
    wrong = [(f"class {n}", "That class wins under the other scheme: scores and votes are different"
              " evidence." if n in (winner, best) else "Count this class's wins and compare its"
              " score once more.") for n in names if n != right]  # fmt: skip
    return choose(
        rng, "Pairwise classifiers decide" + table(["pair", "winner", "confidence"], rows)
        + "and the one-vs-rest classifiers give the scores "
        + ", ".join(f"{n}: {s:g}" for n, s in scores.items())
        + f". Which class is predicted by **{scheme}** (confidences are not used)?",
        f"class {right}", wrong, again=again,
        solution="Votes: " + ", ".join(f"{n} {v}" for n, v in votes.items())
        + f" (most: {winner}). Largest score: {best}. By {scheme}: {right}.",
    )  # fmt: skip


@question("surrogate-values", "Four losses at a margin", SURROGATE, skill="compute", minutes=3)
def values(rng: Rng) -> Variant:
    """0-1, hinge, logistic and exponential loss of a score."""
    score, y = int(rng.integers(2, 300)) / 100 * int(rng.choice([-1, 1])), int(rng.choice([-1, 1]))
    m = score * y

    def losses(t: float) -> list[float]:
        return [float(t < 0), max(0.0, 1 - t), math.log1p(math.exp(-t)), math.exp(-t)]

    def again() -> list[float]:
        p = 1 / (1 + math.exp(-score))
        return [float(np.sign(score) != y), float(np.clip(1 - score * y, 0, None)),
                -math.log(p if y > 0 else 1 - p), math.sqrt(((1 - p) / p) ** (2 * y))]  # fmt: skip

    return matrix(
        f"A classifier gives the real score $f(x) = {score:g}$ to an example with label $y ="
        f" {y:+d}$. Give its 0-1 loss, hinge loss, logistic loss (natural logarithm) and"
        " exponential loss, in this order, to three decimals.",
        losses(m), again=again, digits=6, tol=0.001,
        solution=f"The margin is $yf(x) = {m:g}$. Hinge $\\max(0, 1-m)$, logistic"
        f" $\\log(1+e^{{-m}})$, exponential $e^{{-m}}$:"
        f" {', '.join(f'{v:.4g}' for v in losses(m))}.",
        mistakes=[
            (losses(-m), "The sign of the margin is wrong: it is label times score."),
            (losses(score), "Multiply the score by the label."),
            ([float(m < 0), max(0.0, -m), *losses(m)[2:]], "The hinge asks for a margin of 1, not"
             " of 0."),
        ],
    )  # fmt: skip


@question("surrogate-population-minimiser", "What a surrogate calibrates", SURROGATE,
          skill="derive", minutes=5, difficulty=0.7)  # fmt: skip
def population_minimiser(rng: Rng) -> Variant:
    """The score that minimises the conditional risk of a loss."""
    eta = int(rng.choice([v for v in range(8, 93, 3) if abs(v - 50) > 6])) / 100
    name = str(rng.choice(["exponential", "logistic", "hinge", "squared"]))
    logit = math.log(eta / (1 - eta))
    right = {"exponential": logit / 2, "logistic": logit, "hinge": math.copysign(1, eta - 0.5),
             "squared": 2 * eta - 1}  # fmt: skip
    formula = {"exponential": "e^{-yf}", "logistic": "\\log(1+e^{-yf})",
               "hinge": "\\max(0, 1-yf)", "squared": "(1-yf)^2"}  # fmt: skip

    def again() -> float:
        loss = {"exponential": lambda t: np.exp(-t), "logistic": lambda t: np.log1p(np.exp(-t)),
                "hinge": lambda t: np.maximum(0, 1 - t),
                "squared": lambda t: (1 - t) ** 2}[name]  # fmt: skip
        f = np.arange(-40000, 40001) / 10000
        return float(f[np.argmin(eta * loss(f) + (1 - eta) * loss(-f))])

    said = {"exponential": "exponential loss (half the log-odds)", "logistic": "logistic loss",
            "hinge": "hinge loss (sign only)", "squared": "squared loss"}  # fmt: skip
    return number(
        f"At some $x$, $P(y = +1|x) = {eta:g}$ with $y \\in \\{{-1, +1\\}}$. Which real score $f$"
        f" minimises the expected **{name}** loss ${formula[name]}$ there? Three decimals.",
        right[name], again=again, tol=0.002,
        solution=f"Minimise ${eta:g}\\,\\ell(f) + {1 - eta:.2g}\\,\\ell(-f)$. The minimiser is"
        " $\\frac{1}{2}\\log\\frac{\\eta}{1-\\eta}$ for exponential,"
        " $\\log\\frac{\\eta}{1-\\eta}$ for logistic, $\\pm 1$ for hinge, $2\\eta - 1$ for squared"
        f" loss: here {right[name]:.4f}.",
        mistakes=[*((right[other], f"That is the minimiser of the {said[other]}.")
                    for other in right if other != name),
                  (eta, "That is the probability; asked is the score that the loss elicits.")],
    )  # fmt: skip


@question("surrogate-outlier-pull", "The pull of a mislabelled point", SURROGATE, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def outlier_pull(rng: Rng) -> Variant:
    """Derive the derivative of a less usual margin loss."""
    a, c, kind = int(rng.integers(2, 7)), int(rng.integers(2, 6)), int(rng.integers(3))
    forms = [
        (f"-{a}*sigmoid(-{a}*(m - {c}))", f"-{a}/(1 + exp({a}*m - {a * c}))",
         f"\\log(1 + e^{{-{a}(m - {c})}})", a),
        (f"-{a * c}*(1 - sigmoid({a}*m))^{c}*sigmoid({a}*m)",
         f"-{a * c}*exp({a}*m)/(1 + exp({a}*m))^{c + 1}", f"(1 - \\sigma({a}m))^{c}", a),
        (f"-{a * c}*log(1 + exp(-m))^{c - 1}*sigmoid(-m)",
         f"-{a * c}*(log(1 + exp(m)) - m)^{c - 1}/(1 + exp(m))",
         f"{a}(\\log(1 + e^{{-m}}))^{c}", c),
    ]  # fmt: skip
    right, other, text, inner = forms[kind]
    limit = [f"tends to the constant {a}: each badly misclassified point pulls equally",
             "tends to 0: badly misclassified points are given up, which resists label noise",
             f"grows like $|m|^{c - 1}$: one mislabelled point can dominate"]  # fmt: skip
    return expression(
        f"The margin loss $\\ell(m) = {text}$ is minimised by gradient descent. Give"
        " $\\ell'(m)$ as an expression in m (sigmoid(m) may be used).",
        right, {"m": (-3.0, 3.0)}, again=lambda: other,
        solution=f"By the chain rule $\\ell'(m)$ = {right}. As $m \\to -\\infty$ its size"
        f" {limit[kind]}.",
        mistakes=[
            (f"-({right})", "The loss falls as the margin grows: check the inner derivative's"
             " sign."),
            (f"({right})/{inner}", f"The chain rule contributes a factor {inner} that is missing."),
        ],
    )  # fmt: skip
