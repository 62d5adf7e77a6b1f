"""Least squares: algebra, likelihood, inference and collinearity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table, terms
from tripos.exam.makers import expression, interval, matrix, number
from tripos.exam.question import Rng, Variant, question

OLS = "ordinary-least-squares"
LIKELIHOOD = "linear-regression-likelihood"
INFERENCE = "linear-model-inference"
COLLINEAR = "multicollinearity"


@question("ols-line-by-hand", "Normal equations by hand", OLS, skill="compute", minutes=4)
def line_by_hand(rng: Rng) -> Variant:
    """Intercept and slope on four points."""
    x = np.sort(rng.choice(np.arange(0, 9), 4, replace=False)).astype(float)
    while True:
        y = rng.integers(-5, 13, 4).astype(float)
        sxy = float((x - x.mean()) @ (y - y.mean()))
        if abs(sxy) > 2 and abs(y.mean()) > 0.5:
            break
    sxx = float(((x - x.mean()) ** 2).sum())
    slope = sxy / sxx
    start = float(y.mean() - slope * x.mean())

    def again() -> list[float]:
        design = np.column_stack([np.ones(4), x])
        return [float(b) for b in np.linalg.lstsq(design, y, rcond=None)[0]]

    return matrix(
        "Fit $y = b_0 + b_1 x$ by least squares to the four points. Give $b_0$ and $b_1$ (three"
        " decimals)." + table(["x", *(f"{v:g}" for v in x)], [["y", *(f"{v:g}" for v in y)]]),
        [start, slope], again=again, digits=5, tol=0.0011,
        solution=f"$\\bar x = {x.mean():g}$, $\\bar y = {y.mean():g}$, $S_{{xy}} = {sxy:g}$,"
        f" $S_{{xx}} = {sxx:g}$; $b_1 = S_{{xy}}/S_{{xx}} = {slope:.4f}$ and"
        f" $b_0 = \\bar y - b_1 \\bar x = {start:.4f}$.",
        mistakes=[
            ([slope, start], "The intercept was asked first, then the slope."),
            ([0.0, float(x @ y / (x @ x))], "That is the fit without an intercept: centre first."),
            ([float(y.mean() - x.mean() * sxy / float(((y - y.mean()) ** 2).sum())),
              sxy / float(((y - y.mean()) ** 2).sum())],
             "Divide by the spread of $x$, not of $y$: that is the regression of $x$ on $y$."),
        ],
    )  # fmt: skip


@question("ols-weighted-origin", "A weighted estimator in closed form", OLS, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def weighted_origin(rng: Rng) -> Variant:
    """Derive the minimiser of a weighted sum of two squares, with a prior value."""
    a, b = (int(v) for v in rng.choice(np.arange(2, 10), 2, replace=False))
    c = int(rng.integers(1, 6))
    top, pull = f"{a}*x*y + {b}*u*v", terms((c,), ("(w - 1)^2",))
    right = f"({top} + {c}) / ({a}*x^2 + {b}*u^2 + {c})"
    return expression(
        f"Minimise over $w$ the criterion ${a}(y - wx)^2 + {b}(v - wu)^2 + {pull}$, a"
        " weighted least-squares fit through the origin that is pulled towards 1. Give the"
        " minimiser as an expression in x, y, u, v.",
        right, dict.fromkeys("xyuv", (0.5, 3.0)),
        again=lambda: f"1 + ({a}*x*(y - x) + {b}*u*(v - u)) / ({a}*x*x + {b}*u*u + {c})",
        solution=f"The derivative is $-2[{a}x(y-wx) + {b}u(v-wu) - {terms((c,), ('(w-1)',))}]$."
        f" Setting it to zero"
        f" gives $w({a}x^2 + {b}u^2 + {c}) = {a}xy + {b}uv + {c}$; divide.",
        mistakes=[
            (f"({top}) / ({a}*x^2 + {b}*u^2)", "The pull towards 1 was left out."),
            (f"({top}) / ({a}*x^2 + {b}*u^2 + {c})",
             f"The last term pulls to 1, not to 0: it adds {c} to the numerator as well."),
            (f"({a}*y/x + {b}*v/u + {c}) / {a + b + c}",
             "Averaging the ratios ignores that a large feature carries more information: weight by"
             " its square."),
        ],
    )  # fmt: skip


@question("ols-leave-one-out", "Error of a left-out point without refitting", OLS, skill="derive",
          minutes=6, difficulty=1.0)  # fmt: skip
def leave_one_out(rng: Rng) -> Variant:
    """The deleted residual e / (1 - h) in simple regression."""
    while True:
        x = np.sort(rng.choice(np.arange(0, 12), 5, replace=False)).astype(float)
        y = rng.integers(0, 15, 5).astype(float)
        slope, start = np.polyfit(x, y, 1)
        at = int(rng.integers(5))
        left = float(y[at] - start - slope * x[at])
        if abs(left) > 1:
            break
    spread = float(((x - x.mean()) ** 2).sum())
    h = 1 / 5 + (x[at] - x.mean()) ** 2 / spread
    value = left / (1 - h)

    def again() -> float:
        rest = np.arange(5) != at
        b, a = np.polyfit(x[rest], y[rest], 1)
        return float(y[at] - a - b * x[at])

    return number(
        f"A line fitted to five points with $x = {', '.join(f'{v:g}' for v in x)}$ leaves the"
        f" residual $y - \\hat y = {left:.3f}$ at $x = {x[at]:g}$. What would the prediction error"
        " $y - \\hat y$ at this point be if the line were fitted to the other four points?",
        value, again=again, rel=0.008, tol=0.005,
        solution=f"Leverage $h = 1/5 + (x - \\bar x)^2/S_{{xx}} = 0.2 + {(x[at] - x.mean()) ** 2:g}"
        f"/{spread:g} = {h:.4f}$. The left-out error is $e/(1-h) = {left:.3f}/{1 - h:.4f} ="
        f" {value:.3f}$.",
        mistakes=[
            (left, "The fitted residual is too small: the point pulled the line towards itself."),
            (left * (1 - h), "Divide by $1-h$; leaving the point out makes the error larger."),
            (left / math.sqrt(1 - h), "The root belongs to the standardised residual."),
            (left / (1 - (h - 0.2)), "The leverage has the term $1/n$ for the intercept too."),
        ],
    )  # fmt: skip


@question("gauss-noise-level", "Estimate of the noise level", LIKELIHOOD, skill="derive",
          minutes=3)  # fmt: skip
def noise_level(rng: Rng) -> Variant:
    """The maximum-likelihood and the unbiased estimate of the noise variance."""
    n, p = int(rng.integers(12, 60)), int(rng.integers(2, 8))
    rss = float(rng.integers(40, 900))
    right = [rss / n, rss / (n - p - 1)]

    def again() -> list[float]:
        low, high = math.log(rss / n / 20), math.log(rss / n * 20)
        for _ in range(80):  # slope of the log-likelihood in the variance s
            s = math.exp((low + high) / 2)
            low, high = ((low + high) / 2, high) if rss / s > n else (low, (low + high) / 2)
        best = math.exp(low)
        return [best, best / (1 - (p + 1) / n)]

    return matrix(
        f"A linear model with an intercept and {p} features is fitted by least squares to {n}"
        f" examples under independent Gaussian noise; the residual sum of squares is {rss:g}. Give"
        " the maximum-likelihood estimate of the noise variance and the unbiased one.",
        right, again=again, digits=6,
        solution=f"Setting the derivative of $-\\frac{{n}}{{2}}\\log \\sigma^2 - RSS/(2\\sigma^2)$"
        f" to zero gives $RSS/n = {right[0]:.4f}$. The residuals have $n - {p} - 1 = {n - p - 1}$"
        f" degrees of freedom: unbiased is ${rss:g}/{n - p - 1} = {right[1]:.4f}$.",
        mistakes=[
            ([right[1], right[0]], "The two are swapped: maximum likelihood divides by $n$ and is"
             " biased downwards."),
            ([rss / n, rss / (n - p)], "The intercept costs a degree of freedom as well."),
            ([rss / n, rss / (n - 1)], "Every fitted coefficient costs a degree of freedom, not"
             " only the mean."),
        ],
    )  # fmt: skip


@question("gauss-likelihood-gain", "From residuals to likelihood", LIKELIHOOD, skill="derive",
          minutes=5, difficulty=0.8)  # fmt: skip
def likelihood_gain(rng: Rng) -> Variant:
    """The gain of maximised log-likelihood when the residual sum of squares falls."""
    n = int(rng.integers(4, 20)) * 10
    before = float(rng.integers(100, 500))
    after = float(round(before * rng.uniform(0.5, 0.93)))
    value = n / 2 * math.log(before / after)

    def again() -> float:
        def best(rss: float) -> float:  # residuals that all have the same size
            r, s = math.sqrt(rss / n), rss / n
            return sum(-0.5 * math.log(2 * math.pi * s) - r * r / (2 * s) for _ in range(n))

        return best(after) - best(before)

    return number(
        f"On {n} examples, adding a feature to a linear model with Gaussian noise lowers the"
        f" residual sum of squares from {before:g} to {after:g}. In each model all parameters,"
        " including the noise variance, are fitted by maximum likelihood. By how much does the"
        " maximised log-likelihood (natural logarithm) rise?",
        value, again=again,
        solution="At the optimum $\\log L = -\\frac{n}{2}(\\log(2\\pi RSS/n) + 1)$, so the gain is"
        f" $\\frac{{n}}{{2}} \\log(RSS_0/RSS_1) = {n // 2} \\log({before / after:.4f}) ="
        f" {value:.3f}$.",
        mistakes=[
            (2 * value, "That is the deviance, twice the gain in log-likelihood."),
            ((before - after) / 2, "That holds for a noise variance fixed at 1; here it is fitted"
             " anew in each model."),
            ((before - after) / (2 * after / n), "The noise variance changes between the models:"
             " use the profile likelihood of each."),
            (math.log(before / after), "The likelihood is over all examples: multiply by $n/2$."),
        ],
    )  # fmt: skip


@question("gauss-unequal-noise", "Two instruments, one slope", LIKELIHOOD, skill="derive",
          minutes=5, difficulty=0.5)  # fmt: skip
def unequal_noise(rng: Rng) -> Variant:
    """Maximum likelihood with known unequal variances is weighted least squares."""
    x = np.sort(rng.choice(np.arange(1, 8), 3, replace=False)).astype(float)
    true = int(rng.integers(2, 6))
    while True:
        y = true * x + rng.integers(-4, 5, 3)
        sd = np.array([1.0, 1.0, float(rng.integers(2, 6))])
        value = float((x * y / sd**2).sum() / (x * x / sd**2).sum())
        plain = float(x @ y / (x @ x))
        if abs(value - plain) > 0.03 * abs(plain):
            break

    def again() -> float:
        return float(np.linalg.lstsq((x / sd)[:, None], y / sd, rcond=None)[0][0])

    rows = [["y", *(f"{v:g}" for v in y)], ["noise sd", *(f"{v:g}" for v in sd)]]
    wrong = float((x * y / sd).sum() / (x * x / sd).sum())
    return number(
        "For $y = wx + \\epsilon$ (no intercept) three measurements come with Gaussian noise of"
        " known standard deviation:" + table(["x", *(f"{v:g}" for v in x)], rows)
        + "What is the maximum-likelihood estimate of $w$? Three decimals.",
        value, again=again, tol=0.001, rel=0.002,
        solution="The negative log-likelihood is $\\sum (y_i - w x_i)^2/(2\\sigma_i^2)$ plus a"
        " constant, so $\\hat w = \\sum (x_i y_i/\\sigma_i^2)/\\sum (x_i^2/\\sigma_i^2) ="
        f" {value:.4f}$.",
        mistakes=[
            (plain, "Unweighted least squares is maximum likelihood only under equal noise."),
            (wrong, "Weight by the inverse variance, not by the inverse standard deviation."),
            (float(np.mean(y / x)), "Averaging the ratios gives every point the same weight"
             " whatever its $x$ and its noise."),
        ],
    )  # fmt: skip


def _design(rng: Rng) -> tuple[NDArray[Any], float, float, float, float]:
    """x, intercept, slope, residual variance, t quantile for 6 degrees of freedom."""
    x = np.sort(rng.choice(np.arange(0, 20), 8, replace=False)).astype(float)
    return x, float(rng.integers(1, 9)), float(rng.integers(5, 40)) / 10, \
        float(rng.integers(4, 60)) / 10, 2.447  # fmt: skip


@question("inference-slope-interval", "Confidence interval of a slope", INFERENCE, skill="compute",
          minutes=4)  # fmt: skip
def slope_interval(rng: Rng) -> Variant:
    """A 95 % interval of the slope from x, the residual sum of squares and the t quantile."""
    x, _, slope, s2, t = _design(rng)
    rss = round(6 * s2, 1)
    sxx = float(((x - x.mean()) ** 2).sum())
    half = t * math.sqrt(rss / 6 / sxx)

    def again() -> tuple[float, float]:
        design = np.column_stack([np.ones(8), x])
        cov = rss / 6 * np.linalg.inv(design.T @ design)
        return slope - t * math.sqrt(cov[1, 1]), slope + t * math.sqrt(cov[1, 1])

    wrong = [t * math.sqrt(rss / 8 / sxx), t * math.sqrt(rss / 6 / 8), math.sqrt(rss / 6 / sxx)]
    said = ["Divide the residual sum of squares by $n-2 = 6$, not by $n$.",
            "That is the interval of a mean; the slope's error has $S_{xx}$ below.",
            "The quantile $t$ is missing: that is plus or minus one standard error."]  # fmt: skip
    return interval(
        f"Eight points with $x = {', '.join(f'{v:g}' for v in x)}$ give the least-squares slope"
        f" {slope:g} and the residual sum of squares {rss:g}. With $t_{{0.975}} = {t}$ (6 degrees"
        " of freedom), what is the 95 % confidence interval of the slope? Three"
        " decimals.",
        slope - half, slope + half, again=again,
        solution=f"$s^2 = {rss:g}/6$, $S_{{xx}} = {sxx:g}$, standard error"
        f" $\\sqrt{{s^2/S_{{xx}}}} = {half / t:.4f}$; the interval is ${slope:g} \\pm {t} \\cdot"
        f" {half / t:.4f}$: {slope - half:.4f} to {slope + half:.4f}.",
        mistakes=[((slope - w, slope + w), s) for w, s in zip(wrong, said, strict=True)],
    )  # fmt: skip


@question("inference-new-observation", "A mean or a new observation", INFERENCE, skill="choose",
          minutes=5, difficulty=0.5)  # fmt: skip
def new_observation(rng: Rng) -> Variant:
    """Half-width of the prediction interval at a point."""
    x, _, _, s2, t = _design(rng)
    x0 = float(rng.integers(0, 30))
    sxx = float(((x - x.mean()) ** 2).sum())
    lever = 1 / 8 + (x0 - x.mean()) ** 2 / sxx
    new = bool(rng.integers(2))
    value = t * math.sqrt(s2 * (new + lever))
    other = t * math.sqrt(s2 * (1 - new + lever))

    def again() -> float:
        design = np.column_stack([np.ones(8), x])
        at = np.array([1.0, x0])
        mean = float(at @ np.linalg.solve(design.T @ design, at)) * s2
        return t * math.sqrt(mean + s2 if new else mean)

    what = ("where **one new** batch at this temperature will fall" if new else
            "where the **average over many** batches at this temperature lies")  # fmt: skip
    return number(
        f"Yield is regressed on temperature (in degrees above a base) with eight batches at"
        f" $x = {', '.join(f'{v:g}' for v in x)}$; $s^2 = {s2:g}$ and $t_{{0.975}} = {t}$. An"
        f" engineer asks {what}, $x_0 = {x0:g}$. How far does the right 95 % interval reach to"
        " either side of $\\hat y(x_0)$?",
        value, again=again,
        solution=f"$h_0 = 1/8 + (x_0 - \\bar x)^2/S_{{xx}} = {lever:.4f}$. "
        + ("A new observation adds its own noise: $t s \\sqrt{1 + h_0}$" if new else
           "The mean has only the error of the fit: $t s \\sqrt{h_0}$") + f" $= {value:.4f}$.",
        mistakes=[
            (other, "That is the interval of the mean; one batch has its own noise as well." if new
             else "That interval covers a single new batch; the average has no noise of its own."),
            (t * math.sqrt(s2 * (new + lever - 1 / 8)) + 0.0,
             "The term $1/n$ for the uncertain intercept is missing in the leverage."),
            (value / t, "That is one standard error; multiply by the quantile."),
        ],
    )  # fmt: skip


@question("inference-nested-f", "F test of nested models", INFERENCE, skill="read", minutes=3)
def nested_f(rng: Rng) -> Variant:
    """The F statistic from the table of two fits."""
    n, p, q = int(rng.integers(40, 120)), int(rng.integers(2, 5)), int(rng.integers(2, 5))
    tss = float(rng.integers(500, 2000))
    r0 = float(rng.integers(30, 55)) / 100
    r1 = r0 + float(rng.integers(3, 15)) / 100
    free = n - p - q - 1
    value = (r1 - r0) / q / ((1 - r1) / free)

    def again() -> float:
        small, large = tss * (1 - r0), tss * (1 - r1)
        return (small - large) / q / (large / free)

    rows = [["small", p, f"{r0:.2f}"], ["large", p + q, f"{r1:.2f}"]]
    return number(
        f"Two nested linear models with intercept were fitted to the same {n} examples:"
        + table(["model", "features (without intercept)", "R2"], rows)
        + "What is the F statistic for the hypothesis that all added coefficients are zero?",
        value, again=again,
        solution=f"$F = \\frac{{(R_1^2 - R_0^2)/q}}{{(1 - R_1^2)/(n - p_1 - 1)}} ="
        f" ({r1 - r0:.2f}/{q}) / ({1 - r1:.2f}/{free}) = {value:.3f}$.",
        mistakes=[
            (value * q, "Divide the gain by the number of added features."),
            ((r1 - r0) / q / ((1 - r0) / free), "The noise is estimated from the larger model."),
            (r1 / (p + q) / ((1 - r1) / free), "That tests all features at once, not the added"
             " ones."),
        ],
    )  # fmt: skip


@question("collinear-standard-error", "What collinearity costs", COLLINEAR, skill="compute",
          minutes=3)  # fmt: skip
def standard_error(rng: Rng) -> Variant:
    """The factor on a standard error by the variance inflation factor."""
    r = int(rng.integers(50, 99)) / 100
    base = int(rng.integers(5, 40)) / 100
    value = base / math.sqrt(1 - r * r)

    def again() -> float:
        inverse = np.linalg.inv(np.array([[1, r], [r, 1]]))
        return base * math.sqrt(inverse[0, 0])

    return number(
        f"Two standardised features have correlation {r:g}. Were they uncorrelated, with the same"
        f" noise and sample size, the standard error of the first coefficient would be {base:g}."
        " What is it here?",
        value, again=again, digits=5,
        solution=f"$VIF = 1/(1 - r^2) = {1 / (1 - r * r):.3f}$ multiplies the variance, its root"
        f" the standard error: ${base:g} \\sqrt{{{1 / (1 - r * r):.3f}}} = {value:.4f}$.",
        mistakes=[
            (base / (1 - r * r), "The VIF multiplies the variance; take its root for the standard"
             " error."),
            (base / (1 - r), "The VIF is $1/(1-r^2)$: the $R^2$ of one feature on the other."),
            (base * math.sqrt(1 - r * r), "Collinearity makes the error larger, not smaller."),
        ],
    )  # fmt: skip


@question("collinear-directions", "Unstable coefficients, stable predictions", COLLINEAR,
          skill="derive", minutes=5, difficulty=0.7)  # fmt: skip
def directions(rng: Rng) -> Variant:
    """The standard error of a prediction along and across the common direction."""
    r, n = int(rng.integers(80, 99)) / 100, int(rng.integers(5, 30)) * 10
    s2 = int(rng.integers(1, 9))
    along = bool(rng.integers(2))
    var = {True: 2 * s2 / (n * (1 + r)), False: 2 * s2 / (n * (1 - r))}
    value = math.sqrt(var[along])

    def again() -> float:
        gram = n * np.array([[1, r], [r, 1]])
        at = np.array([1.0, 1.0 if along else -1.0])
        return math.sqrt(s2 * float(at @ np.linalg.inv(gram) @ at))

    alone = s2 / (n * (1 - r * r))
    point = "(1, 1)" if along else "(1, -1)"
    sign = "+" if along else "-"
    return number(
        f"Centred, standardised features with correlation {r:g} have $X^\\top X = n"
        f"[[1, {r:g}], [{r:g}, 1]]$ with $n = {n}$; the noise variance is {s2}. What is the"
        f" standard deviation of $\\hat\\beta_1 {sign} \\hat\\beta_2$, the fitted part of the"
        f" prediction at $x = {point}$?",
        value, again=again, digits=6,
        solution=f"{point} is an eigenvector of $X^\\top X$ with eigenvalue $n(1 {sign} r) ="
        f" {n * (1 + r if along else 1 - r):.2f}$, and has squared length 2: variance"
        f" $2\\sigma^2$ over it, standard deviation {value:.5f}.",
        mistakes=[
            (math.sqrt(2 * alone), "The two estimates are correlated: their variances do not simply"
             " add."),
            (math.sqrt(var[not along]), "That is the other direction: in the direction in which the"
             " features vary together the data inform well, across it badly."),
            (value**2, "That is the variance; take its root."),
        ],
    )  # fmt: skip
