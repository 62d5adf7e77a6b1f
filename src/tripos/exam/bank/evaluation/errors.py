"""Regression metrics, bias and variance, and information criteria."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

METRICS = "regression-metrics"
TRADEOFF = "bias-variance-decomposition"
CRITERIA = "information-criteria"


@question("metrics-r2-out-of-sample", "R2 against a baseline", METRICS, skill="compute", minutes=4)
def out_of_sample(rng: Rng) -> Variant:
    """Out-of-sample R2 against the training mean."""
    while True:
        y = rng.integers(5, 40, 5)
        guess = y + rng.integers(-9, 10, 5)
        base = int(y.mean()) + int(rng.integers(3, 12)) * int(rng.choice([-1, 1]))
        sse, against = float(((y - guess) ** 2).sum()), float(((y - base) ** 2).sum())
        own = float(((y - y.mean()) ** 2).sum())
        value = 1 - sse / against
        if own > 50 and sse > 20 and abs(value) > 0.05:
            break

    def again() -> float:
        # the baseline's error is the spread around the test mean plus the squared offset
        total = y.var() + (y.mean() - base) ** 2
        return float((total - ((guess - y) ** 2).mean()) / total)

    rows = [["y", *map(str, y)], ["forecast", *map(str, guess)]]
    return number(
        f"The mean target of the training data is {base}. On five test cases:"
        + table(["case", *"12345"], rows) + "What is the out-of-sample $R^2$ relative to the"
        " baseline that always predicts the training mean? Three decimals.",
        value, again=again, tol=0.0011,
        solution=f"$SSE = {sse:g}$; the baseline has $\\sum (y_i - {base})^2 = {against:g}$."
        f" $R^2 = 1 - {sse:g}/{against:g} = {value:.4f}$.",
        mistakes=[
            (1 - sse / own, "That compares with the mean of the test targets, which nobody knew in"
             " advance."),
            (float(np.corrcoef(y, guess)[0, 1] ** 2), "The squared correlation forgives bias and"
             " wrong scale."),
            (sse / against, "That is the unexplained share."),
            (1 - math.sqrt(sse / against), "Use squared errors, not their root."),
        ],
    )  # fmt: skip


@question("metrics-disagree", "Metrics that disagree", METRICS, skill="choose", minutes=4,
          difficulty=0.4)  # fmt: skip
def disagree(rng: Rng) -> Variant:
    """Which of three forecasters wins under the metric that the cost implies."""
    while True:
        y = rng.integers(2, 60, 5)
        errors = rng.integers(-10, 11, (3, 5))
        errors[0, int(rng.integers(5))] = int(rng.integers(14, 25))
        mae = np.abs(errors).mean(1)
        rmse = np.sqrt((errors**2).mean(1))
        mape = (np.abs(errors) / y).mean(1)
        tables = {"MAE": mae, "RMSE": rmse, "MAPE": mape}
        clear = all(np.sort(v)[1] > 1.05 * np.sort(v)[0] > 0 for v in tables.values())
        if clear and len({int(v.argmin()) for v in tables.values()}) >= 2:
            break
    uses = {
        "MAE": "each unit of error costs the same", "MAPE":
        "an error counts in proportion to the true amount",
        "RMSE": "the cost of an error grows with its square",
    }  # fmt: skip
    name = str(rng.choice(list(uses)))
    at = int(tables[name].argmin())
    texts = [f"forecaster {n}" for n in "ABC"]

    def again() -> str:
        cost = {"MAE": lambda e, t: abs(e), "RMSE": lambda e, t: e * e,  # noqa: ARG005
                "MAPE": lambda e, t: abs(e) / t}[name]  # fmt: skip
        sums = [sum(cost(e, t) for e, t in zip(row, y, strict=True)) for row in errors.tolist()]
        return texts[sums.index(min(sums))]

    def said(k: int) -> str:
        fits = [n for n, v in tables.items() if int(v.argmin()) == k]
        if fits:
            return f"That is the best by {fits[0]}, which is not the cost described."
        return "It is not the best by the metric that the cost implies: compute all three."

    rows = [["truth", *map(str, y)],
            *([f"error of {n}", *(f"{e:+d}" for e in row)] for n, row in
              zip("ABC", errors.tolist(), strict=True))]  # fmt: skip
    return choose(
        rng, "Truth and errors (forecast minus truth) of three forecasters:"
        + table(["case", *"12345"], rows) + f"In use {uses[name]}. Which forecaster is best?",
        texts[at], [*((texts[k], said(k)) for k in range(3) if k != at),
                    ("all three are equally good", "Their mean costs differ: compute them.")],
        again=again,
        solution=f"The cost is {name}: {', '.join(f'{v:.3f}' for v in tables[name])}. Best:"
        f" {texts[at]}.",
    )  # fmt: skip


@question("metrics-mape-optimum", "What MAPE rewards", METRICS, skill="derive", minutes=5,
          difficulty=0.8)  # fmt: skip
def mape_optimum(rng: Rng) -> Variant:
    """The constant forecast that minimises expected absolute percentage error."""
    while True:
        y = np.cumsum(rng.integers(2, 30, 5))
        w = 1 / y
        share = np.cumsum(w) / w.sum()
        at = int(np.flatnonzero(share >= 0.5)[0])
        if np.abs(share - 0.5).min() > 0.02 and at != 2:
            break

    def again() -> float:
        costs = [float((np.abs(y - c) / y).mean()) for c in range(1, int(y[-1]) + 1)]
        return float(np.argmin(costs)) + 1

    return number(
        f"Demand takes the values {', '.join(map(str, y))} with equal probability. Which constant"
        " forecast minimises the expected absolute percentage error $E|Y - c|/Y$?",
        float(y[at]), again=again, tol=0, rel=0,
        solution="It is a weighted absolute loss, so the optimum is the median under weights"
        f" $1/y$. The cumulated normalised weights are {', '.join(f'{s:.3f}' for s in share)}:"
        f" {y[at]}. MAPE pulls forecasts down.",
        mistakes=[
            (float(np.median(y)), "The median minimises the absolute error; dividing by $Y$ gives"
             " small values more weight."),
            (float(y.mean()), "The mean minimises the squared error."),
            (float(5 / w.sum()), "The harmonic mean minimises another loss; here the optimum is a"
             " weighted median."),
        ],
    )  # fmt: skip


@question("biasvar-from-simulation", "Bias and variance from a simulation", TRADEOFF,
          skill="compute", minutes=4)  # fmt: skip
def from_simulation(rng: Rng) -> Variant:
    """Squared bias and variance from predictions of refitted models."""
    while True:
        f = rng.integers(20, 80, 5) / 10
        truth, noise = int(rng.integers(20, 80)) / 10, int(rng.integers(2, 20)) / 10
        bias2, var = float((f.mean() - truth) ** 2), float(f.var())
        if bias2 > 0.1 and var > 0.2:
            break
    right = [bias2, var, bias2 + var + noise]

    def again() -> list[float]:
        pairs = [(a - b) ** 2 for a, b in itertools.product(f, f)]
        var_again = float(sum(pairs)) / 50
        mean_square = float(((f - truth) ** 2).mean())
        return [mean_square - var_again, var_again, mean_square + noise]

    return matrix(
        f"A learner was refitted on five simulated training sets; its predictions at $x_0$ are"
        f" {', '.join(f'{v:g}' for v in f)}. The true $E[Y|x_0]$ is {truth:g}, the noise variance"
        f" {noise:g}. Give squared bias, variance (divide by 5) and the expected squared prediction"
        " error, to three decimals.",
        right, again=again, digits=6, tol=0.0011,
        solution=f"The mean prediction is {f.mean():.3f}; squared bias $({f.mean():.3f} - {truth:g}"
        f")^2 = {bias2:.4f}$, variance {var:.4f}; with the noise the error is {right[2]:.4f}.",
        mistakes=[
            ([bias2, var, bias2 + var], "The noise is part of the error in predicting $Y$."),
            ([abs(float(f.mean()) - truth), var, right[2]], "Square the bias."),
            ([bias2, float(np.sqrt(var)), right[2]], "Variance, not standard deviation."),
            ([float(((f - truth) ** 2).mean()), var, right[2]], "That is the mean squared distance"
             " from the truth, bias and variance together."),
        ],
    )  # fmt: skip


@question("biasvar-shrunken-mean", "A shrunken mean", TRADEOFF, skill="derive", minutes=5,
          difficulty=0.5)  # fmt: skip
def shrunken_mean(rng: Rng) -> Variant:
    """The mean squared error of c times the sample mean, as an expression."""
    n, mu, s2 = int(rng.integers(2, 20)), int(rng.integers(1, 7)), int(rng.integers(1, 12))
    right = f"c^2*{s2}/{n} + (1 - c)^2*{mu**2}"
    best = mu**2 / (mu**2 + s2 / n)
    return expression(
        f"The mean $\\mu = {mu}$ of a distribution with variance {s2} is estimated by $c\\bar X$"
        f" from {n} independent draws. Give its mean squared error as an expression in c.",
        right, {"c": (0.0, 2.0)},
        again=lambda: f"c^2*({s2}/{n} + {mu**2}) - 2*c*{mu**2} + {mu**2}",
        solution=f"The bias is $(c - 1)\\mu$, the variance $c^2 \\sigma^2/n$: {right}. Least at"
        f" $c = \\mu^2/(\\mu^2 + \\sigma^2/n) = {best:.4f}$: a little bias buys less variance.",
        mistakes=[
            (f"c^2*{s2}/{n}", "Unless $c = 1$ there is bias as well."),
            (f"c*{s2}/{n} + (1 - c)^2*{mu**2}", "A factor enters the variance squared."),
            (f"c^2*{s2} + (1 - c)^2*{mu**2}", "The variance of a mean is $\\sigma^2/n$."),
            (f"c^2*{s2}/{n} + (1 - c)*{mu}", "Square the bias."),
        ],
    )  # fmt: skip


@question("biasvar-neighbours", "Choose the number of neighbours", TRADEOFF, skill="choose",
          minutes=5, difficulty=0.6)  # fmt: skip
def neighbours(rng: Rng) -> Variant:
    """The k of least expected error of k nearest neighbours on a grid."""
    while True:
        a, s2 = int(rng.integers(1, 9)) / 10, int(rng.integers(1, 60))
        ks = [1, 3, 5, 7, 9]
        errors = []
        for k in ks:
            offsets = np.arange(k) - (k - 1) // 2
            errors.append(float((a * (offsets**2).mean()) ** 2 + s2 / k))
        ranked = sorted(errors)
        if ranked[1] - ranked[0] > 0.03 * ranked[0] and 0 < errors.index(ranked[0]) < 4:
            break
    at = errors.index(ranked[0])
    value = ks[at]

    def again() -> int:
        def risk(k: int) -> float:
            half = (k - 1) / 2
            return (a * half * (half + 1) / 3) ** 2 + s2 / k

        return min(ks, key=risk)

    return number(
        f"On the grid $x = \\ldots, -2, -1, 0, 1, 2, \\ldots$ one noisy value $y = {a:g}x^2 +"
        f" \\epsilon$ with $Var(\\epsilon) = {s2}$ is observed at each point. At $x = 0$ (its own"
        " observation included) the mean of the $k$ nearest values is predicted. Which of"
        " $k = 1, 3, 5, 7, 9$ has the least expected squared error for the true value?",
        value, again=again, tol=0, rel=0,
        solution=f"The bias is {a:g} times the mean of $x^2$ over the $k$ points, the variance"
        f" ${s2}/k$. Sums for the five $k$: {', '.join(f'{e:.3f}' for e in errors)}. Least at"
        f" $k = {value}$.",
        mistakes=[
            (1, "One neighbour has no bias, but the whole noise variance."),
            (9, "Nine neighbours have little variance, but a large bias from the curvature."),
            (ks[at - 1] if at else 3, "Still too few neighbours: the variance falls by more than"
             " the squared bias grows."),
            (ks[min(at + 1, 4)], "Too many neighbours: the squared bias grows by more than the"
             " variance falls."),
        ],
    )  # fmt: skip


@question("criteria-aic-bic", "AIC and BIC by hand", CRITERIA, skill="compute", minutes=4)
def aic_bic(rng: Rng) -> Variant:
    """Both criteria, as differences between two nested Gaussian models."""
    n, k = int(rng.integers(4, 30)) * 10, int(rng.integers(1, 6))
    r0 = int(rng.integers(200, 900))
    r1 = round(r0 * float(rng.uniform(0.75, 0.97)))
    gain = n * math.log(r0 / r1)
    right = [2 * k - gain, k * math.log(n) - gain]

    def again() -> list[float]:
        def fit(rss: float) -> float:
            return -n / 2 * (math.log(2 * math.pi * rss / n) + 1)

        deviance = -2 * fit(r1) + 2 * fit(r0)
        return [deviance + 2 * k, deviance + k * math.log(n)]

    return matrix(
        f"A Gaussian linear model on {n} cases has the residual sum of squares {r0}; with {k} more"
        f" feature{'s' * (k > 1)} it is {r1}. By how much do AIC and BIC change (large model minus"
        " small,"
        " $-2\\log L$ + penalty, noise variance fitted by maximum likelihood)? Two decimals.",
        right, again=again, digits=6, tol=0.011,
        solution=f"$-2\\log L$ changes by $n\\log(RSS_1/RSS_0) = {-gain:.3f}$. AIC adds"
        f" ${2 * k}$, BIC ${k}\\log {n} = {k * math.log(n):.3f}$: {right[0]:.3f} and"
        f" {right[1]:.3f}. Negative means that the larger model is preferred.",
        mistakes=[
            ([right[1], right[0]], "AIC was asked first: its penalty is 2 for each parameter."),
            ([-right[0], -right[1]], "Large model minus small was asked."),
            ([2 * k - gain / 2, k * math.log(n) - gain / 2], "The criteria use twice the"
             " log-likelihood."),
            ([-gain, -gain], "The penalties are missing."),
        ],
    )  # fmt: skip


@question("criteria-optimism", "Optimism of the training error", CRITERIA, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def optimism(rng: Rng) -> Variant:
    """Mallows' Cp as training error plus optimism; choose the smallest."""
    n = int(rng.integers(4, 20)) * 10
    s2 = int(rng.integers(10, 60)) / 10
    d = int(rng.integers(3, 15))
    train = s2 * float(rng.uniform(0.8, 1.4))
    train = round(train, 2)
    value = train + 2 * d * s2 / n

    def again() -> float:
        hat = np.diag([1.0] * d + [0.0] * (n - d))
        covariance = s2 * float(np.trace(hat)) / n  # mean covariance of fit and target
        return train + 2 * covariance

    return number(
        f"A linear smoother with {d} parameters was fitted by least squares to {n} cases; the mean"
        f" training squared error is {train:g} and the noise variance is known to be {s2:g}."
        " Estimate the expected in-sample error (new targets at the same inputs). Three decimals.",
        value, again=again, tol=0.0015,
        solution=f"The optimism is $\\frac{{2}}{{n}}\\sum Cov(\\hat y_i, y_i) = 2d\\sigma^2/n ="
        f" {2 * d * s2 / n:.4f}$; added to {train:g} it gives {value:.4f} (Mallows' $C_p$).",
        mistakes=[
            (train, "The training error is too small: the targets helped to make the fit."),
            (train + d * s2 / n, "The optimism is twice the mean covariance."),
            (train * n / (n - d), "That makes the noise estimate unbiased; a new target costs"
             " more."),
            (train + 2 * d / n, "The covariance is proportional to the noise variance."),
        ],
    )  # fmt: skip


@question("criteria-which-and-when", "Where the criteria part", CRITERIA, skill="read", minutes=5,
          difficulty=0.5)  # fmt: skip
def which_and_when(rng: Rng) -> Variant:
    """A table of models: which does a criterion choose."""
    while True:
        n = int(rng.choice([50, 100, 400, 1000]))
        k = np.array([2, 4, 7, 12])
        drops = np.array([0.0, *rng.integers(10, 240, 3) / 10])
        ll = -float(rng.integers(300, 900)) / 2 + np.cumsum(drops) / 2
        aic, bic = -2 * ll + 2 * k, -2 * ll + math.log(n) * k
        best = {"AIC": int(aic.argmin()), "BIC": int(bic.argmin())}
        clear = min(np.sort(v)[1] - np.sort(v)[0] for v in (aic, bic)) > 0.4
        if clear and best["AIC"] != best["BIC"]:
            break
    name = str(rng.choice(["AIC", "BIC"]))
    other = "BIC" if name == "AIC" else "AIC"
    texts = [f"the model with {v} parameters" for v in k]

    def again() -> str:
        price = 1.0 if name == "AIC" else math.log(n) / 2
        now = 0
        while True:  # move on while some larger model gains more than it costs
            better = [j for j in range(now + 1, 4) if ll[j] - ll[now] > price * (k[j] - k[now])]
            if not better:
                return texts[now]
            now = better[0]

    def said(at: int) -> str:
        if at == best[other]:
            return f"That is the choice of {other}: mind the price of a parameter."
        if at == 3:
            return "The likelihood always grows; the criterion charges for each parameter."
        return f"Compute {name} for each model: another has a smaller value."

    at = best[name]
    return choose(
        rng, f"Nested models fitted to {n} cases:" + table(
            ["parameters", "maximised log-likelihood"],
            [[v, f"{one:.2f}"] for v, one in zip(k, ll, strict=True)])
        + f"Which does {name} choose (natural logarithms)?",
        texts[at], [(texts[j], said(j)) for j in range(4) if j != at], again=again,
        solution=f"AIC: {', '.join(f'{v:.2f}' for v in aic)}. BIC:"
        f" {', '.join(f'{v:.2f}' for v in bic)}. {name} chooses {texts[at]}.",
    )  # fmt: skip
