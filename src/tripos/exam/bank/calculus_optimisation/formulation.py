"""Formulating optimisation problems."""

from __future__ import annotations

import itertools
import math

from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

FORMULATE = "optimisation-formulation"


def _corners(
    sides: list[tuple[int, int, int]], gain: list[int]
) -> list[tuple[float, float, float]]:
    """Gain and place of the corners of a polygon of half-planes ax + by <= c, worst first."""
    found = []
    for (a, b, c), (d, e, f) in itertools.combinations(sides, 2):
        det = a * e - b * d
        if det:
            x, y = (c * e - b * f) / det, (a * f - c * d) / det
            if all(p * x + q * y <= r + 1e-9 for p, q, r in sides):
                found.append((gain[0] * x + gain[1] * y, x, y))
    return sorted(found)


@question("formulate-linear-program", "From words to a linear program", FORMULATE, skill="derive",
          minutes=6, difficulty=0.4)  # fmt: skip
def linear_program(rng: Rng) -> Variant:
    """The best value of a small linear program given in words."""
    while True:
        gain = [int(v) for v in rng.integers(3, 12, 2)]
        hours, memory = rng.integers(2, 7, (2, 2)).tolist()
        has = [int(v) for v in rng.integers(20, 60, 2)]
        most = int(rng.integers(3, 10))
        sides = [(*hours, has[0]), (*memory, has[1]), (1, 0, most), (-1, 0, 0), (0, -1, 0)]
        ranked = _corners(sides, gain)
        value, x, y = ranked[-1]
        if x > 0.5 and y > 0.5 and value - ranked[-2][0] > 0.5:
            break

    def again() -> float:
        # for fixed x the best y is known, and the value is concave in x
        low, high = 0.0, float(min(most, has[0] / hours[0], has[1] / memory[0]))

        def best(u: float) -> float:
            left = min((has[0] - hours[0] * u) / hours[1], (has[1] - memory[0] * u) / memory[1])
            return float(gain[0] * u + gain[1] * left)

        for _ in range(90):
            one, two = low + (high - low) / 3, high - (high - low) / 3
            low, high = (one, high) if best(one) < best(two) else (low, two)
        return best(low)

    return number(
        "A team splits a cluster between two kinds of experiments; fractions are allowed. One of"
        f" kind A brings {gain[0]} points and takes {hours[0]} GPU hours and {memory[0]} TB; one of"
        f" kind B brings {gain[1]} points and takes {hours[1]} GPU hours and {memory[1]} TB. There"
        f" are {has[0]} GPU hours and {has[1]} TB, and at most {most} of kind A may run. How many"
        " points can be reached (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"Maximise ${gain[0]}x + {gain[1]}y$ subject to ${hours[0]}x + {hours[1]}y \\le"
        f" {has[0]}$, ${memory[0]}x + {memory[1]}y \\le {has[1]}$, $0 \\le x \\le {most}$,"
        f" $y \\ge 0$. An optimum lies at a corner; the best is $({x:.3f}, {y:.3f})$ with"
        f" {value:.3f}.",
        mistakes=[
            (ranked[-2][0], "Another corner is better: compare all of them."),
            (gain[1] * min(has[0] / hours[1], has[1] / memory[1]), "Mixing both kinds is better."),
            (gain[0] * x + gain[1] * math.floor(y), "Fractions are allowed here."),
        ],
    )  # fmt: skip


def _problems(k: int, n: int) -> list[tuple[str, int, int, int]]:
    """Problems in words; whether quadratic, with whole variables, not convex."""
    return [
        (f"Choose weights for {n} features that minimise the sum of absolute errors.", 0, 0, 0),
        (f"Choose weights for {n} assets that minimise the variance at a required mean return.",
         1, 0, 0),
        (f"Pick exactly {k} of {n} sensors so that the summed weekly cost is least while each of"
         " several zones is covered.", 0, 1, 0),
        (f"Fit weights for {n} features by least squares where at most {k} may be non-zero.",
         1, 1, 0),
        (f"Set the weights of a network with {k} hidden tanh units to minimise squared error.",
         0, 0, 1),
        (f"Minimise the largest absolute error of a linear model with {n} features.", 0, 0, 0),
        (f"Fit a line with {n} features by least squares with all weights at least 0.", 1, 0, 0),
        (f"Assign {n} jobs, each as a whole, to {k} machines to minimise the time of the last.",
         0, 1, 0),
        (f"Find the soft-margin linear classifier with hinge loss and squared norm ({n} features).",
         1, 0, 0),
        (f"Fit height, place and width of a Gaussian bump to {n} points by least squares.",
         0, 0, 1),
        (f"Blend {n} ingredients at least cost so that {k} linear nutrition limits hold.", 0, 0, 0),
        (f"Factor a table of ratings as a product of two matrices of rank {k} by least squares.",
         0, 0, 1),
    ]  # fmt: skip


@question("formulate-classify", "What kind of problem is it", FORMULATE, skill="choose", minutes=2)
def classify(rng: Rng) -> Variant:
    """The smallest class that a problem, given in words, belongs to."""
    k, n = int(rng.integers(3, 9)), int(rng.integers(20, 90))
    rows = _problems(k, n)
    text, quadratic, whole_, curved = rows[int(rng.integers(0, len(rows)))]
    names = ["a linear program", "a convex quadratic program", "a mixed-integer program",
             "a non-convex problem in continuous variables"]  # fmt: skip
    right = names[3] if curved else names[2] if whole_ else names[quadratic]
    said = [
        "A linear program has a linear objective and no variable that must be whole or zero.",
        "A convex quadratic program needs a convex quadratic objective and only continuous"
        " variables.",
        "Nothing has to be counted, picked or kept whole: variables are continuous.",
        "Check convexity: it fails only with products or compositions of unknowns.",
    ]

    def again() -> str:
        discrete = any(word in text for word in ("exactly", "non-zero", "as a whole"))
        bent = any(word in text for word in ("tanh", "Gaussian bump", "product of two"))
        square = any(word in text for word in ("variance", "least squares", "squared norm"))
        if bent:
            return names[3]
        return names[2] if discrete else names[1] if square else names[0]

    return choose(
        rng,
        f"{text} What is the most special class that this problem, once written down, belongs to?"
        " (Picking, counting and keeping whole are written with 0/1 variables.)",
        right, [(n, s) for n, s in zip(names, said, strict=True) if n != right], again=again,
        solution="Ask in this order: must something be whole (mixed-integer)? Are unknowns"
        " multiplied or put through curved functions (non-convex)? Is the objective quadratic"
        " (convex quadratic) or, after auxiliary variables for absolute values and maxima, linear?"
        f" Here: {right}.",
    )  # fmt: skip


@question("formulate-size-of-program", "Size of a linear program", FORMULATE, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def size_of_program(rng: Rng) -> Variant:
    """Variables and inequalities of a regression written as a linear program."""
    n, p = int(rng.integers(20, 200)), int(rng.integers(3, 15))
    largest, penalty = bool(rng.integers(0, 2)), bool(rng.integers(0, 2))
    variables = p + (1 if largest else n) + (p if penalty else 0)
    sides = 2 * n + (2 * p if penalty else 0)

    def again() -> list[float]:
        weights = [f"w{k}" for k in range(p)]
        rows = [("t" if largest else f"t{i}", sign, i) for i in range(n) for sign in "+-"]
        rows += [(f"u{k}", sign, k) for k in range(p) for sign in "+-" if penalty]
        return [len({*weights, *(row[0] for row in rows)}), len(rows)]

    goal = "the largest absolute error" if largest else "the sum of absolute errors"
    extra = " plus $\\lambda \\sum_j |w_j|$" if penalty else ""
    return matrix(
        f"A linear model with {p} weights (no intercept) is fitted to {n} rows by minimising {goal}"
        f"{extra}. Write it as a linear program: each absolute value is bounded from both sides by"
        " an auxiliary variable, with as few of these as possible. Give the number of variables and"
        " the number of inequalities.",
        [variables, sides], again=again, tol=0, rel=0, digits=6,
        solution=f"$-t \\le y_i - x_i^\\top w \\le t$ gives two inequalities a row ({2 * n}), with"
        f" {'one common $t$' if largest else f'one $t_i$ for each of {n} rows'}"
        + (f"; the penalty adds {p} variables and {2 * p} inequalities" if penalty else "")
        + f". With the {p} weights: {variables} variables, {sides} inequalities.",
        mistakes=[
            ([variables, sides // 2], "Each absolute value needs two inequalities."),
            ([variables - p, sides], "The weights are variables as well."),
            ([p + (n if largest else 1) + (p if penalty else 0), sides],
             "A maximum needs one bound for all rows, a sum one for each row."),
            ([p + (1 if largest else n) + (0 if penalty else p), 2 * n + (0 if penalty else 2 * p)],
             "Count the absolute values of the weights exactly if they are penalised."),
        ],
    )  # fmt: skip
