"""Hessians: kinds of critical points and curvature."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.shown import mat, terms, vec, whole
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

HESSIAN = "hessian-matrix"
GENERAL = ("x^2", "xy", "y^2", "x", "y")


@question("hessian-classify", "Kind of a critical point", HESSIAN, skill="diagnose", minutes=4)
def classify(rng: Rng) -> Variant:
    """Minimum, maximum or saddle at a critical point, from the Hessian."""
    kind = int(rng.integers(0, 3))
    while True:
        a, b, c = (int(v) for v in rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], 3))
        p, q = (int(v) for v in rng.integers(-3, 4, 2))
        hessian = np.array([[2 * a, b], [b, 2 * c]])
        det = 4 * a * c - b * b
        found = 2 if det < 0 else (0 if a > 0 else 1)
        if det and found == kind and (kind < 2 or a * c > 0 or rng.random() < 0.3):
            break
    u, v = -(2 * a * p + b * q), -(b * p + 2 * c * q)
    names = ["a strict local minimum", "a strict local maximum", "a saddle point",
             "not a critical point"]  # fmt: skip
    said = [
        "A minimum needs both eigenvalues of the Hessian positive.",
        "A maximum needs both eigenvalues of the Hessian negative.",
        "A saddle needs eigenvalues of both signs, that is a negative determinant.",
        "The gradient is zero there: put the point in.",
    ]

    def again() -> str:
        angle = np.linspace(0, np.pi, 721)
        x, y = np.cos(angle), np.sin(angle)
        rise = a * x * x + b * x * y + c * y * y
        if rise.min() > 0:
            return names[0]
        return names[1] if rise.max() < 0 else names[2]

    return choose(
        rng,
        f"What is the point $({p}, {q})$ for $f(x, y) ="
        f" {terms((a, b, c, u, v), GENERAL)}$?",
        names[kind], [(names[at], said[at]) for at in range(4) if at != kind], again=again,
        solution=f"The gradient vanishes there. The Hessian is ${mat(hessian)}$ with determinant"
        f" {det} and trace {2 * a + 2 * c}: {names[kind]}.",
    )  # fmt: skip


@question("hessian-at-point", "Hessian at a point", HESSIAN, skill="compute", minutes=4)
def hessian_at_point(rng: Rng) -> Variant:
    """The Hessian of a polynomial at a point."""
    a, b, c = (int(v) for v in rng.integers(1, 6, 3))
    p, q = (int(v) for v in rng.choice([-2, -1, 1, 2], 2))
    mixed = 2 * a * p + 3 * b * q * q
    value = [[2 * a * q, mixed], [mixed, 6 * b * p * q + 2 * c]]

    def again() -> list[list[float]]:
        def f(x: float, y: float) -> float:
            return a * x * x * y + b * x * y**3 + c * y * y

        h = 1e-3
        xx = (f(p + h, q) - 2 * f(p, q) + f(p - h, q)) / h**2
        yy = (f(p, q + h) - 2 * f(p, q) + f(p, q - h)) / h**2
        xy = (f(p + h, q + h) - f(p + h, q - h) - f(p - h, q + h) + f(p - h, q - h)) / (4 * h * h)
        return [[xx, xy], [xy, yy]]

    return matrix(
        f"Give the Hessian of $f(x, y) = {terms((a, b, c), ('x^2y', 'xy^3', 'y^2'))}$ at $({p},"
        f" {q})$.",
        value, again=again, tol=0.01, rel=1e-4, digits=6,
        solution=f"$f_{{xx}} = {2 * a}y$, $f_{{xy}} = {2 * a}x + {3 * b}y^2$,"
        f" $f_{{yy}} = {6 * b}xy + {2 * c}$; at the point ${mat(value)}$.",
        mistakes=[
            ([[2 * a * q, 0], [0, 6 * b * p * q + 2 * c]], "Mixed derivatives are not zero here."),
            ([[value[1][1], mixed], [mixed, 2 * a * q]], "The variables are exchanged."),
            ([[2 * a * q, mixed], [mixed, 6 * b * p * q]], "The term in $y^2$ contributes too."),
        ],
    )  # fmt: skip


@question("hessian-curvature", "Curvature along a direction", HESSIAN, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def curvature(rng: Rng) -> Variant:
    """How far a quadratic model of the loss falls along the gradient with the best step."""
    while True:
        h = whole(rng, 2, 2, most=6)
        h = h + h.T
        g = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 2)
        curved = int(g @ h @ g)
        if curved > 3 and np.linalg.det(h) > 0:
            break
    gg = int(g @ g)
    value = gg * gg / (2 * curved)

    def again() -> float:
        t = np.linspace(0, 3 * gg / curved, 300_001)
        return float(-(-t * gg + 0.5 * t * t * curved).min())

    return number(
        f"At the present point the loss has the gradient ${vec(g)}$ and the Hessian ${mat(h)}$. By"
        " how much does the second-order model fall along the negative gradient, with the best"
        " step size on that line?",
        value, again=again, tol=1e-3,
        solution=f"Along $-tg$ the model is $-t\\,g^\\top g + \\frac12 t^2 g^\\top H g = -{gg}t +"
        f" {curved / 2:g}t^2$, least at $t = {gg}/{curved}$ with fall ${gg}^2/(2 \\cdot {curved})"
        f" = {value:.4f}$.",
        mistakes=[
            (gg * gg / curved, "The curvature takes back half of the linear gain."),
            (gg / curved, "That is the best step size."),
            (0.5 * float(g @ np.linalg.solve(h, g)), "That is the fall of the full Newton step."),
        ],
    )  # fmt: skip
