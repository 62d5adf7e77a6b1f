"""Gaussian mixtures: soft assignments, updates, degenerate fits and the number of components."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "gaussian-mixture-models"


def _normal(x: float, mean: float, sd: float) -> float:
    return math.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))


@question("gmm-responsibility", "Responsibility of the broad component", ABOUT, skill="compute",
          minutes=4)  # fmt: skip
def responsibility(rng: Rng) -> Variant:
    """The posterior probability of a component with its own weight and spread."""
    while True:
        weight = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]))
        means = [float(rng.integers(0, 4)), float(rng.integers(4, 9))]
        sds = [float(x) for x in rng.choice([1, 2, 3], 2, replace=False)]
        x = float(rng.integers(1, 8))
        parts = [weight * _normal(x, means[0], sds[0]),
                 (1 - weight) * _normal(x, means[1], sds[1])]  # fmt: skip
        value = parts[0] / sum(parts)
        if 0.08 < value < 0.92:
            break

    def bare(weights: tuple[float, float], scales: tuple[float, float]) -> float:
        found = [w * _normal(x, m, s) * c
                 for w, m, s, c in zip(weights, means, sds, scales, strict=True)]  # fmt: skip
        return found[0] / sum(found)

    def again() -> float:
        z = [(x - m) / s for m, s in zip(means, sds, strict=True)]
        logit = math.log(weight / (1 - weight)) + math.log(sds[1] / sds[0])
        return 1 / (1 + math.exp(-(logit + (z[1] ** 2 - z[0] ** 2) / 2)))

    return number(
        f"A mixture has the components $N({means[0]:.0f}, {sds[0] ** 2:.0f})$ with weight"
        f" {weight:g} and $N({means[1]:.0f}, {sds[1] ** 2:.0f})$ with weight {1 - weight:.1f}"
        f" (mean, variance). What is the responsibility of the first for $x = {x:.0f}$? Three"
        " decimals.",
        value, again=again, tol=0.002,
        solution=f"The weighted densities are {parts[0]:.4f} and {parts[1]:.4f}; the responsibility"
        f" is the share of the first, {value:.3f}.",
        mistakes=[
            (bare((0.5, 0.5), (1, 1)), "The mixing weights are missing: multiply each density by"
             " its weight."),
            (bare((weight, 1 - weight), (sds[0], sds[1])), "The factor $1/\\sigma$ of each density"
             " was dropped; it does not cancel as the spreads differ."),
            (weight, "That is the prior weight, before the point was seen."),
            (1 - value, "That is the responsibility of the second component."),
        ],
    )  # fmt: skip


@question("gmm-m-step", "The M-step from responsibilities", ABOUT, skill="compute", minutes=5,
          difficulty=0.4)  # fmt: skip
def m_step(rng: Rng) -> Variant:
    """New weight, mean and variance of a component from a table of responsibilities."""
    points = sorted(int(x) for x in rng.choice(np.arange(0, 13), 5, replace=False))
    shares = sorted((float(x) / 10 for x in rng.choice(np.arange(1, 10), 5)), reverse=True)
    mass = sum(shares)
    weight = mass / 5
    mean = sum(r * x for r, x in zip(shares, points, strict=True)) / mass
    var = sum(r * (x - mean) ** 2 for r, x in zip(shares, points, strict=True)) / mass

    def again() -> list[float]:
        # repeat each point ten times its responsibility and take plain moments
        many = np.repeat(points, [round(10 * r) for r in shares])
        return [len(many) / 50, float(many.mean()), float((many**2).mean() - many.mean() ** 2)]

    rows = "\n".join(f"| {x} | {r:.1f} |" for x, r in zip(points, shares, strict=True))
    return matrix(
        "An E-step for a mixture of two Gaussians on five points gave, for the first component:\n\n"
        f"| x | responsibility |\n|---|---|\n{rows}\n\nWhich weight, mean and variance does the"
        " M-step give this component? Write the three numbers in this order, three decimals.",
        [weight, mean, var], again=again, tol=0.002, digits=5,
        solution=f"The effective count is $N_1 = {mass:.1f}$. Weight $N_1/5 = {weight:.3f}$; mean"
        f" $\\sum r x / N_1 = {mean:.3f}$; variance $\\sum r (x - \\mu)^2 / N_1 = {var:.3f}$"
        " about the new mean.",
        mistakes=[
            ([weight, mean * mass / 5, var * mass / 5], "Divide the weighted sums by the effective"
             " count of the component, not by the number of points."),
            ([weight, mean, math.sqrt(var)], "The third number is a standard deviation; the"
             " variance is asked."),
            ([mass, mean, var], "The weight is the effective count divided by the number of"
             " points."),
            ([weight, mean, var * mass / (mass - 1) if mass > 1.05 else var * 2],
             "Maximum likelihood divides by the effective count, without a correction."),
        ],
    )  # fmt: skip


@question("gmm-collapse", "The likelihood of a collapsing component", ABOUT, skill="derive",
          minutes=5, difficulty=0.8)  # fmt: skip
def collapse(rng: Rng) -> Variant:
    """How the log-likelihood changes when a component sits on one point and shrinks."""
    count = int(rng.integers(5, 60)) * 10
    power = int(rng.integers(3, 7))
    ratio = 10**power
    dims = int(rng.integers(1, 5))
    value = dims * math.log(ratio)

    def again() -> float:
        # total of all points in logs: on the point a spike of height s^-d, elsewhere only the rest
        def total(log_sd: float) -> float:
            spike = -dims * log_sd - dims / 2 * math.log(2 * math.pi)
            far = math.exp(-0.5 * math.exp(-2 * log_sd)) if log_sd > -5 else 0.0
            rest = (count - 1) * math.log(0.5 * 0.1 + 0.5 * far)
            return float(np.logaddexp(math.log(0.5) + spike, math.log(0.05))) + rest

        start = -40.0
        return total(start - power * math.log(10)) - total(start)

    return number(
        f"A mixture of Gaussians in {dims} dimension{'s' * (dims > 1)} is fitted to {count} points."
        " One component has its mean exactly on one data point, covariance $\\sigma^2 I$ with"
        " $\\sigma$ already far below the distance to every other point, and weight 0.5; the other"
        f" component is broad. By how much does the total log-likelihood (natural log) change when"
        f" $\\sigma$ is divided by another $10^{power}$? Take the limit of small $\\sigma$; two"
        " decimals.",
        value, again=again, tol=0.02,
        solution="Only the one point feels the narrow component, whose density there is"
        f" $(2\\pi\\sigma^2)^{{-d/2}}$ with $d = {dims}$. Dividing $\\sigma$ by $10^{power}$ adds"
        f" $d \\ln 10^{power} = {value:.2f}$; all other points keep the broad component. The"
        " likelihood has no maximum, so a floor or a prior on the covariance is needed.",
        mistakes=[
            (-value, "The density on the point grows as the component shrinks: the sign is"
             " positive, which is why maximum likelihood is degenerate."),
            (count * value, "Only the point under the spike gains; the others are explained by the"
             " broad component."),
            (0.0, "The likelihood is unbounded: the spike adds without limit at its own point."),
            (math.log(ratio), f"In {dims} dimensions the normalising factor is $\\sigma^{{-d}}$."),
            (2 * value, "The factor is $\\sigma^{-d}$, the root of the determinant, not the"
             " determinant $\\sigma^{-2d}$ itself."),
        ],
    )  # fmt: skip


def _free(kind: str, dims: int, parts: int) -> int:
    """The free parameters of a mixture, by formula."""
    one = dims * (dims + 1) // 2
    cov = {"full": parts * one, "diagonal": parts * dims, "tied full": one}[kind]
    return parts - 1 + parts * dims + cov


@question("gmm-bic-table", "Components and covariances by BIC", ABOUT, skill="choose", minutes=6,
          difficulty=0.5)  # fmt: skip
def bic(rng: Rng) -> Variant:
    """Choose between fitted mixtures by BIC, where free parameters must be counted."""
    dims, count = int(rng.integers(3, 8)), int(rng.choice([200, 500, 1000]))
    while True:
        models = [("full", int(rng.integers(2, 4))), ("diagonal", int(rng.integers(2, 6))),
                  ("tied full", int(rng.integers(2, 5))),
                  ("full", int(rng.integers(4, 6)))]  # fmt: skip
        base = -count * dims * float(rng.uniform(1.2, 1.6))
        fits = [round(base + math.log(count) / 2 * _free(*_at(model, dims))
                      + float(rng.uniform(0, 60)), 1) for model in models]  # fmt: skip
        scores = [fit - math.log(count) / 2 * _free(*_at(model, dims))
                  for model, fit in zip(models, fits, strict=True)]  # fmt: skip
        rank = sorted(scores, reverse=True)
        best = scores.index(rank[0])
        if rank[0] - rank[1] > 4 and best != fits.index(max(fits)) and _nested(models, fits):
            break
    names = [f"{parts} components, {kind} covariance" for kind, parts in models]
    table = "\n".join(f"| {name} | {fit} |" for name, fit in zip(names, fits, strict=True))

    def again() -> str:
        found = {}
        for (kind, parts), name, fit in zip(models, names, fits, strict=True):
            each = len(list(zip(*np.triu_indices(dims), strict=True)))
            size = {"full": each * parts, "diagonal": dims * parts, "tied full": each}[kind]
            found[name] = math.log(count) * (size + dims * parts + parts - 1) - 2 * fit
        return min(found, key=lambda name: found[name])

    wrong = []
    for at, name in enumerate(names):
        if at != best:
            why = (f"It has {_free(*_at(models[at], dims))} free parameters; after the penalty its"
                   f" BIC of {-2 * scores[at]:.0f} is larger than the best one.")  # fmt: skip
            wrong.append((name, why))
    return choose(
        rng,
        f"Mixtures of Gaussians were fitted to {count} points in {dims} dimensions; 'tied' means"
        " that all components share one covariance.\n\n| model | log-likelihood |\n|---|---|\n"
        f"{table}\n\nWhich one does BIC choose?",
        names[best], wrong, again=again,
        solution="$\\mathrm{BIC} = p \\ln n - 2 \\ell$ with the free parameters counted (weights"
        " minus one, means, covariances): "
        + "; ".join(f"{name}: p = {_free(*_at(model, dims))}, BIC {-2 * score:.0f}"
                    for name, model, score in zip(names, models, scores, strict=True))
        + f". The smallest is {names[best]}.",
    )  # fmt: skip


def _at(model: tuple[str, int], dims: int) -> tuple[str, int, int]:
    return model[0], dims, model[1]


def _nested(models: list[tuple[str, int]], fits: list[float]) -> bool:
    """Whether every model fits at least as well as those that are special cases of it."""
    pairs = list(zip(models, fits, strict=True))
    return all(
        fit > other
        for (kind, parts), fit in pairs
        for (small, fewer), other in pairs
        if kind == "full" and fewer <= parts and (small, fewer) != (kind, parts)
    )
