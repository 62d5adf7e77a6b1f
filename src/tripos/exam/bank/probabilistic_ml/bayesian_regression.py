"""Bayesian linear regression: posterior, prediction, and how uncertainty grows."""

from __future__ import annotations

import math

import numpy as np

from tripos.chance import Floats
from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "bayesian-linear-regression"


@question("bayesreg-posterior-slope", "Posterior of a slope", ABOUT, skill="compute", minutes=5,
          difficulty=0.2)  # fmt: skip
def posterior(rng: Rng) -> Variant:
    """Posterior mean and variance of a slope through the origin with a Gaussian prior."""
    xs = [int(x) for x in rng.choice([-3, -2, -1, 1, 2, 3, 4], 3, replace=False)]
    slope = float(rng.integers(-3, 4)) or 1.5
    ys = [round(slope * x + float(rng.normal(0, 1)), 1) for x in xs]
    noise, prior = float(rng.choice([0.5, 1, 2, 4])), float(rng.choice([0.25, 0.5, 1, 2]))
    start = float(rng.integers(-2, 3))
    sxx, sxy = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True))
    var = 1 / (1 / prior + sxx / noise)
    mean = var * (start / prior + sxy / noise)

    def again() -> list[float]:
        # one observation at a time, as a Kalman filter
        m, v = start, prior
        for x, y in zip(xs, ys, strict=True):
            gain = v * x / (x * v * x + noise)
            m, v = m + gain * (y - x * m), v * (1 - gain * x)
        return [m, v]

    table = " | ".join(map(str, xs)), " | ".join(f"{y:g}" for y in ys)
    return matrix(
        f"Model $y = w x + \\epsilon$ with noise variance {noise:g} and prior"
        f" $w \\sim N({start:g}, {prior:g})$ (mean, variance). Data:\n\n| x | {table[0]} |\n"
        f"|---|---|---|---|\n| y | {table[1]} |\n\nWhat are the posterior mean and the posterior"
        " variance of $w$? Mean first, three decimals.",
        [mean, var], again=again, tol=0.0015, digits=5,
        solution=f"Precisions add: $1/{prior:g} + {sxx}/{noise:g} = {1 / var:.4g}$, so the variance"
        f" is {var:.4f}. The mean is that times the weighted sum"
        f" $({start:g})/{prior:g} + ({sxy:.4g})/{noise:g}$,"
        f" which is {mean:.4f}.",
        mistakes=[
            ([sxy / sxx, noise / sxx], "That is least squares with its variance: the prior is"
             " missing."),
            ([var * sxy / noise, var], "The prior mean must enter, weighted by its precision."),
            ([mean, 1 / var], "The second number is a precision; invert it."),
            ([(start / prior + sxy) / (1 / prior + sxx), 1 / (1 / prior + sxx)],
             "The data must be weighted by the noise precision $1/\\sigma^2$."),
        ],
    )  # fmt: skip


@question("bayesreg-predictive", "Predictive deviation far from the data", ABOUT, skill="compute",
          minutes=4, difficulty=0.4)  # fmt: skip
def predictive(rng: Rng) -> Variant:
    """The predictive standard deviation from a posterior covariance with correlated weights."""
    while True:
        s00, s11 = float(rng.integers(10, 60)) / 100, float(rng.integers(2, 20)) / 100
        s01 = -round(float(rng.uniform(0.3, 0.8)) * math.sqrt(s00 * s11), 2)
        noise = float(rng.choice([0.25, 0.5, 1, 1.5]))
        x = float(rng.integers(4, 12)) * float(rng.choice([1, 1, -1]))
        spread = s00 + 2 * x * s01 + x * x * s11
        if s00 * s11 - s01**2 > 0.001 and spread > 0.05 and s01 < 0:
            break
    value = math.sqrt(noise + spread)

    def again() -> float:
        factor = np.linalg.cholesky(np.array([[s00, s01], [s01, s11]]))
        return float(np.linalg.norm([*(factor.T @ np.array([1.0, x])), math.sqrt(noise)]))

    return number(
        "A line $y = w_0 + w_1 x + \\epsilon$ with noise variance"
        f" {noise:g} has the posterior covariance of $(w_0, w_1)$"
        f" $\\begin{{pmatrix}} {s00:g} & {s01:g} \\\\ {s01:g} & {s11:g} \\end{{pmatrix}}$. What is"
        f" the standard deviation of the predictive distribution of a new $y$ at $x = {x:g}$?"
        " Three decimals.",
        value, again=again, tol=0.002,
        solution=f"With $\\phi = (1, {x:g})$ the variance is $\\sigma^2 + \\phi^\\top S \\phi ="
        f" {noise:g} + {s00:g} + 2 \\cdot ({x:g})({s01:g}) + {x * x:g} \\cdot {s11:g} ="
        f" {value**2:.4f}$; its root is {value:.3f}.",
        mistakes=[
            (math.sqrt(spread), "That is the uncertainty of the line; a new observation adds the"
             " noise variance."),
            (math.sqrt(noise), "Only the noise was counted; the weights are uncertain as well."),
            (math.sqrt(noise + s00 + x * x * s11), "The covariance of the two weights counts"
             " twice; it was left out."),
            (value**2, "That is the variance; take the root."),
        ],
    )  # fmt: skip


@question("bayesreg-ridge-penalty", "From prior to ridge penalty", ABOUT, skill="derive",
          minutes=3, difficulty=0.0)  # fmt: skip
def ridge(rng: Rng) -> Variant:
    """The penalty for which a ridge fit equals the posterior mean, with the loss as stated."""
    noise, prior = float(rng.choice([0.5, 1, 2, 3, 4])), float(rng.choice([0.1, 0.2, 0.5, 2, 5]))
    count = int(rng.choice([20, 40, 50, 80, 100, 200]))
    form = int(rng.integers(3))
    loss = ("$\\sum_i (y_i - w^\\top x_i)^2 + \\lambda \\|w\\|^2$",
            "$\\frac{1}{n} \\sum_i (y_i - w^\\top x_i)^2 + \\lambda \\|w\\|^2$",
            "$\\frac{1}{2n} \\sum_i (y_i - w^\\top x_i)^2 + \\lambda \\|w\\|^2$")[form]  # fmt: skip
    scale = (1.0, 1 / count, 1 / (2 * count))[form]
    value = noise / prior * scale

    def again() -> float:
        # one feature: match the shrinkage of the posterior mean on a made data set
        x = np.linspace(-1, 1, count)
        sxx = float(x @ x)
        shrink = sxx / noise / (sxx / noise + 1 / prior)
        return scale * sxx * (1 - shrink) / shrink

    return number(
        f"Noise variance {noise:g}, prior $w \\sim N(0, {prior:g} \\, I)$, $n = {count}$ rows. A"
        f" library minimises {loss}. With which $\\lambda$ does it return the posterior mean?",
        value, again=again, rel=0.003,
        solution="The negative log posterior is $\\sum (y - w^\\top x)^2 / (2\\sigma^2) +"
        " \\|w\\|^2/(2\\tau^2)$ up to a constant; scaled so that the first term is that of the"
        f" library, $\\lambda$ is $\\sigma^2/\\tau^2 = {noise / prior:g}$ times {scale:g}, that is"
        f" {value:.6g}.",
        mistakes=[
            (noise / prior, "The loss of this library is scaled by the number of rows: scale the"
             " penalty alike."),
            (prior / noise * scale, "The ratio is upside down: tighter priors mean more penalty."),
            (noise / prior / count, "Mind the factor in front of the squared error: compare both"
             " terms of the log posterior."),
            (math.sqrt(noise / prior) * scale, "Variances enter, not standard deviations."),
            (noise / prior / 2, "The halves of both log densities cancel each other."),
        ],
        digits=6,
    )  # fmt: skip


@question("bayesreg-variance-of-x", "Predictive variance as a function of the input", ABOUT,
          skill="derive", minutes=6, difficulty=0.7)  # fmt: skip
def variance_of_x(rng: Rng) -> Variant:
    """The closed form of the predictive variance with a flat intercept prior and centred data."""
    count = int(rng.integers(4, 30))
    noise = int(rng.integers(2, 9))
    centre = int(rng.integers(-4, 5)) or 5
    gap = f"(x - {centre})" if centre > 0 else f"(x + {-centre})"

    def again() -> str:
        return f"{noise} + {noise}*(s + {count}*(x^2 - {2 * centre}*x + {centre**2}))/({count}*s)"

    return expression(
        f"A line $y = w_0 + w_1 x + \\epsilon$ with noise variance {noise} and flat priors on both"
        f" weights was fitted to {count} inputs with mean {centre} and"
        " $\\sum_i (x_i - \\bar{x})^2 = s$. Write the predictive variance of a new observation at"
        " `x` as an expression in `x` and `s`.",
        f"{noise}*(1 + 1/{count} + {gap}^2/s)",
        {"x": (-8, 8), "s": (2, 40)}, again=again,
        solution=f"In centred inputs the weights are uncorrelated with variances ${noise}/{count}$"
        f" and ${noise}/s$; adding the noise, the variance is {noise}(1 + 1/{count} + {gap}²/s)."
        " It is least at the mean of the inputs and grows with the squared distance from it.",
        mistakes=[
            (f"{noise}*(1/{count} + {gap}^2/s)", "That is the variance of the line; a new"
             " observation has its own noise."),
            (f"{noise}*(1 + 1/{count})", "The slope is uncertain too: its part grows with the"
             " distance from the mean."),
            (f"{noise}*(1 + 1/{count} + x^2/s)", "The uncertainty is least at the mean of the"
             " inputs, not at zero."),
            (f"{noise}*(1 + {gap}^2/s)", "The intercept is uncertain as well: add one over the"
             " number of rows."),
        ],
    )  # fmt: skip


_BASES = {
    "Gaussian bumps of width one, centred on the training range, without a constant": "falls",
    "a constant alone": "flat",
    "a constant and the input": "grows",
    "a constant, the input and its square": "grows",
    "steep sigmoid steps within the training range": "settles",
}
_WAYS = {
    "falls": ("falls to the noise alone", "That needs basis functions that all vanish far away;"
              " then the model is overconfident exactly where it knows nothing."),
    "grows": ("grows without limit", "That needs a basis function that grows with the input; here"
              " all of them stay bounded."),
    "settles": ("settles at a constant level above the noise", "That needs basis functions that"
                " level off, not all of them at zero."),
    "flat": ("stays the same everywhere", "That holds only if no basis function depends on the"
             " input."),
    "below": ("falls below the noise", "The noise is part of every new observation: no prediction"
              " is surer than that."),
}  # fmt: skip


def _features(basis: str, x: float, low: int, high: int) -> Floats:
    """The basis functions of one input."""
    steps = x - np.linspace(low, high, 4)
    if basis.startswith("Gaussian"):
        return np.asarray(np.exp(-(steps**2)))
    if basis.startswith("steep"):
        return np.asarray(1 / (1 + np.exp(-np.clip(steps, -50, 50))))
    powers = 1 if "alone" in basis else 3 if "square" in basis else 2
    return np.array([x**power for power in range(powers)])


@question("bayesreg-basis-far-away", "Predictive variance far from the data", ABOUT,
          skill="diagnose", minutes=3, difficulty=0.8)  # fmt: skip
def far_away(rng: Rng) -> Variant:
    """What the predictive variance does far away depends on the basis functions."""
    low, far = int(rng.integers(-4, 1)), int(rng.integers(200, 900))
    high = low + int(rng.integers(4, 9))
    noise = float(rng.choice([0.1, 0.25, 0.5]))
    basis = str(rng.choice(list(_BASES)))
    key = _BASES[basis]
    shown = ["falls", "grows", "below", "flat" if key == "flat" else "settles"]

    def again() -> str:
        rows = np.array([_features(basis, x, low, high) for x in np.linspace(low, high, 9)])
        cov = np.linalg.inv(np.eye(rows.shape[1]) + rows.T @ rows / noise)
        size = []
        for x in ((low + high) / 2, float(far), 2.0 * far):
            phi = _features(basis, x, low, high)
            size.append(float(phi @ cov @ phi))
        inside, there, beyond = size
        if there < 1e-9:
            return _WAYS["falls"][0]
        if beyond > 1.5 * there:
            return _WAYS["grows"][0]
        return _WAYS["flat" if abs(there - inside) < 1e-9 else "settles"][0]

    return choose(
        rng,
        f"A Bayesian linear model with noise variance {noise:g} and a standard normal prior on the"
        f" weights uses as basis {basis}. It was trained on inputs between {low} and {high}. What"
        f" does the predictive variance do as $x$ moves from the training range to {far} and"
        " beyond?",
        _WAYS[key][0], [_WAYS[way] for way in shown if way != key], again=again,
        solution="The variance is $\\sigma^2 + \\phi(x)^\\top S \\phi(x)$ with a fixed posterior"
        f" covariance $S$: far away it follows the size of $\\phi(x)$. With {basis} it"
        f" {_WAYS[key][0]}.",
    )  # fmt: skip
