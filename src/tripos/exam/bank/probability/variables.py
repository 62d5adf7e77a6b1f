"""Random variables, expectation, joint distributions."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table, terms
from tripos.exam.makers import expression, matrix, number
from tripos.exam.question import Rng, Variant, question

VARIABLES = "random-variables"
MOMENTS = "expectation-variance"
JOINT = "joint-distributions"


@question("variables-normalise", "Normalise a density", VARIABLES, skill="compute", minutes=4)
def normalise(rng: Rng) -> Variant:
    """The probability of an interval under an unnormalised density on [0, b]."""
    b, k = int(rng.integers(2, 6)), int(rng.integers(1, 4))
    low = float(rng.integers(1, 2 * b - 1)) / 2
    high = min(low + float(rng.integers(1, 4)) / 2, float(b))

    def area(x: float) -> float:
        return b * x ** (k + 1) / (k + 1) - x ** (k + 2) / (k + 2)

    total = area(b)
    value = (area(high) - area(low)) / total

    def again() -> float:
        x = (np.arange(200_000) + 0.5) * b / 200_000
        y = x**k * (b - x)
        return float(y[(x > low) & (x < high)].sum() / y.sum())

    power = "x" if k == 1 else f"x^{k}"
    return number(
        f"$X$ has a density proportional to ${power}({b} - x)$ on $[0, {b}]$. What is"
        f" $P({low:g} < X < {high:g})$ (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"$\\int_0^{b} {power}({b} - x)dx = {total:.4f}$ normalises. The integral from"
        f" {low:g} to {high:g} is {area(high) - area(low):.4f}; the ratio is {value:.4f}.",
        mistakes=[
            (area(high) - area(low), "Divide by the integral over the whole range."),
            ((high - low) / b, "The density is not uniform."),
            (area(high) / total, "Subtract the part below the lower end."),
            (1 - value, "That is the probability of the outside."),
        ],
    )  # fmt: skip


@question("variables-transform", "Density of a transformed variable", VARIABLES, skill="derive",
          minutes=4, difficulty=0.6)  # fmt: skip
def transform(rng: Rng) -> Variant:
    """The density of a monotone function of an exponential or uniform variable."""
    a, b = int(rng.integers(2, 7)), int(rng.integers(2, 6))
    rows = [
        (f"X is exponential with rate {a}", f"Y = X^2/{b}", "y > 0", (0.05, 0.6),
         f"{a}*{b}/(2*sqrt({b}*y))*exp(-{a}*sqrt({b}*y))",
         f"{a}/2*sqrt({b}/y)*exp(-{a}*sqrt({b})*sqrt(y))", f"{a}*exp(-{a}*sqrt({b}*y))"),
        (f"X is uniform on (0, {a})", f"Y = e^{{{b}X}}", f"1 < y < e^{{{a * b}}}", (1.5, 9.0),
         f"1/({a * b}*y)", f"exp(-log(y))/({a}*{b})", f"1/{a}"),
        (f"X is exponential with rate {a}", f"Y = e^{{-{b}X}}", "0 < y < 1", (0.1, 0.9),
         f"{a}/{b}*y^({a}/{b} - 1)", f"{a}/({b}*y)*exp({a}/{b}*log(y))", f"{a}*y^({a}/{b})"),
        ("X is uniform on (0, 1)", f"Y = -\\log(1 - X)/{a}", "y > 0", (0.05, 1.0),
         f"{a}*exp(-{a}*y)", f"{a}/exp({a}*y)", "1"),
        (f"X is uniform on (0, {a})", f"Y = {b}X^3", f"0 < y < {b * a**3}", (0.5, 8.0),
         f"1/({3 * a * b})*(y/{b})^(-2/3)", f"{b}^(-1/3)/{3 * a}*y^(-2/3)", f"1/{a}"),
    ]  # fmt: skip
    said, how, where, ends, right, other, wrong = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"{said}, and ${how}$. Give the density of $Y$ for ${where}$ as an expression in y.",
        right, {"y": ends}, again=lambda: other,
        solution="Write $P(Y \\le y)$ as a probability of $X$ by inverting the function, then"
        " differentiate: the density of $X$ at the inverse times the size of the inverse's"
        f" derivative. Result: {right}.",
        mistakes=[(wrong, "The derivative of the inverse function is missing.")],
    )  # fmt: skip


@question("variables-cdf-table", "From a distribution function to probabilities", VARIABLES,
          skill="read", minutes=2, difficulty=-0.2)  # fmt: skip
def cdf_table(rng: Rng) -> Variant:
    """A probability with strict and weak inequalities from a table of F."""
    mass = rng.integers(2, 12, 7)
    mass = mass / mass.sum()
    mass = np.round(mass, 2)
    mass[-1] = round(1 - float(mass[:-1].sum()), 2)
    cumulative = np.round(np.cumsum(mass), 2)
    a = int(rng.integers(0, 3))
    b = int(rng.integers(a + 2, 6))
    strict_low, strict_high = bool(rng.integers(0, 2)), bool(rng.integers(0, 2))
    first, last = a + strict_low, b - strict_high
    value = float(cumulative[last] - (cumulative[first - 1] if first else 0))

    def again() -> float:
        steps = np.diff(np.concatenate([[0], cumulative]))
        above = [k > a or (k == a and not strict_low) for k in range(7)]
        below = [k < b or (k == b and not strict_high) for k in range(7)]
        return float(steps[np.array(above) & np.array(below)].sum())

    signs = ("<" if strict_low else "\\le", "<" if strict_high else "\\le")
    return number(
        "The number of retries $X$ has the distribution function"
        + table(["k", *range(7)], [["F(k)", *(f"{v:.2f}" for v in cumulative)]])
        + f"What is $P({a} {signs[0]} X {signs[1]} {b})$?",
        value, again=again, tol=0.0011,
        solution=f"The values that count are {first} to {last}: $F({last}) - F({first - 1}) ="
        f" {value:.2f}$ (with $F(-1) = 0$).",
        mistakes=[
            (float(cumulative[b] - cumulative[a]), "That is for a < X <= b: mind both signs."),
            (float(cumulative[b] - (cumulative[a - 1] if a else 0)), "That includes both ends."),
            (float(cumulative[last]), "Subtract what lies below the lower end."),
            (float(cumulative[b - 1] - cumulative[a]), "That leaves out both ends."),
        ],
    )  # fmt: skip


@question("moments-linear-combination", "Mean and variance of a score", MOMENTS, skill="compute",
          minutes=3)  # fmt: skip
def linear_combination(rng: Rng) -> Variant:
    """Mean and standard deviation of a combination of independent variables."""
    m = [int(v) for v in rng.integers(1, 12, 3)]
    s = [int(v) for v in rng.integers(1, 7, 3)]
    c = [int(v) for v in rng.choice([-3, -2, 2, 3, 4], 3)]
    shift = int(rng.integers(-9, 10))
    mean = sum(x * y for x, y in zip(c, m, strict=True)) + shift
    var = sum(x * x * y * y for x, y in zip(c, s, strict=True))
    value = [mean, math.sqrt(var)]

    def again() -> list[float]:
        # each variable as mean plus or minus its deviation: eight equally likely outcomes
        made = [shift + sum(w * (x + e * y) for w, x, y, e in zip(c, m, s, signs, strict=True))
                for signs in itertools.product((-1, 1), repeat=3)]  # fmt: skip
        return [float(np.mean(made)), float(np.std(made))]

    score = terms([*c, shift], ["X_1", "X_2", "X_3", ""])
    plain = math.sqrt(sum(abs(x) * y * y for x, y in zip(c, s, strict=True)))
    return matrix(
        f"Independent $X_1, X_2, X_3$ have the means {m[0]}, {m[1]}, {m[2]} and the standard"
        f" deviations {s[0]}, {s[1]}, {s[2]}. Give mean and standard deviation of"
        f" ${score}$ (two decimals).",
        value, again=again, tol=0.006, digits=6,
        solution=f"Mean: {mean}. Variances add with squared weights, constants drop out:"
        f" $\\sqrt{{{var}}} = {value[1]:.3f}$.",
        mistakes=[
            ([mean, var], "Take the root: the standard deviation was asked."),
            ([mean, float(abs(sum(x * y for x, y in zip(c, s, strict=True))))],
             "Standard deviations do not add; variances do."),
            ([mean, plain], "Weights enter the variance squared."),
            ([mean - shift, value[1]], "The constant shifts the mean."),
        ],
    )  # fmt: skip


@question("moments-second-moment", "Expected squared loss of a constant guess", MOMENTS,
          skill="derive", minutes=4, difficulty=0.3)  # fmt: skip
def second_moment(rng: Rng) -> Variant:
    """E (X - c)^2 from a table, as variance plus squared bias."""
    while True:
        x = sorted(int(v) for v in rng.choice(np.arange(-5, 12), 4, replace=False))
        weight = rng.integers(1, 6, 4) / 10
        weight[-1] = round(1 - float(weight[:3].sum()), 1)
        if weight[-1] > 0.05:
            break
    scale, shift, c = int(rng.integers(2, 5)), int(rng.integers(-5, 6)), int(rng.integers(-6, 15))
    mean = float(weight @ x)
    var = float(weight @ np.square(x)) - mean**2
    bias = scale * mean + shift - c
    value = scale**2 * var + bias**2

    def again() -> float:
        return float(sum(p * (scale * v + shift - c) ** 2 for p, v in zip(weight, x, strict=True)))

    miss = terms((1, -c), ("Y", ""))
    return number(
        f"Demand $X$:{table(['x', *x], [['P', *(f'{w:.1f}' for w in weight)]])}Cost is"
        f" $Y = {terms((scale, shift), ('X', ''))}$. What is the expected squared error"
        f" $E({miss})^2$ if one"
        f" always predicts {c} (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"$E X = {mean:.2f}$, $\\mathrm{{Var}}\\,X = {var:.3f}$. Variance plus squared"
        " bias:"
        f" ${scale}^2 \\cdot {var:.3f} +"
        f" ({terms((round(scale * mean + shift, 2), -c), ('', ''))})^2 = {value:.3f}$.",
        mistakes=[
            (scale**2 * var, "That is the variance: a guess off the mean adds its squared bias."),
            (bias**2, "The variance of $Y$ remains even for the best guess."),
            (scale * var + bias**2, "A factor enters the variance squared."),
            (math.sqrt(value), "That is the root of the expected squared error."),
        ],
    )  # fmt: skip


@question("moments-product", "Variance of a product", MOMENTS, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def product(rng: Rng) -> Variant:
    """The variance of a product of independent variables."""
    m, k = int(rng.integers(-4, 6)), int(rng.integers(1, 7))
    s, t = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    value = (m * m + s * s) * (k * k + t * t) - m * m * k * k

    def again() -> float:
        made = [(m + e * s) * (k + f * t) for e in (-1, 1) for f in (-1, 1)]
        return float(np.var(made))

    return number(
        f"A desk holds $X$ units of a stock (mean {m}, standard deviation {s}; below zero is short)"
        f" and the price moves by $Y$ (mean {k}, standard deviation {t}), independently of $X$."
        " What"
        " is the variance of the gain $XY$?",
        value, again=again, tol=1e-6, rel=0.001,
        solution=f"$E(XY)^2 = (({m})^2 + {s}^2)({k}^2 + {t}^2)$ by independence; subtract the"
        f" squared mean $({m} \\cdot {k})^2$: {value}.",
        mistakes=[
            (s * s * t * t, "Means matter: they multiply the other variable's variance."),
            (s * s + t * t, "That is the variance of the sum."),
            ((m * m + s * s) * (k * k + t * t), "Subtract the squared mean of the product."),
            (m * m * t * t + k * k * s * s, "The product of the variances is missing."),
        ],
    )  # fmt: skip


def _joint(rng: Rng) -> np.ndarray:
    """A 2 x 3 table of probabilities in hundredths, none of them zero."""
    cuts = np.sort(rng.choice(np.arange(3, 98), 5, replace=False))
    made = np.diff(np.concatenate([[0], cuts, [100]]))
    return (made / 100).reshape(2, 3)


@question("joint-condition", "A conditional mean from a joint table", JOINT, skill="read",
          minutes=3)  # fmt: skip
def condition(rng: Rng) -> Variant:
    """E(Y | X = x) from a joint table."""
    p, x = _joint(rng), int(rng.integers(0, 2))
    y = [0, int(rng.integers(1, 4)), int(rng.integers(4, 9))]
    row = p[x]
    value = float(row @ y / row.sum())

    def again() -> float:
        counts = np.round(p * 100).astype(int)
        drawn = np.repeat(y, counts[x])
        return float(drawn.mean())

    body = [[f"X = {k}", *(f"{v:.2f}" for v in p[k])] for k in range(2)]
    return number(
        f"Joint probabilities:{table(['', *(f'Y = {v}' for v in y)], body)}What is"
        f" $E(Y \\mid X = {x})$ (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"$P(X = {x}) = {row.sum():.2f}$. Divide the row by it and average:"
        f" ${float(row @ y):.3f}/{row.sum():.2f} = {value:.4f}$.",
        mistakes=[
            (float(row @ y), f"Divide by $P(X = {x})$."),
            (float(p.sum(0) @ y), "That is the unconditional mean of Y."),
            (float(p[1 - x] @ y / p[1 - x].sum()), "That is the other row."),
            (float(np.mean(y)), "The values of Y are not equally likely in this row."),
        ],
    )  # fmt: skip


@question("joint-marginal-density", "A marginal density", JOINT, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def marginal_density(rng: Rng) -> Variant:
    """The marginal density of X for a joint density on a triangle or a square."""
    a, b, k = int(rng.integers(1, 6)), int(rng.integers(1, 6)), int(rng.integers(1, 4))
    square = bool(rng.integers(0, 2))
    power = "y" if k == 1 else f"y^{k}"
    if square:
        norm = a / 2 + b / (k + 1)
        text = f"proportional to ${terms((a, b), ('x', power))}$ on the unit square"
        right = f"({a}*x + {b}/{k + 1})/({a}/2 + {b}/{k + 1})"
        other = f"({a * (k + 1)}*x + {b})*2/({a}*{k + 1} + 2*{b})"
        wrong = f"({a}*x + {b})/({a}/2 + {b}/{k + 1})"
    else:
        norm = a / 3 + b / 6
        text = f"proportional to ${terms((a, b), ('x', 'y'))}$ on the triangle $0 < y < x < 1$"
        right = f"({a}*x^2 + {b}*x^2/2)/({a}/3 + {b}/6)"
        other, wrong = "3*x^2", f"({a}*x + {b}/2)/({a}/3 + {b}/6)"
    return expression(
        f"A pair $(X, Y)$ has a joint density {text}. Give the marginal density of $X$ for $0 < x"
        " < 1$ as an"
        " expression in x.",
        right, {"x": (0.05, 0.95)}, again=lambda: other,
        solution="Integrate over $y$ at fixed $x$, with the limits that the region allows, and"
        f" divide by the integral over the region, {norm:.4f}: {right}.",
        mistakes=[
            (wrong, "Integrate over $y$ within the region; do not put in one value of $y$."),
            (right.rpartition("/(")[0] if square else f"{a}*x^2 + {b}*x^2/2",
             "The density must integrate to one: divide by the total."),
        ],
    )  # fmt: skip


@question("joint-product-rule", "A chain of conditionals", JOINT, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def product_rule(rng: Rng) -> Variant:
    """P(C = 1) by summing a factorised joint over A and B."""
    a = int(rng.integers(2, 9)) / 10
    b = [int(v) / 10 for v in rng.choice(np.arange(1, 10), 2, replace=False)]
    c = rng.choice(np.arange(1, 10), (2, 2)) / 10
    while len(set(c.ravel().tolist())) < 4:
        c = rng.choice(np.arange(1, 10), (2, 2)) / 10

    def weight(i: int, j: int) -> float:
        return (a if i else 1 - a) * (b[i] if j else 1 - b[i])

    value = sum(weight(i, j) * float(c[i, j]) for i in (0, 1) for j in (0, 1))

    def again() -> float:
        prior = np.array([1 - a, a])
        second = np.array([[1 - v, v] for v in b])
        return float(np.einsum("i,ij,ij->", prior, second, c))

    body = [[i, j, f"{c[i, j]:.1f}"] for i in (0, 1) for j in (0, 1)]
    return number(
        f"Three 0/1 variables: $P(A=1) = {a:g}$, $P(B=1 \\mid A=0) = {b[0]:g}$,"
        f" $P(B=1 \\mid A=1) = {b[1]:g}$, and{table(['A', 'B', 'P(C = 1 given A, B)'], body)}What"
        " is"
        " $P(C=1)$ (three decimals)?",
        value, again=again, tol=0.0011,
        solution="$P(C=1) = \\sum_{a,b} P(a)P(b \\mid a)P(C=1 \\mid a, b)$: $"
        + " + ".join(f"{weight(i, j):.3f} \\cdot {c[i, j]:.1f}" for i in (0, 1) for j in (0, 1))
        + f" = {value:.4f}$.",
        mistakes=[
            (float(c.mean()), "The four rows are not equally likely."),
            (a * b[1] * float(c[1, 1]), "That is one path only: sum over all four."),
            (sum((a if i else 1 - a) * (np.mean(b) if j else 1 - np.mean(b)) * float(c[i, j])
                 for i in (0, 1) for j in (0, 1)), "B depends on A: use its own conditional."),
        ],
    )  # fmt: skip
