"""Convexity, and steps for functions that are not smooth."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tripos.exam.bank.shown import table, terms, vec
from tripos.exam.makers import choose_all, interval, matrix, number
from tripos.exam.question import Rng, Variant, question

CONVEX = "convex-functions"
PROXIMAL = "subgradients-proximal-methods"

_FUNCTIONS: tuple[tuple[str, bool, str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("\\log(1 + e^{-x})", True, "Its second derivative is s(1 - s) > 0.",
     lambda x: np.log1p(np.exp(-x))),
    ("(1 - \\sigma(x))^2", False, "A square of a sigmoid flattens for very negative x.",
     lambda x: (1 - 1 / (1 + np.exp(-x))) ** 2),
    ("\\max(0, 1 - x)^2", True, "A non-negative convex function, squared, stays convex.",
     lambda x: np.maximum(0, 1 - x) ** 2),
    ("\\min(x^2, 1)", False, "A minimum of convex functions need not be convex.",
     lambda x: np.minimum(x * x, 1)),
    ("|x - 1| + |x + 2|", True, "Sums of convex functions are convex.",
     lambda x: np.abs(x - 1) + np.abs(x + 2)),
    ("\\sqrt{|x|}", False, "It is concave on each side of zero.", lambda x: np.sqrt(np.abs(x))),
    ("e^{x^2}", True, "An increasing convex function of a convex one is convex.",
     lambda x: np.exp(x * x)),
    ("x^4 - 3x^2", False, "Its second derivative is negative at zero.",
     lambda x: x**4 - 3 * x * x),
    ("\\sqrt{1 + x^2}", True, "Its second derivative is (1 + x^2)^(-3/2) > 0.",
     lambda x: np.sqrt(1 + x * x)),
    ("\\log(1 + x^2)", False, "Its second derivative changes its sign at |x| = 1.",
     lambda x: np.log1p(x * x)),
    ("\\max(x, x^2, 2x - 1)", True, "A maximum of convex functions is convex.",
     lambda x: np.maximum(np.maximum(x, x * x), 2 * x - 1)),
    ("1 - e^{-x^2}", False, "It flattens out far from zero: not convex there.",
     lambda x: 1 - np.exp(-x * x)),
)  # fmt: skip


@question("convex-which-losses", "Which functions are convex", CONVEX, skill="diagnose", minutes=4)
def which_losses(rng: Rng) -> Variant:
    """All convex functions of five drawn ones."""
    drawn = [_FUNCTIONS[at] for at in rng.choice(len(_FUNCTIONS), 5, replace=False)]
    while not 1 <= sum(one[1] for one in drawn) <= 4:
        drawn = [_FUNCTIONS[at] for at in rng.choice(len(_FUNCTIONS), 5, replace=False)]

    def again() -> list[str]:
        x = np.linspace(-3, 3, 241)
        found = []
        for text, _, _, f in drawn:
            middle = f((x[:, None] + x[None, :]) / 2)
            chord = (f(x)[:, None] + f(x)[None, :]) / 2
            if (middle <= chord + 1e-9).all():
                found.append(f"${text}$")
        return found

    return choose_all(
        rng,
        "Choose all functions that are convex on the whole real line ($\\sigma$ is the logistic"
        " function).",
        [(f"${text}$", holds, why) for text, holds, why, _ in drawn], again=again,
        solution=" ".join(f"${text}$: {'convex' if holds else 'not convex'}. {why}"
                          for text, holds, why, _ in drawn),
    )  # fmt: skip


@question("convex-parameter-range", "For which parameters is it convex", CONVEX, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def parameter_range(rng: Rng) -> Variant:
    """The interval of the mixed coefficient for which a sum of convex terms stays convex."""
    a, b, c = (int(v) for v in rng.integers(1, 8, 3))
    p = int(rng.integers(1, 4))
    end = 2 * math.sqrt((a + p) * b)

    def again() -> tuple[float, float]:
        low, high = 0.0, 60.0
        for _ in range(50):
            t = (low + high) / 2
            angle = np.linspace(0, np.pi, 4001)
            x, y = np.cos(angle), np.sin(angle)
            least = ((a + p) * x * x + t * x * y + b * y * y).min()
            low, high = (t, high) if least >= 0 else (low, t)
        return -low, low

    return interval(
        f"For which $t$ is $f(x, y) = {terms((a, b), ('x^2', 'y^2'))} + txy +"
        f" {terms((c, p), ('x^4', 'x^2'))} - 7y$ convex on the whole plane? Give the closed"
        " interval (two"
        " decimals).",
        -end, end, again=again,
        solution=f"The Hessian is $\\begin{{pmatrix}} {2 * (a + p)} + {12 * c}x^2 & t \\\\ t &"
        f" {2 * b} \\end{{pmatrix}}$. The term in $x$ is least at $x = 0$, where the determinant is"
        f" ${4 * (a + p) * b} - t^2 \\ge 0$: $|t| \\le {end:.3f}$.",
        mistakes=[
            ((-end / 2, end / 2), "The mixed derivative is $t$ itself; the squares give twos."),
            ((-2 * math.sqrt((a + p + 6 * c) * b), 2 * math.sqrt((a + p + 6 * c) * b)),
             "The quartic helps only away from zero: the Hessian must be fine at $x = 0$."),
            ((-2 * math.sqrt(a * b), 2 * math.sqrt(a * b)), "Collect both terms in $x^2$ first."),
        ],
    )  # fmt: skip


@question("convex-strong-bound", "How far from the optimum", CONVEX, skill="derive", minutes=4,
          difficulty=0.6)  # fmt: skip
def strong_bound(rng: Rng) -> Variant:
    """A bound on suboptimality from the gradient norm and strong convexity."""
    m, g = float(rng.choice([0.05, 0.1, 0.2, 0.5, 1, 2])), float(rng.integers(2, 31)) / 10
    ask_gap = bool(rng.integers(0, 2))
    value = g * g / (2 * m) if ask_gap else g / m

    def again() -> float:
        t = np.linspace(0, 2 * g / m, 200_001)
        fall = g * t - m * t * t / 2  # the worst case along a line, by the quadratic lower bound
        return float(fall.max()) if ask_gap else float(t[int(np.argmax(fall))])

    what = "the loss exceed its minimum" if ask_gap else "the weights be away from the optimum"
    return number(
        f"Ridge regression with penalty $\\frac{{{m:g}}}{{2}}\\|w\\|^2$ makes the loss strongly"
        f" convex with constant $m = {m:g}$. The solver stops at a gradient of norm {g:g}. By how"
        f" much, at most, can {what} (no more is known)?",
        value, again=again,
        solution="Strong convexity: $f(v) \\ge f(w) + g^\\top(v - w) + \\frac{m}{2}\\|v - w\\|^2$."
        " Minimise the right side over $v$: the gap is at most $\\|g\\|^2/(2m)$, and"
        f" $\\|w - w^*\\| \\le \\|g\\|/m$. Here {value:.4g}.",
        mistakes=[
            (g / m if ask_gap else g * g / (2 * m), "That bounds the other quantity."),
            (g * g / m, "Minimising the quadratic bound gives a factor one half."),
            (g, "A small gradient means little without the curvature: divide by $m$."),
            (g / (2 * m), "Check the power of the gradient norm and the factor one half."),
        ],
    )  # fmt: skip


@question("prox-soft-threshold", "A proximal gradient step", PROXIMAL, skill="compute", minutes=4)
def soft_threshold(rng: Rng) -> Variant:
    """One ISTA step: a gradient step, then soft-thresholding."""
    eta, lam = float(rng.choice([0.1, 0.2, 0.25, 0.5])), int(rng.integers(1, 6))
    while True:
        w, g = rng.integers(-6, 7, 4) / 2, rng.integers(-9, 10, 4)
        half = w - eta * g
        cut = eta * lam
        small = np.abs(half) < cut - 0.02
        if small.any() and (~small).sum() >= 2 and (np.abs(np.abs(half) - cut) > 0.02).all():
            break
    value = np.sign(half) * np.maximum(np.abs(half) - cut, 0)

    def again() -> list[float]:
        grid = np.linspace(-12, 12, 48_001)
        return [float(grid[int(np.argmin((grid - h) ** 2 / 2 + cut * np.abs(grid)))])
                for h in half]  # fmt: skip

    hard = np.where(np.abs(half) > cut, half, 0)
    return matrix(
        f"Lasso with penalty $\\lambda\\|w\\|_1$, $\\lambda = {lam}$. At $w = {vec(w)}$ the smooth"
        f" part has the gradient ${vec(g)}$. Give $w$ after one proximal gradient step of size"
        f" {eta:g} (three decimals).",
        value.tolist(), again=again, tol=0.0011, digits=5,
        solution=f"Gradient step: $w - {eta:g} g = {vec(np.round(half, 4))}$. Then shrink each"
        " entry"
        f" by $\\eta\\lambda = {cut:g}$ towards zero, and set it to zero if it is smaller than"
        f" that: {vec(np.round(value, 4))}.",
        mistakes=[
            (half.tolist(), "The threshold is missing: shrink after the gradient step."),
            (hard.tolist(), "That is hard thresholding; entries that survive shrink as well."),
            ((np.sign(half) * np.maximum(np.abs(half) - lam, 0)).tolist(),
             "The threshold is step size times penalty."),
            ((half - cut * np.sign(w)).tolist(), "That is a subgradient step; it makes no zeros."),
        ],
    )  # fmt: skip


@question("prox-subdifferential", "The subdifferential at a kink", PROXIMAL, skill="derive",
          minutes=3, difficulty=0.3)  # fmt: skip
def subdifferential(rng: Rng) -> Variant:
    """The interval of subgradients of a sum of absolute values and a hinge at a kink."""
    a, b, c = int(rng.integers(1, 7)), int(rng.integers(1, 6)), int(rng.integers(1, 5))
    p = int(rng.integers(-3, 4))
    d = int(rng.integers(-4, 5))
    low, high = 2.0 * c * p + d - a, 2.0 * c * p + d + a + b

    def again() -> tuple[float, float]:
        def f(x: float) -> float:
            return a * abs(x - p) + b * max(0.0, x - p) + c * x * x + d * x

        h = 1e-6
        return (f(p) - f(p - h)) / h, (f(p + h) - f(p)) / h

    at = terms((1, -p), ("x", ""))
    kink, smooth = f"\\max(0, {at})", terms((c, d), ("x^2", "x"))
    return interval(
        f"Give the interval of all subgradients of $f(x) = {terms((a, b), (f'|{at}|', kink))} +"
        f" {smooth}$ at $x = {p}$.",
        low, high, again=again,
        solution=f"At the kink $|{at}|$ contributes $[-{a}, {a}]$, the hinge $[0, {b}]$, the smooth"
        f" part its derivative ${2 * c * p + d}$. Sums of intervals: $[{low:g}, {high:g}]$."
        f" Zero {'lies' if low <= 0 <= high else 'does not lie'} in it, so the point is"
        f" {'' if low <= 0 <= high else 'not '}a minimiser.",
        mistakes=[
            ((-a, a + b), "The smooth part shifts the interval by its derivative."),
            ((low, high - b), "The hinge contributes slopes from 0 to its weight."),
            ((low - b, high), "The hinge has slope zero on its flat side, not a negative one."),
        ],
    )  # fmt: skip


@question("prox-coordinate-step", "A coordinate step of the lasso", PROXIMAL, skill="compute",
          minutes=4, difficulty=0.5)  # fmt: skip
def coordinate_step(rng: Rng) -> Variant:
    """The exact update of one lasso coefficient with the other held fixed."""
    while True:
        x, z, y = rng.integers(-3, 4, 4), rng.integers(-3, 4, 4), rng.integers(-6, 7, 4)
        other, lam = int(rng.choice([-2, -1, 1, 2])), int(rng.integers(2, 9))
        r = y - other * z
        rho, size = int(x @ r), int(x @ x)
        if size > 2 and abs(rho) > lam + 1 and int(x @ z):
            break
    value = float(np.sign(rho)) * (abs(rho) - lam) / size

    def again() -> float:
        w = np.linspace(-15, 15, 600_001)
        loss = 0.5 * (size * w * w - 2 * rho * w) + lam * np.abs(w)
        return float(w[int(np.argmin(loss))])

    rows = [[*map(int, row)] for row in zip(x, z, y, strict=True)]
    return number(
        f"Minimise $\\frac12\\|y - w_1 x - w_2 z\\|^2 + {lam}(|w_1| + |w_2|)$ by coordinate descent"
        f" on{table(['x', 'z', 'y'], rows)}With $w_2 = {other}$ held fixed, what is the new $w_1$"
        " (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Partial residual $r = {terms((1, -other), 'yz')} = {vec(r)}$, $x^\\top r ="
        f" {rho}$,"
        f" $x^\\top x = {size}$. Soft-threshold: $w_1 = \\mathrm{{sign}}({rho})(|{rho}| -"
        f" {lam})/{size} = {value:.4f}$.",
        mistakes=[
            (rho / size, "That is least squares: the penalty shrinks the inner product first."),
            (float(np.sign(rho)) * max(abs(rho / size) - lam, 0),
             "Threshold the inner product before dividing, not the quotient."),
            (float(np.sign(x @ y)) * max(abs(int(x @ y)) - lam, 0) / size,
             "Use the residual that leaves out the fixed coefficient's part."),
            (rho / (size + lam), "That is the ridge update."),
        ],
    )  # fmt: skip
