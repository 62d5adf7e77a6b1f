"""Principal components: variance, reconstruction, and what scaling does to them."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "principal-component-analysis"
_TRIPLES = ((3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 15, 17), (15, 8, 17))


@question("pca-share-two-by-two", "Share of variance of the first component", ABOUT,
          skill="compute", minutes=4)  # fmt: skip
def share(rng: Rng) -> Variant:
    """The share of the first component from a 2 x 2 covariance matrix by hand."""
    while True:
        a, c = (int(x) for x in rng.integers(2, 15, 2))
        b = int(rng.integers(1, 8)) * int(rng.choice([-1, 1]))
        if a * c - b * b > 1 and a != c:
            break
    root = math.sqrt((a - c) ** 2 + 4 * b * b)
    top = (a + c + root) / 2
    value = top / (a + c)

    def again() -> float:
        # maximise the variance over directions instead of solving for eigenvalues
        angle = np.linspace(0, math.pi, 20001)
        spread = (a * np.cos(angle) ** 2 + c * np.sin(angle) ** 2
                  + 2 * b * np.sin(angle) * np.cos(angle))  # fmt: skip
        return float(spread.max()) / (a + c)

    return number(
        "Two centred features have the covariance matrix"
        f" $\\begin{{pmatrix}} {a} & {b} \\\\ {b} & {c} \\end{{pmatrix}}$. Which share of the total"
        " variance does the first principal component explain? Three decimals.",
        value, again=again, tol=0.001, rel=0.001,
        solution=f"The trace is {a + c}, the determinant {a * c - b * b}; the eigenvalues are"
        f" $\\left({a + c} \\pm \\sqrt{{{(a - c) ** 2 + 4 * b * b}}}\\right)/2$, so the first is"
        f" {top:.3f} and its share $\\lambda_1/(\\lambda_1+\\lambda_2) = {value:.3f}$.",
        mistakes=[
            (max(a, c) / (a + c), "That is the share of the most variable feature; the covariance"
             " lets a rotated direction capture more."),
            (top**2 / (top**2 + (a + c - top) ** 2), "Eigenvalues of the covariance matrix are"
             " variances already: do not square them."),
            (math.sqrt(top) / (math.sqrt(top) + math.sqrt(a + c - top)), "Variances add up, not"
             " standard deviations: use the eigenvalues, not their roots."),
            (1 - value, "That is the share of the second component."),
        ],
    )  # fmt: skip


@question("pca-reconstruct-point", "Reconstruction from one component", ABOUT, skill="compute",
          minutes=4, difficulty=0.2)  # fmt: skip
def reconstruct(rng: Rng) -> Variant:
    """Project a point on the first component and go back to the original space."""
    p, q, norm = _TRIPLES[int(rng.integers(len(_TRIPLES)))]
    mean = [int(x) for x in rng.integers(1, 10, 2)]
    while True:
        off = [int(x) for x in rng.integers(-6, 7, 2)]
        score = (p * off[0] + q * off[1]) / norm
        if abs(score) > 0.5 and p * off[1] != q * off[0]:
            break
    point = [mean[0] + off[0], mean[1] + off[1]]
    value = [mean[0] + score * p / norm, mean[1] + score * q / norm]
    raw = (p * point[0] + q * point[1]) / norm

    def again() -> list[float]:
        # take away the part along the discarded direction
        normal = np.array([-q, p]) / norm
        shifted = np.array(off, dtype=float)
        return [float(x) for x in np.array(point) - float(shifted @ normal) * normal]

    return matrix(
        f"PCA found the mean $({mean[0]}, {mean[1]})$ and the first direction"
        f" $({p}/{norm}, {q}/{norm})$. The point $x = ({point[0]}, {point[1]})$ is stored as its"
        " score on this component alone. As which point is it reconstructed? Two decimals.",
        value, again=again, tol=0.011, digits=5,
        solution=f"Centred: $({off[0]}, {off[1]})$. Score"
        f" $({p} \\cdot ({off[0]}) + {q} \\cdot ({off[1]}))/{norm} = {score:.4f}$. Mean plus score"
        f" times direction gives $({value[0]:.3f}, {value[1]:.3f})$.",
        mistakes=[
            ([raw * p / norm, raw * q / norm], "The point was not centred: subtract the mean before"
             " projecting and add it afterwards."),
            ([score * p / norm, score * q / norm], "Add the mean again after going back."),
            ([mean[0] + score * p, mean[1] + score * q], "The direction has unit length: divide"
             f" its entries by {norm}."),
        ],
    )  # fmt: skip


@question("pca-smallest-rank", "Fewest components for an error budget", ABOUT, skill="choose",
          minutes=4, difficulty=0.3)  # fmt: skip
def smallest_rank(rng: Rng) -> Variant:
    """The fewest components whose mean squared reconstruction error meets a budget."""
    while True:
        values = sorted((round(float(x), 1) for x in rng.gamma(0.8, 4, 7) + 0.1), reverse=True)
        budget = round(float(rng.uniform(0.08, 0.25)) * sum(values), 1)
        tails = [round(sum(values[k:]), 1) for k in range(8)]
        rank = next(k for k in range(8) if tails[k] <= budget)
        close = min(abs(tail - budget) for tail in tails)
        if 2 <= rank <= 5 and close > 0.15 and len(set(values)) == 7:
            break
    single = next((k for k in range(7) if values[k] <= budget), 7)
    per = next((k for k in range(7) if sum(values[k:]) / (7 - k) <= budget), 7)

    def again() -> float:
        # distance from a made data set with exactly these eigenvalues
        data = np.diag(np.sqrt(np.array(values) * 7))
        for k in range(8):
            kept = data.copy()
            kept[:, k:] = 0
            if ((data - kept) ** 2).sum(axis=1).mean() <= budget:
                return k
        return 7

    return number(
        "The eigenvalues of the covariance matrix (divisor $n$) of seven centred sensor readings"
        f" are {', '.join(map(str, values))}. The readings are stored as the scores of $k$"
        " components. What is the smallest $k$ with a mean squared Euclidean reconstruction error"
        f" of at most {budget} per record?",
        rank, again=again, tol=0, rel=0,
        solution="The mean squared error is the sum of the discarded eigenvalues: "
        + ", ".join(f"k = {k}: {tails[k]}" for k in range(max(rank - 1, 0), rank + 2))
        + f". The first within the budget of {budget} is k = {rank}.",
        mistakes=[
            (single, "The errors of all discarded components add up: compare the sum of the tail,"
             " not the next eigenvalue alone."),
            (per, "The error of a record sums over its discarded directions; it is not averaged"
             " over them."),
            (7 - rank, "That counts the discarded components; the kept ones are asked."),
            (rank + 1, "One component less already meets the budget: check the tail sum again."),
        ],
    )  # fmt: skip


@question("pca-units-mislead", "A first component that is only a unit", ABOUT, skill="diagnose",
          minutes=5, difficulty=0.7)  # fmt: skip
def units(rng: Rng) -> Variant:
    """The first component's share on raw units and after standardising."""
    while True:
        sd_one, sd_two = int(rng.integers(2, 9)), int(rng.integers(2, 9)) * 20
        rho = float(rng.integers(1, 9)) / 10 * float(rng.choice([-1, 1]))
        value = (1 + abs(rho)) / 2
        cov = rho * sd_one * sd_two
        root = math.hypot(sd_one**2 - sd_two**2, 2 * cov)
        raw = 0.5 + root / 2 / (sd_one**2 + sd_two**2)
        if raw > 0.97:
            break

    def again() -> float:
        left = np.array([[sd_one**2, cov], [cov, sd_two**2]])
        scale = 1 / np.sqrt(np.diag(left))
        return float(np.linalg.eigvalsh(left * np.outer(scale, scale)).max()) / 2

    return number(
        f"Income per month (standard deviation {sd_two}) and years at school (standard deviation"
        f" {sd_one}) have covariance {cov:g}. A report says: 'One component explains"
        f" {100 * raw:.1f} % of the variance, so one number sums up both features.' Which share"
        " does the first component explain after both features are standardised? Three decimals.",
        value, again=again, tol=0.001, rel=0.001,
        solution=f"The correlation is ${cov:g}/({sd_one} \\cdot {sd_two}) = {rho:g}$. A 2 × 2"
        " correlation matrix has the eigenvalues $1 \\pm |\\rho|$, so the share is"
        f" $(1 + |\\rho|)/2 = {value:.3f}$. The share in the report came from the unit of income.",
        mistakes=[
            (raw, "That is the share on the raw units, where the feature of large variance is the"
             " first component whatever the correlation."),
            (abs(rho), "The eigenvalues are $1 \\pm |\\rho|$ and sum to 2: divide by 2."),
            (1 - value, "That is the share of the second component; use the absolute correlation."),
            (rho**2, "The squared correlation is explained variance of a regression, not of a"
             " principal component."),
        ],
    )  # fmt: skip


_GOALS = (
    ("class differences lie along the direction of least variance", "supervised",
     "keep the features and use a supervised projection or a penalty"),
    ("one sensor reports in millivolts, the others in volts, at equal noise", "scale",
     "standardise the features before taking components"),
    ("three rows hold data entry errors a thousand times too large", "outlier",
     "clean or use a robust covariance before taking components"),
    ("the scaler and the components were fitted on training and test rows together", "leak",
     "fit the components within each training fold only"),
)  # fmt: skip
_SIGNS = {
    "supervised": "A classifier on the first 2 of 10 standardised components (93 % of the variance)"
    " scores AUC {low}; on all 10 it scores {high}. No feature has extreme values.",
    "scale": "The first component has the loading 0.99 on one feature and explains {share} % of"
    " the variance; after standardising it loads evenly and explains 41 %.",
    "outlier": "The first component explains {share} % of the variance of standardised features;"
    " without 3 of 5000 rows it explains 37 %.",
    "leak": "40 rows, 3000 features. Components and regression in a pipeline: cross-validated"
    " $R^2$ {low}. Components made once for the whole table before the folds were drawn: {more}.",
}


@question("pca-symptom", "What went wrong with the components", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.2)  # fmt: skip
def symptom(rng: Rng) -> Variant:
    """From a symptom in numbers to the remedy it calls for."""
    at = int(rng.integers(len(_GOALS)))
    cause, key, remedy = _GOALS[at]
    low, high = round(float(rng.uniform(0.52, 0.6)), 2), round(float(rng.uniform(0.8, 0.92)), 2)
    share_ = int(rng.integers(90, 100))
    told = _SIGNS[key].format(low=low, high=high, share=share_, more=round(low + 0.09, 2))

    def again() -> str:
        if "3 of" in told:
            found = "outlier"
        elif "loading 0.99" in told:
            found = "scale"
        else:
            found = "leak" if "folds" in told else "supervised"
        return next(text for _, name, text in _GOALS if name == found)

    return choose(
        rng,
        f"{told} Which remedy does this call for?",
        remedy,
        [(text, f"That would help if {why}; the numbers show something else.")
         for why, name, text in _GOALS if name != key],
        again=again,
        solution=f"The numbers fit that {cause}. So: {remedy}.",
    )  # fmt: skip
