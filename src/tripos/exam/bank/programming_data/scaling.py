"""Feature scaling and transformation: what each learner notices, and the way back."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import pick
from tripos.exam.bank.shown import terms
from tripos.exam.makers import choose, choose_all, expression, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "feature-scaling"

# What each learner may have done to one feature without its predictions changing, if it is refitted
# with the same settings: nothing, a shift, a shift and a factor, any increasing function.
_LEARNERS = {
    "ordinary least squares with an intercept": "factor",
    "a decision tree": "increasing",
    "a random forest without bootstrap (same random numbers)": "increasing",
    "ridge regression with a fixed penalty and a free intercept": "shift",
    "lasso with a fixed penalty and a free intercept": "shift",
    "nearest neighbours with Euclidean distance": "shift",
    "k-means on all features (same rows as starting centres)": "shift",
    "a support vector machine with an RBF kernel": "shift",
    "gradient boosting with exact splits": "increasing",
    "unpenalised logistic regression with an intercept": "factor",
    "Gaussian naive Bayes without smoothing": "factor",
}
_RANK = {"shift": 1, "factor": 2, "increasing": 3}
_CHANGES = [
    ("is given in metres instead of kilometres", 2),
    ("is given in minutes instead of seconds", 2),
    ("is standardised with the mean and deviation of the training part", 2),
    ("is divided by its largest training value", 2),
    ("has its training mean subtracted", 1),
    ("is counted from the year 2000 instead of from year 0", 1),
    ("is replaced by its logarithm (it is positive)", 3),
    ("is replaced by its square root (it is positive)", 3),
    ("is replaced by its cube", 3),
    ("is turned from degrees Celsius into Fahrenheit", 2),
]


@question("scaling-who-notices", "Who notices the transformation", ABOUT, skill="choose",
          minutes=3, difficulty=0.6)  # fmt: skip
def who_notices(rng: Rng) -> Variant:
    """All learners whose predictions on training points stay as they were."""
    what, level = pick(rng, _CHANGES)
    names = list(_LEARNERS)
    while True:
        shown = [names[int(at)] for at in rng.choice(len(names), 5, replace=False)]
        ranks = {_RANK[_LEARNERS[name]] for name in shown}
        if len(ranks) >= 2:
            break
    why = {
        "shift": "It measures lengths or penalises coefficients, so a change of scale of one"
        " feature changes it; only a shift does not.",
        "factor": "Its coefficients or moments take up any shift and factor, but it is linear or"
        " Gaussian in the feature: a bent scale changes it.",
        "increasing": "It looks only at the order of the values, which an increasing function"
        " keeps.",
    }

    def again() -> list[str]:
        kept = {1: {"shift", "factor", "increasing"}, 2: {"factor", "increasing"},
                3: {"increasing"}}[level]  # fmt: skip
        return [name for name in shown if _LEARNERS[name] in kept]

    holds = [name for name in shown if _RANK[_LEARNERS[name]] >= level]
    return choose_all(
        rng,
        f"One feature, of several, {what}; then each learner is fitted once more with the same"
        " settings. For which of them must the predictions for the training points stay the same,"
        " whatever the data (up to rounding)?",
        [(name, name in holds, why[_LEARNERS[name]]) for name in shown],
        again=again,
        solution="Order of values kept: trees and their ensembles do not notice. Shift and factor:"
        " unpenalised linear models and Gaussian densities do not notice either. Penalties and"
        f" distances notice every factor, but no shift. Here: {', '.join(holds) or 'none'}.",
    )  # fmt: skip


@question("scaling-coefficient-back", "A coefficient on the old scale", ABOUT, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def coefficient_back(rng: Rng) -> Variant:
    """The intercept of a model in original units from one in standardised features."""
    m1, m2 = int(rng.integers(20, 60)), int(rng.integers(100, 300))
    s1, s2 = int(rng.integers(3, 13)), int(rng.integers(15, 60))
    b0 = int(rng.integers(20, 90))
    b1, b2 = (float(x) * int(pick(rng, [-1, 1])) for x in rng.integers(5, 40, 2) / 5)
    value = b0 - b1 * m1 / s1 - b2 * m2 / s2
    a, b = pick(rng, [("age", "income"), ("speed", "weight"), ("dose", "height"),
                      ("area", "distance"), ("clicks", "budget")])  # fmt: skip

    def again() -> float:
        # the prediction at zero of both original features
        zero = np.linalg.solve(
            [[1, 1, 0], [1, 0, 1], [1, -1, -1]],
            [b0 + b1 * (1 - m1) / s1 - b2 * m2 / s2, b0 - b1 * m1 / s1 + b2 * (1 - m2) / s2,
             b0 + b1 * (-1 - m1) / s1 + b2 * (-1 - m2) / s2],
        )  # fmt: skip
        return float(zero[0])

    return number(
        f"On the training part, {a} has mean {m1} and standard deviation {s1}, {b} has mean {m2}"
        f" and deviation {s2}. With both standardised, a linear model is"
        f" $\\hat y = {terms((b0, b1, b2), ('', 'z_1', 'z_2'))}$. What is its intercept when it is"
        f" written in the"
        f" original {a} and {b}? Two decimals.",
        value, again=again, rel=0.001, tol=0.011, digits=3,
        solution=f"Put $z_j = (x_j - m_j)/s_j$ in: the slopes are ${b1:g}/{s1}$ and ${b2:g}/{s2}$,"
        f" the intercept is ${b0} - ({b1:g}) \\cdot {m1}/{s1} - ({b2:g}) \\cdot {m2}/{s2} ="
        f" {value:.3f}$.",
        mistakes=[
            (float(b0), "That is the prediction at the means; the original intercept is that at"
             " zero."),
            (b0 + b1 * m1 / s1 + b2 * m2 / s2, "The mean is subtracted in z: its share comes with a"
             " minus."),
            (b0 - b1 * m1 - b2 * m2, "The slopes in original units are the coefficients divided by"
             " the deviations."),
            (b0 - b1 * m1 * s1 - b2 * m2 * s2, "Divide by the deviation, do not multiply."),
        ],
    )  # fmt: skip


@question("scaling-log-back-transform", "Back from the logarithm", ABOUT, skill="derive",
          minutes=4, difficulty=0.6)  # fmt: skip
def log_back_transform(rng: Rng) -> Variant:
    """Mean of the target from a model of its logarithm with Gaussian errors."""
    mu = round(float(rng.uniform(2.0, 9.0)), 1)
    sigma = round(float(rng.uniform(0.4, 1.2)), 1)
    value = math.exp(mu + sigma**2 / 2)
    what = pick(rng, ["the price of a flat", "the cost of a claim", "the length of a stay",
                      "the yield of a field", "the time of a job"])  # fmt: skip

    def again() -> float:
        z = np.linspace(-9, 9, 4001)
        density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
        return float((np.exp(mu + sigma * z) * density).sum() * (z[1] - z[0]))

    return number(
        f"A regression is fitted to the natural logarithm of {what}; its errors are Gaussian with"
        f" standard deviation {sigma}. For a new case it predicts {mu}. Which prediction of the"
        " target itself has the least expected squared error?",
        value, again=again, rel=0.01, digits=2,
        solution=f"Squared error asks for the mean; that of a log-normal variable is $\\exp(\\mu +"
        f" \\sigma^2/2) = \\exp({mu} + {sigma**2 / 2:.3f}) = {value:.2f}$, more than the median"
        f" $\\exp({mu}) = {math.exp(mu):.2f}$.",
        mistakes=[
            (math.exp(mu), "That is the median, which is best for the absolute error; the mean is"
             " larger."),
            (math.exp(mu + sigma), "Not a deviation but half the variance is added."),
            (math.exp(mu + sigma**2), "Half of the variance is added."),
            (math.exp(mu) + sigma**2 / 2, "The correction belongs inside the exponential."),
        ],
    )  # fmt: skip


@question("scaling-box-cox-slope", "The slope of a power transform", ABOUT, skill="derive",
          minutes=3, difficulty=0.4)  # fmt: skip
def box_cox_slope(rng: Rng) -> Variant:
    """The approximate deviation after a Box-Cox transform when the deviation grows with a power."""
    top = int(rng.integers(1, 9))
    lam = top / 4 if top != 4 else 0.75
    power = float(pick(rng, [0.5, 1.0, 1.5, 2.0]))
    c = int(rng.integers(2, 10))
    scale = c / 10
    text = f"{scale:g}*m^({power:g} + {lam:g} - 1)"
    shown = "\\sqrt{m}" if power == 0.5 else "m" if power == 1 else f"m^{{{power:g}}}"
    best = 1 - power

    def again() -> str:
        # the same from half the difference of the transform over a thin band, as a power of m
        step = 1e-5

        def bent(x: float) -> float:
            return (x**lam - 1) / lam

        low, high = ((bent(m + step) - bent(m - step)) / (2 * step) * scale * m**power
                     for m in (2.0, 8.0))  # fmt: skip
        slope = round(math.log(high / low) / math.log(4), 4)
        factor = round(low / 2.0**slope, 6)
        return f"{factor!r}*exp({slope!r}*log(m))"

    cure = "the logarithm" if best == 0 else f"$\\lambda = {best:g}$"
    return expression(
        f"The standard deviation of a positive measurement grows with its mean $m$ as"
        f" ${scale:g}\\,{shown}$. It is transformed by Box-Cox with $\\lambda = {lam:g}$, that is,"
        f" $g(x) = (x^{{{lam:g}}} - 1) / {lam:g}$. To first order, what is the standard deviation"
        " after the transform, as an expression in `m`?",
        text, {"m": (1.0, 9.0)}, again=again,
        solution=f"To first order $\\mathrm{{sd}}(g(X)) = g'(m)\\,\\mathrm{{sd}}(X)$ with $g'(m) ="
        f" m^{{{lam:g} - 1}}$: `{text}`. It would be constant for {cure}.",
        mistakes=[
            (f"{scale:g}*m^{power:g} * {lam:g}*m^({lam:g} - 1)", "The division by lambda cancels"
             " the factor of the derivative."),
            (f"({scale:g}*m^{power:g})^{lam:g}", "The deviation is not transformed like a value:"
             " multiply it by the slope at m."),
            (f"{scale:g}*m^{power:g} / m^({lam:g} - 1)", "Multiply by the slope, do not divide."),
        ],
    )  # fmt: skip


@question("scaling-robust-choice", "A scaler that bears outliers", ABOUT, skill="compute",
          minutes=3, difficulty=0.3)  # fmt: skip
def robust_choice(rng: Rng) -> Variant:
    """What one wild value leaves of the others after three kinds of scaling."""
    values = sorted(int(x) for x in rng.choice(range(10, 40), 8, replace=False))
    wild = int(rng.integers(20, 60)) * 25
    data = [*values, wild]
    low, high = values[0], values[-1]
    spread = high - low
    quartiles = (data[2], data[6])
    mean = sum(data) / 9
    deviation = math.sqrt(sum((x - mean) ** 2 for x in data) / 9)
    how = pick(rng, ["min-max scaling to [0, 1]", "standardising", "the robust scaler"])
    unit = {
        "min-max scaling to [0, 1]": wild - low, "standardising": deviation,
        "the robust scaler": quartiles[1] - quartiles[0],
    }  # fmt: skip
    value = spread / unit[how]
    note = {
        "standardising": " (by the population standard deviation)",
        "the robust scaler": " (by the distance of the quartiles, the third and the seventh of"
        " the nine sorted values)",
    }.get(how, "")

    def again() -> float:
        x = np.array(data, float)
        if how == "standardising":
            scaled = (x - x.mean()) / x.std()
        elif how.startswith("min"):
            scaled = np.interp(x, [x.min(), x.max()], [0, 1])
        else:
            scaled = (x - np.median(x)) / np.subtract(*np.percentile(x, [75, 25]))
        return float(scaled[7] - scaled[0])

    return number(
        f"A sensor gave {', '.join(map(str, data))}; the last value is a fault. After {how}{note},"
        f" how far apart are the smallest and the largest of the eight good values, {low} and"
        f" {high}? Three decimals.",
        value, again=again, rel=0.005, tol=0.0011, digits=4,
        solution=f"A shift changes no distance; the factor is 1 over {unit[how]:.4g}: ${spread} /"
        f" {unit[how]:.4g} = {value:.4f}$. Distances of good values after the three:"
        f" {spread / unit['min-max scaling to [0, 1]']:.3f} (min-max),"
        f" {spread / unit['standardising']:.3f} (standardised),"
        f" {spread / unit['the robust scaler']:.3f} (robust).",
        mistakes=[
            (spread / (wild - low), "That is min-max scaling; another one was asked for."),
            (spread / deviation, "That is the distance after standardising."),
            (spread / (quartiles[1] - quartiles[0]), "That is the distance after the robust"
             " scaler."),
            (1.0, "The fault is in the data when the scaler is fitted."),
        ],
    )  # fmt: skip


_SYMPTOMS = [
    ("nearest neighbours on age (18 to 90) and income (0 to {n} thousand USD, in USD): income alone"
     " decides who is near", "scale", "standardise both features on the training part"),
    ("a lasso keeps the distance in metres ({n} km at most) and drops the same distance in"
     " kilometres", "scale", "standardise both features on the training part"),
    ("gradient descent on a linear model with features of size 1 and {n}000 zigzags for thousands"
     " of steps", "scale", "standardise both features on the training part"),
    ("a linear model of house prices has residuals that fan out: their spread is about {n} % of"
     " the price", "log", "model the logarithm of the target"),
    ("errors of a linear model of claims, from 50 to {n} million USD, are dominated by a few"
     " claims, and effects are known to multiply", "log", "model the logarithm of the target"),
    ("counts of sales grow by factors with each feature, and the residuals grow with the"
     " prediction (mean {n})", "log", "model the logarithm of the target"),
    ("a random forest of {n} trees uses income; a colleague standardises it and finds the same"
     " accuracy", "none", "leave the features as they are: only their order matters"),
    ("boosting with {n} trees splits on a heavily skewed count, and somebody wants to take"
     " its logarithm", "none", "leave the features as they are: only their order matters"),
    ("min-max scaling puts all but {n} rows between 0 and 0.001: a sensor once gave a million",
     "wild", "scale by median and quartile range, and clip"),
    ("after standardising, a faulty value {n}000 times the usual one leaves all others near -0.03",
     "wild", "scale by median and quartile range, and clip"),
]  # fmt: skip
_NEEDED = {"scale": 0, "log": 3, "none": 6, "wild": 8}
_NOT_SO = {
    "scale": "Neither a penalty nor a distance nor a gradient suffers here from unequal units.",
    "log": "The target's errors do not grow with its level here.",
    "none": "This learner does not only use the order of the values, or another fault is there.",
    "wild": "No single extreme value sets the scale here.",
}


@question("scaling-choose-transform", "Choose the transformation", ABOUT, skill="diagnose",
          minutes=2)  # fmt: skip
def choose_transform(rng: Rng) -> Variant:
    """The transformation that answers a symptom."""
    at = int(rng.integers(len(_SYMPTOMS)))
    text, kind, cure = _SYMPTOMS[at]
    cures = dict.fromkeys((key, words) for _, key, words in _SYMPTOMS)

    def again() -> str:
        group = max(first for first in _NEEDED.values() if first <= at)
        return _SYMPTOMS[group][2]

    return choose(
        rng,
        f"This is observed: {text.format(n=int(rng.integers(3, 60)))}. What should be done?",
        cure, [(words, _NOT_SO[key]) for key, words in cures if key != kind], again=again,
        solution="Unequal units hurt distances, penalties and gradients; errors that grow with the"
        " level ask for a logarithm; trees need neither; wild values ask for robust scales. Here:"
        f" {cure}.",
    )  # fmt: skip
