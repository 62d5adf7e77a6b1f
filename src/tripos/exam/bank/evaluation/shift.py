"""Dataset shift and the comparison of models."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table
from tripos.exam.makers import interval, number
from tripos.exam.question import Rng, Variant, question

SHIFT = "dataset-shift"
COMPARING = "comparing-models"

_SHIFTS = {
    "covariate": Verdict("covariate shift: importance weights on the inputs can correct it",
                         "px same_yx", "Covariate shift means that $P(x)$ moves and $P(y|x)$"
                         " stays; check what stays here."),
    "label": Verdict("label shift: re-weighting by the new class shares can correct it",
                     "py same_xy", "Label shift means that $P(y)$ moves and $P(x|y)$ stays; check"
                     " what stays here."),
    "concept": Verdict("concept shift: new labels are needed, no re-weighting can correct it",
                       "yx_moved", "Concept shift means that $P(y|x)$ itself moves; here it stays,"
                       " or its move follows from other shares."),
    "support": Verdict("inputs outside the old support: no weights exist, collect such data",
                       "outside", "Lack of overlap means inputs that training never held; check"
                       " whether the old data cover the new ones."),
    "none": Verdict("no shift: the drop is within sampling error, measure on more cases",
                    "chance", "A chance drop needs a difference small against its standard"
                    " error."),
}  # fmt: skip
_SHIFT_SCENES = [
    Scene("A model of disease given age and blood values moves to an older town; at equal values"
          " doctors see the same risk. All ages occurred in training.", "px same_yx", "covariate",
          "Only the distribution of the inputs moved."),
    Scene("A loan model is trained on branch customers and used on the web, where the young are"
          " over-represented; default rates at equal features agree.", "px same_yx", "covariate",
          "$P(x)$ moved, $P(y|x)$ did not."),
    Scene("In an epidemic the share of patients with flu triples; symptoms among those with and"
          " without flu look as before.", "py same_xy", "label",
          "The label causes the features and only its share moved."),
    Scene("A fault detector moves to a line with five times as many faulty parts; faulty parts and"
          " good parts look as before.", "py same_xy", "label", "Class shares moved, the look of"
          " each class did not."),
    Scene("Spammers learn to write like colleagues: messages with the same words are now spam that"
          " were not before.", "yx_moved", "concept", "The label at equal inputs has changed."),
    Scene("After a law changes, applications with the same entries must be refused that used to be"
          " granted.", "yx_moved", "concept", "$P(y|x)$ changed by decree."),
    Scene("A price model from flats of 20 to 120 square metres is asked for houses of 200 to 400.",
          "outside", "support", "The new inputs have density zero in training."),
    Scene("A detector trained on daylight images only is used at night.", "outside", "support",
          "Night images never occurred: the density ratio is infinite."),
    Scene("Accuracy was 91 % on 10 000 cases; in the first week in use it is 88 % on 60 cases,"
          " inputs and labels look alike.", "chance", "none",
          "The standard error of the week is about 4 points."),
]  # fmt: skip


@question("shift-which-kind", "Which kind of shift", SHIFT, skill="diagnose", minutes=2)
def which_kind(rng: Rng) -> Variant:
    """Name the shift and what can correct it."""
    return judged(rng, _SHIFT_SCENES, _SHIFTS, "Which diagnosis and remedy fit?", 5)


@question("shift-label-correction", "Adjust a posterior to new class shares", SHIFT,
          skill="derive", minutes=4, difficulty=0.4)  # fmt: skip
def label_correction(rng: Rng) -> Variant:
    """The posterior under label shift."""
    old, new = (int(v) / 100 for v in rng.choice(np.arange(5, 80, 5), 2, replace=False))
    p = int(rng.integers(10, 91)) / 100
    up, down = p * new / old, (1 - p) * (1 - new) / (1 - old)
    value = up / (up + down)

    def again() -> float:
        ratio = p / (1 - p) * (1 - old) / old  # likelihood ratio of the features
        return ratio * new / (ratio * new + 1 - new)

    return number(
        f"A calibrated classifier was trained where {old * 100:g} % of the cases were positive. It"
        f" is used where {new * 100:g} % are; $P(x|y)$ has not changed. For a case it says {p:g}."
        " What is the probability of the positive class in the new place? Three decimals.",
        value, again=again, tol=0.0011,
        solution=f"Multiply the posteriors by the ratios of the class shares: ${p:g} \\cdot"
        f" {new / old:.4f}$ and ${1 - p:.2f} \\cdot {(1 - new) / (1 - old):.4f}$; normalise:"
        f" {value:.4f}.",
        mistakes=[
            (p, "The class shares moved, so the posterior does as well."),
            (p * new / old, "Normalise together with the negative class."),
            (p * old / new / (p * old / new + (1 - p) * (1 - old) / (1 - new)),
             "The ratio is upside down: new over old."),
        ],
    )  # fmt: skip


@question("shift-importance-weights", "Accuracy under new inputs", SHIFT, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def importance_weights(rng: Rng) -> Variant:
    """The effective sample size of importance weights."""
    while True:
        n = rng.integers(2, 30, 3) * 10
        q = rng.permutation([0.2, 0.3, 0.5])
        w = q / (n / n.sum())
        value = float((n @ w) ** 2 / (n @ w**2))
        if value < 0.85 * n.sum():
            break

    def again() -> float:
        each = np.repeat(w, n)
        return float(each.sum() ** 2 / (each @ each))

    rows = [[s, k, f"{v:g}"] for s, k, v in zip(("A", "B", "C"), n, q, strict=True)]
    return number(
        "Test cases by stratum, and the strata's shares in use:"
        + table(["stratum", "test cases", "share in use"], rows)
        + "Accuracy in use is estimated by importance weights. What is the effective sample size"
        " $(\\sum w_i)^2/\\sum w_i^2$? One decimal.",
        value, again=again, tol=0.1,
        solution=f"The weights, share in use over share in the test set, are"
        f" {', '.join(f'{v:.4f}' for v in w)}. $({n @ w:.2f})^2 / {n @ w**2:.2f} = {value:.2f}$ of"
        f" {n.sum()} cases.",
        mistakes=[
            (float(n.sum()), "Unequal weights cost precision."),
            (float(w.sum() ** 2 / (w @ w)), "Sum over all cases, not over the three strata."),
        ],
    )  # fmt: skip


@question("compare-mcnemar", "Two classifiers on the same cases", COMPARING, skill="compute",
          minutes=4)  # fmt: skip
def mcnemar(rng: Rng) -> Variant:
    """McNemar's statistic from a table of right and wrong."""
    both, neither = int(rng.integers(200, 900)), int(rng.integers(10, 80))
    b, c = (int(v) for v in rng.choice(np.arange(8, 60), 2, replace=False))
    n = both + neither + b + c
    value = (b - c) ** 2 / (b + c)

    def again() -> float:
        # squared difference of the right answers over its variance under the hypothesis
        p = 0.5
        return (b - (b + c) * p) ** 2 / ((b + c) * p * (1 - p))

    pooled = (2 * both + b + c) / (2 * n)
    naive = ((b - c) / n) ** 2 / (2 * pooled * (1 - pooled) / n)
    return number(
        "Two classifiers on the same test cases:" + table(
            ["", "B right", "B wrong"], [["A right", both, b], ["A wrong", c, neither]])
        + "What is McNemar's statistic, without continuity correction, for equal error rates?"
        " Compare: the 5 % limit is 3.84.",
        value, again=again, tol=0.005,
        solution=f"Only the discordant cases inform: $({b} - {c})^2/({b} + {c}) = {value:.3f}$,"
        f" {'above' if value > 3.84 else 'below'} 3.84.",
        mistakes=[
            (naive, "That treats the two as independent samples; the cases are the same."),
            ((abs(b - c) - 1) ** 2 / (b + c), "That has the continuity correction."),
            (abs(b - c) / math.sqrt(b + c), "That is its root, a standard normal."),
            ((both - neither) ** 2 / (both + neither), "Use the cases on which the classifiers"
             " disagree."),
        ],
    )  # fmt: skip


@question("compare-paired-difference", "The interval of a paired difference", COMPARING,
          skill="compute", minutes=5, difficulty=0.5)  # fmt: skip
def paired_difference(rng: Rng) -> Variant:
    """A confidence interval for the difference in mean loss from correlated losses."""
    n = int(rng.integers(2, 20)) * 50
    sa, sb = (int(v) / 10 for v in rng.integers(8, 30, 2))
    rho, gap = int(rng.integers(40, 96)) / 100, int(rng.integers(5, 30)) / 100
    se = math.sqrt((sa**2 + sb**2 - 2 * rho * sa * sb) / n)
    apart = math.sqrt((sa**2 + sb**2) / n)

    def again() -> tuple[float, float]:
        cov = np.array([[sa**2, rho * sa * sb], [rho * sa * sb, sb**2]])
        way = np.array([1.0, -1.0])
        half = 1.96 * math.sqrt(float(way @ cov @ way) / n)
        return gap - half, gap + half

    return interval(
        f"On {n} shared test cases model A's mean loss is {gap:g} above model B's. The losses have"
        f" standard deviations {sa:g} and {sb:g} and correlation {rho:g} across cases. Give the"
        " 95 % interval (normal quantile 1.96) of the difference A minus B.",
        gap - 1.96 * se, gap + 1.96 * se, again=again,
        solution=f"$Var(a - b) = {sa:g}^2 + {sb:g}^2 - 2 \\cdot {rho:g} \\cdot {sa:g} \\cdot {sb:g}"
        f" = {se**2 * n:.4f}$; standard error {se:.5f}. The interval is {gap - 1.96 * se:.4f} to"
        f" {gap + 1.96 * se:.4f}.",
        mistakes=[
            ((gap - 1.96 * apart, gap + 1.96 * apart), "The cases are shared: subtract twice the"
             " covariance."),
            ((gap - se, gap + se), "Multiply the standard error by 1.96."),
            ((gap - 1.96 * se * math.sqrt(n), gap + 1.96 * se * math.sqrt(n)), "That is the spread"
             " of single differences: divide by $\\sqrt{n}$."),
        ],
    )  # fmt: skip


@question("compare-many-models", "The best of many", COMPARING, skill="derive", minutes=3,
          difficulty=0.3)  # fmt: skip
def many_models(rng: Rng) -> Variant:
    """The chance that at least one of k equal models looks significantly better."""
    k, level = int(rng.integers(4, 40)), int(rng.choice([1, 2, 5, 10])) / 100
    value = 1 - (1 - level) ** k

    def again() -> float:
        return sum(math.comb(k, j) * level**j * (1 - level) ** (k - j) for j in range(1, k + 1))

    return number(
        f"{k} variants that are no better than the baseline are each tested against it on their own"
        f" fresh test set at the level {level:g}. What is the probability that at least one is"
        " declared better? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"All stay quiet with probability ${1 - level:g}^{{{k}}} = {1 - value:.4f}$; the"
        f" complement is {value:.4f}. Bonferroni would test at {level / k:.5f}.",
        mistakes=[
            (min(k * level, 1.0), "That is the union bound, an upper bound."),
            (level, "The level holds for one test, not for the best of many."),
            (1 - value, "That is the chance of no false discovery."),
        ],
    )  # fmt: skip
