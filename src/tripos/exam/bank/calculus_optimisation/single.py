"""Derivatives and integrals of one variable."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import table, terms
from tripos.exam.makers import expression, number
from tripos.exam.question import Rng, Variant, question

DERIVATIVE = "derivatives"
INTEGRAL = "integration"


@question("derivative-composite", "Derivative of a composite function", DERIVATIVE,
          skill="compute", minutes=3)  # fmt: skip
def composite(rng: Rng) -> Variant:
    """The derivative of a composite function that appears in machine learning."""
    a, b = (int(v) for v in rng.integers(2, 8, 2))
    c = int(rng.integers(1, 6))
    rows = [
        (f"\\log({c} + e^{{{a}x}})", f"{a}*exp({a}*x)/({c} + exp({a}*x))",
         f"{a}/(1 + {c}*exp(-{a}*x))", f"exp({a}*x)/({c} + exp({a}*x))"),
        (f"x e^{{-{a}x^2}}", f"exp(-{a}*x^2)*(1 - {2 * a}*x^2)",
         f"exp(-{a}*x^2) - {2 * a}*x*x*exp(-{a}*x^2)", f"-{2 * a}*x*exp(-{a}*x^2)"),
        (f"\\sqrt{{x^2 + {c}}} - {b}x", f"x/sqrt(x^2 + {c}) - {b}",
         f"x*(x^2 + {c})^(-1/2) - {b}", f"1/(2*sqrt(x^2 + {c})) - {b}"),
        (f"\\tanh^2({a}x)", f"{2 * a}*tanh({a}*x)*(1 - tanh({a}*x)^2)",
         f"{2 * a}*sinh({a}*x)/cosh({a}*x)^3", f"2*tanh({a}*x)*(1 - tanh({a}*x)^2)"),
        (f"\\sigma({a}x - {b})(1 - \\sigma({a}x - {b}))",
         f"{a}*sigmoid({a}*x - {b})*(1 - sigmoid({a}*x - {b}))*(1 - 2*sigmoid({a}*x - {b}))",
         f"-{a}/4*tanh(({a}*x - {b})/2)/cosh(({a}*x - {b})/2)^2",
         f"sigmoid({a}*x - {b})*(1 - sigmoid({a}*x - {b}))*(1 - 2*sigmoid({a}*x - {b}))"),
        (f"\\frac{{e^{{{a}x}}}}{{x^2 + {c}}}",
         f"exp({a}*x)*({a}*(x^2 + {c}) - 2*x)/(x^2 + {c})^2",
         f"{a}*exp({a}*x)/(x^2 + {c}) - 2*x*exp({a}*x)/(x^2 + {c})^2",
         f"{a}*exp({a}*x)/(2*x)"),
        (f"\\log(x^{{{a}}} + {c}x)", f"({a}*x^{a - 1} + {c})/(x^{a} + {c}*x)",
         f"1/x + {a - 1}*x^{a - 2}/(x^{a - 1} + {c})", f"1/(x^{a} + {c}*x)"),
    ]  # fmt: skip
    shown, right, other, wrong = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"Differentiate $f(x) = {shown}$ (for $x > 0$; $\\sigma$ is the logistic function)."
        " Give $f'(x)$ as an expression in x; you may write sigmoid(x).",
        right, {"x": (0.1, 1.4)}, again=lambda: other,
        solution="Differentiate from the outside in: the outer derivative at the inner function"
        " times the inner derivative; products and quotients give one term for each factor."
        f" Result: {right}.",
        mistakes=[
            (wrong, "A factor or term is missing: check the inner derivative and each factor."),
            (f"-({right})", "The sign is reversed."),
        ],
    )  # fmt: skip


@question("derivative-peak", "Where a curve peaks", DERIVATIVE, skill="derive", minutes=4,
          difficulty=0.2)  # fmt: skip
def peak(rng: Rng) -> Variant:
    """The largest value of x^a exp(-b x^c), by a sign change of the derivative."""
    a, c = int(rng.integers(2, 7)), int(rng.integers(1, 3))
    b = float(rng.integers(1, 13)) / 4
    at = (a / (b * c)) ** (1 / c)
    value = at**a * math.exp(-b * at**c)

    def again() -> float:
        x = np.linspace(0.001, 4 * at, 200_001)
        return float((x**a * np.exp(-b * x**c)).max())

    power = "x" if c == 1 else "x^2"
    return number(
        f"What is the largest value of $f(x) = x^{a} e^{{-{b:g}{power}}}$ for $x > 0$ (three"
        " significant digits)?",
        value, again=again, rel=0.006,
        solution=f"$f'(x)$ has the sign of ${terms((a, -b * c), ('', power))}$, which turns from"
        " plus to minus"
        f" at $x = {at:.4f}$: a maximum. $f({at:.4f}) = {value:.4f}$.",
        mistakes=[
            (at, "That is where the maximum lies; its value was asked."),
            (math.exp(-b), "$f(1)$ is not the maximum: set the derivative to zero."),
            ((a / b) ** a * math.exp(-a) if c > 1 else a**a * math.exp(-b * a),
             "Check the inner derivative of the exponent."),
        ],
    )  # fmt: skip


@question("derivative-local-maximum", "Local maximum of a cubic", DERIVATIVE, skill="compute",
          minutes=3, difficulty=-0.2)  # fmt: skip
def local_maximum(rng: Rng) -> Variant:
    """Which critical point of a cubic is a maximum, and its value."""
    while True:
        p, q = sorted(int(v) for v in rng.choice(np.arange(-4, 6), 2, replace=False))
        sign, c = int(rng.choice([-1, 1])), int(rng.integers(-9, 10))
        if (p + q) % 2 == 0 and p * q:
            break
    cubic = [2 * sign, -3 * sign * (p + q), 6 * sign * p * q, c]
    at, other = (p, q) if sign > 0 else (q, p)

    def f(x: float) -> float:
        return ((cubic[0] * x + cubic[1]) * x + cubic[2]) * x + cubic[3]

    def again() -> float:
        x = np.arange((p - 1) * 1000, (q + 1) * 1000 + 1) / 1000
        y = np.polyval(cubic, x)
        inner = (y[1:-1] >= y[:-2]) & (y[1:-1] >= y[2:])
        return float(y[1:-1][inner].max())

    shown = terms(cubic, ("x^3", "x^2", "x", ""))
    return number(
        f"What is the local maximum value of $f(x) = {shown}$?",
        f(at), again=again, tol=1e-4, rel=1e-4,
        solution=f"$f'(x) = {6 * sign}({terms((1, -p), ('x', ''))})({terms((1, -q), ('x', ''))})$."
        f" $f''({at}) = "
        f"{6 * sign * (2 * at - p - q)} < 0$, so the maximum is at ${at}$ with value {f(at):g}.",
        mistakes=[
            (f(other), "There the second derivative is positive: that is the minimum."),
            (at, "That is the position; the value was asked."),
            (f(0), "The derivative is not zero at 0."),
        ],
    )  # fmt: skip


@question("integral-by-parts", "An integral by parts", INTEGRAL, skill="compute", minutes=4)
def by_parts(rng: Rng) -> Variant:
    """A discounted accumulated quantity: the integral of (c + d t) exp(-a t) up to T."""
    a, c = float(rng.integers(2, 21)) / 10, int(rng.integers(0, 6))
    d, end = int(rng.integers(1, 9)), int(rng.integers(1, 6))
    tail = math.exp(-a * end)
    value = (c + d / a) / a - tail * ((c + d * end) / a + d / a**2)

    def again() -> float:
        t = np.linspace(0, end, 20_001)
        y = (c + d * t) * np.exp(-a * t)
        step = end / 20_000
        return float(step / 3 * (y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum()))

    rate, fall = terms((c, d), ("", "t")), terms((-a,), ("t",))
    return number(
        f"A service earns at the rate ${rate}$ (thousand a year) and future money is discounted"
        f" by $e^{{{fall}}}$. What are the discounted earnings of the years 0 to {end}, in"
        " thousands (three significant digits)?",
        value, again=again, rel=0.006, tol=0.006,
        solution=f"By parts: $\\int ({rate})e^{{{fall}}} dt = -\\left(\\frac{{{rate}}}"
        f"{{{a:g}}} + \\frac{{{d}}}{{{a * a:g}}}\\right) e^{{{fall}}}$. Between 0 and {end} this"
        f" gives {value:.4f}.",
        mistakes=[
            (c * end + d * end**2 / 2, "The discount was left out."),
            ((c + d / a) / a, f"That runs to infinity; stop at {end}."),
            ((c * end + d * end**2 / 2) * tail, "The discount changes over time: integrate it."),
            ((c - tail * (c + d * end)) / a, "The second term of integration by parts is missing."),
        ],
    )  # fmt: skip


@question("integral-substitution", "An integral by substitution", INTEGRAL, skill="derive",
          minutes=3, difficulty=0.2)  # fmt: skip
def substitution(rng: Rng) -> Variant:
    """A definite integral with a free upper end, as an expression."""
    a, b, c = (int(v) for v in rng.integers(2, 9, 3))
    rows = [
        (f"\\frac{{{c}x}}{{{b} + {a}x^2}}", f"{c}/{2 * a}*log(1 + {a}*t^2/{b})",
         f"{c}*(log({b} + {a}*t^2) - log({b}))/(2*{a})", f"{c}*log(1 + {a}*t^2/{b})",
         f"u = {b} + {a}x^2"),
        (f"{c}x e^{{-{a}x^2}}", f"{c}/{2 * a}*(1 - exp(-{a}*t^2))",
         f"{c}/{a}*exp(-{a}*t^2/2)*sinh({a}*t^2/2)", f"-{c}/{2 * a}*exp(-{a}*t^2)",
         f"u = {a}x^2"),
        (f"\\frac{{{c}e^{{{a}x}}}}{{{b} + e^{{{a}x}}}}",
         f"{c}/{a}*log(({b} + exp({a}*t))/({b} + 1))",
         f"{c}*t + {c}/{a}*log((1 + {b}*exp(-{a}*t))/({b} + 1))", f"{c}/{a}*log({b} + exp({a}*t))",
         f"u = {b} + e^{{{a}x}}"),
        (f"{c}x\\sqrt{{{b} + {a}x^2}}", f"{c}/{3 * a}*(({b} + {a}*t^2)^1.5 - {b}^1.5)",
         f"{c}/{3 * a}*(sqrt({b} + {a}*t^2)*({b} + {a}*t^2) - {b}*sqrt({b}))",
         f"{c}/{3 * a}*({b} + {a}*t^2)^1.5", f"u = {b} + {a}x^2"),
    ]  # fmt: skip
    shown, right, other, wrong, inner = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"Evaluate $\\int_0^t {shown} \\, dx$ for $t > 0$ as an expression in t.",
        right, {"t": (0.2, 2.0)}, again=lambda: other,
        solution=f"Substitute ${inner}$; its derivative stands, up to a factor, in the numerator or"
        f" in front. Put in both ends: {right}.",
        mistakes=[
            (wrong, "Check the factor from the substitution and subtract the lower end."),
            (f"-({right})", "The sign is reversed: the integrand is positive."),
        ],
    )  # fmt: skip


@question("integral-accumulated", "Accumulated quantity from a table of rates", INTEGRAL,
          skill="read", minutes=3)  # fmt: skip
def accumulated(rng: Rng) -> Variant:
    """Energy from power readings at uneven times by the trapezoid rule."""
    steps = [int(v) for v in rng.choice([5, 10, 15, 20, 30], 4)]
    while len(set(steps)) < 3:
        steps = [int(v) for v in rng.choice([5, 10, 15, 20, 30], 4)]
    times = np.concatenate([[0], np.cumsum(steps)])
    power = [int(v) for v in rng.integers(90, 400, 5)]
    value = sum(h * (p + q) / 2 for h, p, q in zip(steps, power, power[1:], strict=False)) / 60
    left = sum(h * p for h, p in zip(steps, power, strict=False)) / 60
    naive = float(np.mean(power)) * float(times[-1]) / 60

    def again() -> float:
        minute = np.arange(times[-1]) + 0.5
        return float(np.interp(minute, times, power).sum() / 60)

    rows = [["power (W)", *power]]
    return number(
        "The power draw of a GPU during a job was logged."
        + table(["time (min)", *times.tolist()], rows)
        + "How many watt-hours did the job use, if the power changes linearly between readings"
        " (one decimal)?",
        value, again=again, tol=0.06, rel=0.001, unit="Wh",
        solution="Energy is the integral of power. On each piece the mean of both ends times the"
        f" length in hours; together {value:.2f} Wh.",
        mistakes=[
            (naive, "Readings are not equally spaced: weight each piece by its length."),
            (left, "That holds each reading until the next; power changes linearly."),
            (value * 60, "Minutes must be turned into hours."),
            (float(power[-1] - power[0]), "Integrate the power; the change of it is not energy."),
        ],
    )  # fmt: skip
