"""Multipliers, duality and the KKT conditions."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import table, terms, vec
from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

LAGRANGE = "lagrange-multipliers"
KKT = "kkt-duality"
SQUARES = ("x^2", "y^2")
AXES = ("x", "y")


@question("lagrange-weighted-squares", "Minimum-variance weights", LAGRANGE, skill="derive",
          minutes=4)  # fmt: skip
def weighted_squares(rng: Rng) -> Variant:
    """Weights that combine three unbiased estimates with least variance."""
    v = [int(x) for x in rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12], 3, replace=False)]
    total = sum(1 / x for x in v)
    value = [1 / x / total for x in v]

    def again() -> list[float]:
        system = np.zeros((4, 4))
        system[:3, :3] = 2 * np.diag(v)
        system[3, :3] = system[:3, 3] = 1
        return [float(w) for w in np.linalg.solve(system, [0, 0, 0, 1])[:3]]

    roots = [1 / math.sqrt(x) for x in v]
    return matrix(
        f"Three independent unbiased estimates have the variances {', '.join(map(str, v))}. Which"
        " weights with sum 1 give the combination with the least variance (three decimals)?",
        value, again=again, tol=0.0011, digits=5,
        solution="Minimise $\\sum v_i w_i^2$ subject to $\\sum w_i = 1$: $2 v_i w_i = \\lambda$, so"
        " $w_i$ is proportional to $1/v_i$:"
        f" {', '.join(f'{x:.4f}' for x in value)}.",
        mistakes=[
            ([1 / 3] * 3, "Equal weights ignore that the estimates differ in precision."),
            ([r / sum(roots) for r in roots], "Weights follow 1/variance, not 1/deviation."),
            ([x / sum(v) for x in v], "Noisy estimates get less weight, not more."),
        ],
    )  # fmt: skip


@question("lagrange-price", "The price of a constraint", LAGRANGE, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def price(rng: Rng) -> Variant:
    """The multiplier of a budget in a problem with logarithmic returns."""
    a = [int(x) for x in rng.integers(2, 12, 3)]
    c = [int(x) for x in rng.integers(1, 6, 3)]
    budget = int(rng.integers(10, 60))
    value = sum(a) / budget

    def again() -> float:
        def best(money: float) -> float:
            return sum(x * math.log(x * money / sum(a) / y) for x, y in zip(a, c, strict=True))

        return (best(budget + 1e-4) - best(budget - 1e-4)) / 2e-4

    goal = " + ".join(f"{x} \\log x_{k + 1}" for k, x in enumerate(a))
    cost = " + ".join(f"{x} x_{k + 1}" for k, x in enumerate(c))
    return number(
        f"Maximise ${goal}$ subject to ${cost} = {budget}$ (a budget). At the optimum, by how much"
        " does the best value rise per unit of extra budget, for small changes?",
        value, again=again, tol=1e-4,
        solution="Stationarity: $a_i / x_i = \\lambda c_i$, so each term spends $c_i x_i ="
        f" a_i / \\lambda$; the budget gives $\\lambda = {sum(a)}/{budget} = {value:.4f}$. The"
        " multiplier is the derivative of the optimal value by the budget.",
        mistakes=[
            (budget / sum(a), "That is the reciprocal: it is what a unit of weight spends."),
            (max(x / y for x, y in zip(a, c, strict=True)) / budget,
             "Extra budget is not spent on one item alone."),
            (sum(a) / budget / sum(c), "The budget, not the sum of prices, divides the weights."),
        ],
    )  # fmt: skip


@question("lagrange-on-circle", "Extremes on an ellipse", LAGRANGE, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def on_ellipse(rng: Rng) -> Variant:
    """The largest value of a linear function on an ellipse."""
    p, q = (int(v) for v in rng.choice([-5, -4, -3, -2, 2, 3, 4, 5], 2))
    a, b, c = int(rng.integers(1, 6)), int(rng.integers(1, 6)), int(rng.integers(4, 30))
    while a == b:
        b = int(rng.integers(1, 6))
    value = math.sqrt(c * (p * p / a + q * q / b))

    def again() -> float:
        t = np.linspace(0, 2 * np.pi, 100_001)
        return float((p * math.sqrt(c / a) * np.cos(t) + q * math.sqrt(c / b) * np.sin(t)).max())

    return number(
        f"What is the largest value of ${terms((p, q), AXES)}$ subject to"
        f" ${terms((a, b), SQUARES)} = {c}$"
        " (two"
        " decimals)?",
        value, again=again, tol=0.006,
        solution=f"${p} = {2 * a}\\lambda x$ and ${q} = {2 * b}\\lambda y$. Put into the"
        f" constraint: $(2\\lambda)^2 = ({p * p}/{a} + {q * q}/{b})/{c}$, and the value is"
        f" $2\\lambda \\cdot {c} = \\sqrt{{{c}({p * p}/{a} + {q * q}/{b})}} = {value:.4f}$.",
        mistakes=[
            (value * value, "That is the square of the maximum: take the root."),
            (math.sqrt(c * (p * p + q * q)), "That is the maximum on a circle of that size."),
            (math.sqrt(c * (p * p * a + q * q * b)), "Divide by the weights of the ellipse."),
            (-value, "That is the smallest value, at the opposite point."),
        ],
    )  # fmt: skip


@question("kkt-dual-function", "A dual function in closed form", KKT, skill="derive", minutes=5,
          difficulty=0.5)  # fmt: skip
def dual_function(rng: Rng) -> Variant:
    """The dual function of a quadratic problem with one inequality."""
    a, b = (int(v) for v in rng.integers(1, 7, 2))
    p, q, r = int(rng.integers(1, 5)), int(rng.integers(1, 5)), int(rng.integers(2, 13))
    quad = f"{p * p * b + q * q * a}/{2 * a * b}"
    goal, side = terms((a, b), SQUARES), terms((p, q), AXES)
    return expression(
        f"Minimise $\\frac{{1}}{{2}}({goal})$ subject to ${side} \\ge {r}$. Give the Lagrangian"
        " dual"
        " function $g(m)$ for the multiplier $m \\ge 0$ as an expression in m.",
        f"{r}*m - {quad}*m^2", {"m": (0.2, 4.0)},
        again=lambda: f"{a}/2*({p}*m/{a})^2 + {b}/2*({q}*m/{b})^2"
        f" + m*({r} - {p}*{p}*m/{a} - {q}*{q}*m/{b})",
        solution=f"$L = \\frac12({goal}) + m({r} - ({side}))$ is least at"
        f" $x = {terms((p,), ('m',))}/{a}$, $y = {terms((q,), ('m',))}/{b}$. Putting this in:"
        f" $g(m) = {r}m - ({quad})\\,m^2$.",
        mistakes=[
            (f"{r}*m + {quad}*m^2", "A dual function is concave: check the sign of the square."),
            (f"{r}*m - 2*{quad}*m^2", "The squares keep the factor one half."),
            (f"-{r}*m - {quad}*m^2", "Write the constraint as r - px - qy <= 0 first."),
        ],
    )  # fmt: skip


@question("kkt-projection-simplex", "Projection onto the simplex", KKT, skill="compute", minutes=5,
          difficulty=0.6)  # fmt: skip
def simplex(rng: Rng) -> Variant:
    """The nearest probability vector; one coordinate becomes zero."""
    while True:
        z = np.round(rng.uniform(-1.0, 1.6, 3), 1) + 0.0
        top = np.sort(z)[::-1]
        two = (top[0] + top[1] - 1) / 2
        if top[0] > 0.1 and top[2] < two - 0.08 and top[1] > two + 0.08 and len(set(z)) == 3:
            break
    value = np.maximum(z - two, 0)

    def again() -> list[float]:
        low, high = -5.0, 5.0
        for _ in range(60):
            t = (low + high) / 2
            low, high = (t, high) if np.maximum(z - t, 0).sum() > 1 else (low, t)
        return [float(v) for v in np.maximum(z - low, 0)]

    shifted = z - (z.sum() - 1) / 3
    clipped = np.maximum(z, 0) / np.maximum(z, 0).sum()
    return matrix(
        f"Find the probability vector $p$ nearest to $z = {vec(z)}$ in Euclidean distance, that is"
        " minimise $\\frac12\\|p - z\\|^2$ subject to $p \\ge 0$ and $\\sum p_i = 1$.",
        value.tolist(), again=again, tol=0.0011, digits=5,
        solution="KKT: $p_i = \\max(z_i - \\nu, 0)$ with one $\\nu$ for all. Without clipping some"
        f" entry would be negative; with the smallest entry at its bound, $\\nu ="
        f" ({terms((*top[:2], -1), ('', '', ''))})/2 = {two:.3g}$, which keeps the other two"
        f" positive: {vec(value)}.",
        mistakes=[
            (shifted.tolist(), "An entry is negative: the sign constraint is active there."),
            (clipped.tolist(), "Clipping and rescaling is not the nearest point: shift instead."),
            ((np.exp(z) / np.exp(z).sum()).tolist(), "The softmax is nearest in another sense."),
            ((np.maximum(shifted, 0) / np.maximum(shifted, 0).sum()).tolist(),
             "After an entry hits zero, find the shift of the others anew."),
        ],
    )  # fmt: skip


@question("kkt-active-set", "Which constraint is active", KKT, skill="diagnose", minutes=4,
          difficulty=0.4)  # fmt: skip
def active_set(rng: Rng) -> Variant:
    """Reads the optimum and its multiplier status from slack and multiplier tables."""
    kind = int(rng.integers(0, 4))
    a, b = int(rng.integers(1, 8)), int(rng.integers(1, 8))
    e = int(rng.integers(1, 4))
    f = e + int(rng.integers(1, 4))
    # constraints x + y <= c and x <= d, and the optimum, in the four cases
    c, d, x, y = [
        (a + b + e, a + f, float(a), float(b)),
        (a + b - e, a, a - e / 2, b - e / 2),
        (a + b - f + e, a - f, float(a - f), float(b)),
        (a + b - e - f, a - f, float(a - f), float(b - e)),
    ][kind]
    names = ["neither constraint is active", "only $x + y \\le c$ is active",
             "only $x \\le d$ is active", "both constraints are active"]  # fmt: skip
    right = names[kind]
    said = [
        "The unconstrained minimum violates a constraint here.",
        "Check the point and the multiplier of the first constraint: it must be tight.",
        "Check whether the sum constraint is tight or slack once $x = d$ is imposed.",
        "With both tight, one multiplier would be negative or the point not the minimiser.",
    ]

    def again() -> str:
        best, place = math.inf, (0.0, 0.0)
        for step in range(-4000, 1):
            u = d + step / 200
            v = min(float(b), c - u)
            size = (u - a) ** 2 + (v - b) ** 2
            if size < best - 1e-12:
                best, place = size, (u, v)
        tight = (abs(place[0] + place[1] - c) < 1e-6, abs(place[0] - d) < 1e-6)
        return names[tight[0] + 2 * tight[1]]

    return choose(
        rng,
        f"Minimise $(x - {a})^2 + (y - {b})^2$ subject to $x + y \\le c = {c}$ and"
        f" $x \\le d = {d}$. Which constraints are active at the optimum?",
        right, [(n, s) for n, s in zip(names, said, strict=True) if n != right], again=again,
        solution=f"Try the cases and keep the one with a feasible point and multipliers that are"
        f" not negative: the optimum is $({x:g}, {y:g})$, so {right}.",
    )  # fmt: skip


@question("kkt-water-filling", "Budget over channels", KKT, skill="compute", minutes=5,
          difficulty=0.7)  # fmt: skip
def water_filling(rng: Rng) -> Variant:
    """Water-filling over four channels where at least one stays dry."""
    while True:
        noise = sorted(int(v) for v in rng.choice(np.arange(1, 16), 4, replace=False))
        budget = int(rng.integers(3, 15))
        level = next((budget + sum(noise[:k])) / k for k in (4, 3, 2, 1)
                      if (budget + sum(noise[:k])) / k > noise[k - 1])  # fmt: skip
        if noise[1] < level < noise[3] and level not in noise:
            break
    value = sum(max(level - n, 0) > 0 for n in noise)
    shown = [int(noise[k]) for k in rng.permutation(4)]

    def again() -> float:
        low, high = 0.0, 100.0
        for _ in range(70):
            mid = (low + high) / 2
            low, high = (mid, high) if sum(max(mid - n, 0) for n in noise) < budget else (low, mid)
        return low

    full = (budget + sum(noise)) / 4
    return number(
        "Maximise $\\sum_i \\log(n_i + p_i)$ subject to $p_i \\ge 0$ and"
        f" $\\sum_i p_i = {budget}$."
        + table(["i", 1, 2, 3, 4], [["$n_i$", *shown]])
        + "What is the common value of $n_i + p_i$ for all $i$ with $p_i > 0$?",
        level, again=again, tol=0.006,
        solution="KKT: $1/(n_i + p_i) \\le \\nu$ with equality where $p_i > 0$, so the funded terms"
        f" are filled to one level. {value} of them lie below it:"
        f" $({budget} + {' + '.join(map(str, noise[:value]))})/{value} = {level:.4f}$.",
        mistakes=[
            (full, "That would need a negative amount for the highest $n_i$: drop it."),
            (noise[0] + budget, "The budget is spread until the levels are equal."),
            (budget / 4, "An equal split ignores the different $n_i$."),
            (1 / level, "That is the multiplier, the reciprocal of the level."),
        ],
    )  # fmt: skip
