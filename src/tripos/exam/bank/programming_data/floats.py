"""Floating-point numbers: spacing, overflow, cancellation, stable forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, getcontext

import numpy as np

from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "floating-point-arithmetic"


@question("float-log-sum-exp", "Log-sum-exp by hand", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def log_sum_exp(rng: Rng) -> Variant:
    """The log of a sum of exponentials that overflow or underflow one by one."""
    sign = int(pick(rng, [-1, 1]))
    top = sign * int(rng.integers(80, 200)) * 10
    factors = [int(x) for x in rng.choice(range(2, 10), 2, replace=False)]
    value = top + math.log(1 + sum(1 / f for f in factors))
    shown = [f"{top}", *(f"{top} - \\ln {f}" for f in factors)]
    order = [shown[int(at)] for at in rng.permutation(3)]

    def again() -> float:
        logs = [top, *(top - math.log(f) for f in factors)]
        return float(np.logaddexp.reduce(logs))

    sums = "1 + " + " + ".join(f"\\frac{{1}}{{{f}}}" for f in factors)
    fate = "overflows to infinity" if sign > 0 else "underflows to zero"
    return number(
        f"Unnormalised log weights are ${order[0]}$, ${order[1]}$ and ${order[2]}$ (natural"
        " logarithms). Computed naively in float64, the log of the sum of the weights fails. What"
        " is it, to three decimals?",
        value, again=again, rel=0, tol=0.0011, digits=3,
        solution=f"Each exponential {fate}. Take out the largest: ${top} + \\ln({sums}) ="
        f" {value:.3f}$.",
        mistakes=[
            (float(top), "The largest alone is not enough: the others are fractions of it that"
             " add up."),
            (top - math.log(factors[0]) - math.log(factors[1]) + top + top,
             "The log of a sum is not the sum of the logs."),
            (math.log(1 + sum(1 / f for f in factors)), "Add the largest log weight back on."),
            (top + sum(1 / f for f in factors), "Take the logarithm of the sum that is left."),
            (top + math.log(1 + sum(factors)), "Subtracting a logarithm divides the weight."),
        ],
    )  # fmt: skip


@question("float-spacing", "The gap between floats", ABOUT, skill="compute", minutes=3,
          difficulty=0.4)  # fmt: skip
def spacing(rng: Rng) -> Variant:
    """The distance of neighbouring numbers of a format near a value."""
    name, bits, low, high = pick(rng, [
        ("float16", 10, 5, 14), ("float32", 23, 16, 30), ("bfloat16", 7, 5, 16),
    ])  # fmt: skip
    power = int(rng.integers(low, high))
    near = 2**power + int(rng.integers(1, 2**power // 8)) * 3
    value = 2.0 ** (power - bits)

    def again() -> float:
        if name == "bfloat16":  # float32 with 16 bits fewer
            return float(np.spacing(np.float32(2**power))) * 2**16
        kind = np.float16 if name == "float16" else np.float32
        return float(np.spacing(kind(near)))

    return number(
        f"The format {name} stores {bits} bits of the fraction (and a leading 1 that is not"
        f" stored). How far apart are neighbouring {name} numbers near {near}?",
        value, again=again, rel=1e-4, digits=12,
        solution=f"${2**power} \\le {near} < {2 ** (power + 1)}$, so the exponent is {power} and"
        f" the last stored bit is worth $2^{{{power} - {bits}}} = {value:.12g}$.",
        mistakes=[
            (2.0**-bits, "That is the spacing just above 1; it grows with the exponent."),
            (value / 2, "The leading bit is not stored: there are as many steps as stored bits"
             " allow; half a spacing is the rounding error."),
            (value * 2, "Take the power of two below the value, not the one above it."),
            (near * 2.0**-bits, "The spacing is constant between powers of two: round the value"
             " down to one."),
        ],
    )  # fmt: skip


@question("float-counter-stuck", "A counter that stops", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.7)  # fmt: skip
def counter_stuck(rng: Rng) -> Variant:
    """Adding a small constant again and again in low precision stops at a power of two."""
    name, bits = pick(rng, [("float16", 10), ("bfloat16", 7), ("float32", 23)])
    down = int(rng.integers(0, 7))
    step = 2.0**-down
    value = step * 2.0 ** (bits + 1)
    unit = pick(rng, ["loss", "weight", "score", "count", "time", "reward"])

    def again() -> float:
        def rounded(x: float) -> float:  # to bits + 1 significant bits, ties to even
            exponent = math.floor(math.log2(x))
            scale = 2.0 ** (exponent - bits)
            return round(x / scale) * scale

        if bits < 23:
            total = step
            while rounded(total + step) > total:
                total = rounded(total + step)
            return total
        exponent = next(e for e in range(-20, 60) if rounded(2.0**e + step) == 2.0**e)
        return 2.0**exponent

    return number(
        f"A {unit} is summed in a {name} variable ({bits} stored bits of the fraction, rounding to"
        f" nearest, ties to even) by adding ${'1' if not down else f'2^{{-{down}}}'}$ again and"
        " again, starting from 0. At which value does the sum stop growing?",
        value, again=again, rel=1e-6, digits=8,
        solution=f"The addition is lost when the step is at most half the spacing. At $2^k$ the"
        f" spacing is $2^{{k - {bits}}}$; half of it equals $2^{{-{down}}}$ for $k = {bits} + 1 -"
        f" {down}$, and the tie goes to the even neighbour, the old value: {value:g}. Sum in a"
        " wider format or in blocks.",
        mistakes=[
            (value / 2, "There the spacing equals the step, which can still be added exactly; one"
             " power of two later it is lost."),
            (value * 2, "The tie is rounded to even, back to the old value, already at the power"
             " of two before."),
            (2.0 ** (bits + 1) / step, "A smaller step is lost earlier, not later."),
            (2.0 ** (bits + 1), "That is the limit for a step of 1."),
        ],
    )  # fmt: skip


_CLOSE: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("\\sqrt{x + 1} - \\sqrt{x}", "large", [
        ("s(x + 1) - s(x)", "\\sqrt{x + 1} - \\sqrt{x}"),
        ("1 / (s(x + 1) + s(x))", "\\frac{1}{\\sqrt{x + 1} + \\sqrt{x}}"),
        ("s(x) * (s(1 + 1 / x) - 1)", "\\sqrt{x}\\,(\\sqrt{1 + 1/x} - 1)"),
        ("(s(x + 1) ** 2 - s(x) ** 2) / (s(x + 1) + s(x))",
         "\\frac{(\\sqrt{x + 1})^2 - (\\sqrt{x})^2}{\\sqrt{x + 1} + \\sqrt{x}}"),
    ]),
    ("\\frac{1}{x} - \\frac{1}{x + 1}", "large", [
        ("1 / x - 1 / (x + 1)", "\\frac{1}{x} - \\frac{1}{x + 1}"),
        ("1 / (x * (x + 1))", "\\frac{1}{x (x + 1)}"),
        ("(1 - x / (x + 1)) / x", "\\frac{1}{x} (1 - \\frac{x}{x + 1})"),
        ("((x + 1) / x - 1) / (x + 1)", "\\frac{1}{x + 1} (\\frac{x + 1}{x} - 1)"),
    ]),
    ("1 - \\sqrt{1 - x}", "small", [
        ("1 - s(1 - x)", "1 - \\sqrt{1 - x}"),
        ("x / (1 + s(1 - x))", "\\frac{x}{1 + \\sqrt{1 - x}}"),
        ("(1 - (1 - x)) / (1 + s(1 - x))", "\\frac{1 - (1 - x)}{1 + \\sqrt{1 - x}}"),
        ("s(1 - x) * (1 / s(1 - x) - 1)", "\\sqrt{1 - x}\\,(1 / \\sqrt{1 - x} - 1)"),
    ]),
    ("(1 + x)^2 - 1", "small", [
        ("(1 + x) ** 2 - 1", "(1 + x)^2 - 1"),
        ("x * (2 + x)", "x (2 + x)"),
        ("(1 + 2 * x + x * x) - 1", "(1 + 2 x + x^2) - 1"),
        ("(1 + x) * ((1 + x) - 1 / (1 + x))", "(1 + x)\\,((1 + x) - \\frac{1}{1 + x})"),
    ]),
    ("\\frac{1}{1 - x} - 1", "small", [
        ("1 / (1 - x) - 1", "\\frac{1}{1 - x} - 1"),
        ("x / (1 - x)", "\\frac{x}{1 - x}"),
        ("(1 - (1 - x)) / (1 - x)", "\\frac{1 - (1 - x)}{1 - x}"),
        ("(1 + x) / (1 - x * x) - 1", "\\frac{1 + x}{1 - x^2} - 1"),
    ]),
    ("x - \\sqrt{x^2 - 1}", "large", [
        ("x - s(x * x - 1)", "x - \\sqrt{x^2 - 1}"),
        ("1 / (x + s(x * x - 1))", "\\frac{1}{x + \\sqrt{x^2 - 1}}"),
        ("x * (1 - s(1 - 1 / (x * x)))", "x\\,(1 - \\sqrt{1 - 1/x^2})"),
        ("(x * x - s(x * x - 1) ** 2) / (x + s(x * x - 1))",
         "\\frac{x^2 - (\\sqrt{x^2 - 1})^2}{x + \\sqrt{x^2 - 1}}"),
    ]),
]  # fmt: skip


def _at(text: str, x: float | Decimal) -> float:
    """A form evaluated in the arithmetic of its argument."""
    root: Callable[..., float | Decimal] = Decimal.sqrt if isinstance(x, Decimal) else math.sqrt
    return eval(text, {"s": root, "x": x})  # noqa: S307 - the forms above


@question("float-stable-form", "Choose the stable form", ABOUT, skill="choose", minutes=3,
          difficulty=0.5)  # fmt: skip
def stable_form(rng: Rng) -> Variant:
    """Of four equal expressions, the one that does not cancel; decided by computing them."""
    name, where, forms = pick(rng, _CLOSE)
    digit, power = int(rng.integers(2, 10)), int(rng.integers(10, 14))
    if name.startswith("x"):
        power -= 5
    x = float(f"{digit}e{power if where == 'large' else -power}")
    shown = f"{digit} \\cdot 10^{{{power if where == 'large' else -power}}}"
    right = forms[1]

    def apart(text: str) -> float:
        getcontext().prec = 60
        exact = Decimal(_at(text, Decimal(x)))
        return float(abs(Decimal(_at(text, x)) - exact) / exact)

    def again() -> str:
        return f"${min(forms, key=lambda form: apart(form[0]))[1]}$"

    return choose(
        rng,
        f"These are equal in exact arithmetic. Which keeps nearly all digits in float64 at $x ="
        f" {shown}$?",
        f"${right[1]}$",
        [(f"${latex}$", f"Two nearly equal numbers are subtracted: the relative error here is about"
          f" {max(apart(text), 1e-16):.0e}, against $10^{{-16}}$ for the best form.")
         for text, latex in forms if latex != right[1]],
        again=again,
        solution=f"Look for the subtraction of nearly equal numbers after rounding. Only"
        f" ${right[1]}$ has none: it is what is left when the cancellation in ${name}$ is done with"
        " algebra.",
    )  # fmt: skip
