"""Figures of regression to read: residual plots and regularisation paths."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.drawn import curves, read_back, scatter
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

_TARGETS = ("rents", "yields of a field", "delivery times", "energy use of buildings",
            "prices of used cars", "lengths of stay")  # fmt: skip
_BREAKS = {
    "curve": ("the mean is not linear in the features",
              "A bent mean shows as residuals of one sign in the middle and of the other at both"
              " ends."),
    "funnel": ("the variance of the errors is not constant",
               "Unequal variance shows as a spread that grows or shrinks along the axis."),
    "far": ("one case does not follow the model of the others",
            "That would be one point far outside a band that all others keep to."),
    "fine": ("none of these: the plot shows no pattern",
             "Look again: mean level and spread of the residuals are not the same all along the"
             " axis, or one point stands far off."),
}  # fmt: skip


def _residuals(rng: Rng, kind: str) -> list[tuple[float, float]]:
    """Fitted values and residuals of 15 cases, on one decimal."""
    x = np.linspace(0.5, 9.5, 15)
    while True:
        noise = rng.uniform(0.25, 0.8, 15) * rng.permutation([1, -1] * 7 + [1])
        trends = np.corrcoef([noise, np.abs(noise), x, (x - 5) ** 2])[:2, 2:]
        if np.abs(trends).max() < 0.3:
            break
    sign = float(rng.choice([-1, 1]))
    if kind == "curve":
        noise = 0.5 * noise + sign * 2.2 * (((x - 5) / 4.5) ** 2 - 0.38)
    elif kind == "funnel":
        noise = noise / np.abs(noise) * (0.15 + 0.27 * (x if sign > 0 else 10 - x))
        noise = noise * rng.uniform(0.85, 1.0, 15)
    elif kind == "far":
        noise[int(rng.integers(3, 12))] = sign * rng.uniform(2.4, 2.9)
    return [(round(float(a), 1), round(float(b), 1)) for a, b in zip(x, noise, strict=True)]


@question("figure-residual-plot", "Read a residual plot", "regression-diagnostics",
          skill="diagnose", minutes=2, difficulty=-0.2)  # fmt: skip
def residual_plot(rng: Rng) -> Variant:
    """Curvature, unequal variance, an outlier, or nothing, from residuals on fitted values."""
    kind = pick(rng, list(_BREAKS))
    points = _residuals(rng, kind)
    ticks = [-3, -2, -1, 0, 1, 2, 3]
    figure = scatter({"": points}, ticks, list(range(0, 11)), "fitted value", "residual", level=0)

    def again() -> str:
        y = np.array(read_back(figure, "one", ticks))
        x = np.linspace(-1, 1, 15)
        size = np.abs(y)
        if np.sort(size)[-1] > 2 * np.sort(size)[-2]:
            return _BREAKS["far"][0]
        if abs(float(np.corrcoef(x**2, y)[0, 1])) > 0.6:
            return _BREAKS["curve"][0]
        return _BREAKS["funnel" if abs(float(np.corrcoef(x, size)[0, 1])) > 0.7 else "fine"][0]

    why = {
        "curve": "The residuals have one sign in the middle and the other at both ends: what the"
        " line cannot follow is left over. Add a transformed feature or a curve.",
        "funnel": "The residuals spread evenly about zero, but their size changes steadily along"
        " the axis. Estimates stay unbiased; standard errors do not hold (weights, a transformed"
        " target or robust errors).",
        "far": "All residuals but one keep to a narrow level band; that one case needs a look at"
        " its record before it is kept or left out.",
        "fine": "The residuals keep to a band of the same width about zero all along the axis.",
    }  # fmt: skip
    listed = ", ".join(f"({x:g}, {y:g})" for x, y in points)
    return choose(
        rng,
        f"A linear regression of {pick(rng, _TARGETS)} gave the residuals of the chart. Which"
        " assumption do they speak against?",
        _BREAKS[kind][0], [_BREAKS[name] for name in _BREAKS if name != kind], again=again,
        solution=f"{why[kind]} So: {_BREAKS[kind][0]}.", figure=figure,
        figure_said="A scatter plot of residuals against fitted values with a line at zero:"
        f" {listed}.",
    )  # fmt: skip


@question("figure-lasso-path", "Predict from a regularisation path", "regularisation-path",
          skill="read", minutes=4, difficulty=0.3)  # fmt: skip
def lasso_path(rng: Rng) -> Variant:
    """A prediction at one penalty, with the coefficients read off a LASSO path."""
    powers = [-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0]
    signs = rng.choice([-1, 1], 2)
    ends = [2.5 * signs[0], 1.5 * signs[0], -1.0 * signs[0], -2.0 * signs[0]]
    drops = [6, *(int(x) for x in rng.permutation([3, 4, 5]))]
    names = [["x1", "x2", "x3", "x4"][int(at)] for at in rng.permutation(4)]
    paths = {}
    for end, drop, name in zip(ends, drops, names, strict=True):
        steps = [min(1.0, (drop - at) / drop * 1.15) if at < drop else 0.0 for at in range(7)]
        paths[name] = [round(4 * end * step) / 4 for step in steps]
    paths = dict(sorted(paths.items()))
    at = int(rng.integers(2, 5))
    case = dict(zip(paths, (int(v) for v in rng.choice([-2, -1, 1, 2], 4)), strict=True))
    least = int(rng.integers(0, at - 1)) if at > 1 else 0
    ticks = [-3, -2, -1, 0, 1, 2, 3]
    lines = {name: list(zip(powers, path, strict=True)) for name, path in paths.items()}
    figure = curves(lines, ticks, powers, "penalty, as a power of 10", "coefficient",
                    guide=[(-3, 0), (0, 0)])  # fmt: skip
    value = sum(case[name] * path[at] for name, path in paths.items())

    def again() -> float:
        drawn = [np.round(4 * np.array(read_back(figure, kind, ticks))) / 4
                 for kind in ("one", "two")]  # fmt: skip
        split = [drawn[n % 2][7 * (n // 2) : 7 * (n // 2) + 7] for n in range(4)]
        return float(np.array(split)[:, at] @ np.array(list(case.values())))

    shown = ", ".join(f"{name} = {v}" for name, v in case.items())
    picked = {name: path[at] for name, path in paths.items()}
    other = {name: path[least] for name, path in paths.items()}
    return number(
        "The chart shows the LASSO coefficients of four standardised features over the penalty;"
        " all values at the marked penalties are multiples of 0.25. Cross-validation is best at"
        f" $10^{{{powers[least]:g}}}$; the one-standard-error rule picks $10^{{{powers[at]:g}}}$,"
        " which is used. By how much does the prediction for the case"
        f" {shown} (standardised) differ from the mean of the target? Two decimals, with sign.",
        value, again=again, rel=0, tol=0.011, digits=2, figure=figure,
        figure_said="Four lines of coefficients; at the penalties 10 to the power of "
        + ", ".join(f"{p:g}" for p in powers) + " they are: "
        + "; ".join(f"{name}: {', '.join(f'{b:g}' for b in path)}" for name, path in paths.items())
        + ".",
        solution=f"At $10^{{{powers[at]:g}}}$ the coefficients are "
        + ", ".join(f"{b:g} ({name})" for name, b in picked.items())
        + "; with centred features the intercept is the mean of the target, so the difference is $"
        + " + ".join(f"({b:g}) \\cdot ({case[name]})" for name, b in picked.items())
        + f" = {value:g}$.",
        mistakes=[
            (sum(case[name] * b for name, b in other.items()), "Those are the coefficients at the"
             " best penalty of cross-validation; the one-standard-error rule takes the larger."),
            (sum(case[name] * path[0] for name, path in paths.items()), "Those are the"
             " coefficients at the left end, nearly without a penalty."),
            (sum(picked.values()), "Multiply each coefficient by the value of its feature."),
            (sum(abs(case[name] * b) for name, b in picked.items()), "Coefficients and values"
             " carry signs: terms may cancel."),
        ],
    )  # fmt: skip
