"""Gradients, Jacobians and matrix calculus."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import invertible, mat, terms, vec, whole
from tripos.exam.makers import expression, matrix, number
from tripos.exam.question import Rng, Variant, question

GRADIENT = "gradient-vector"
JACOBIAN = "jacobian-chain-rule"
MATRIX = "matrix-calculus"
SQUARES = ("x^2", "xy", "y^2")
LINEAR = ("x^2", "y^2", "x", "y")


@question("gradient-at-point", "Gradient at a point", GRADIENT, skill="compute", minutes=3)
def at_point(rng: Rng) -> Variant:
    """The gradient of a polynomial with an exponential at a point."""
    a, b, c = (int(v) for v in rng.integers(2, 7, 3))
    p, q = (int(v) for v in rng.choice([-2, -1, 1, 2], 2))
    value = [2 * a * p * q + c, a * p * p + b]

    def f(x: float, y: float) -> float:
        return a * x * x * y + b * math.exp(y - q) + c * x

    def again() -> list[float]:
        h = 1e-5
        return [(f(p + h, q) - f(p - h, q)) / (2 * h), (f(p, q + h) - f(p, q - h)) / (2 * h)]

    up = terms((1, -q), ("y", ""))
    return matrix(
        f"Give the gradient of $f(x, y) = {a}x^2 y + {b}e^{{{up}}} + {c}x$ at $({p}, {q})$.",
        value, again=again, tol=1e-3, rel=1e-4, digits=6,
        solution=f"$\\partial_x f = {2 * a}xy + {c}$ and $\\partial_y f = {a}x^2 +"
        f" {b}e^{{{up}}}$;"
        f" at the point {vec(value)}.",
        mistakes=[
            (value[::-1], "The derivative by $x$ comes first."),
            ([2 * a * p * q + c + b, a * p * p + b], "The exponential does not depend on $x$."),
            ([2 * a * p * q, a * p * p + b], "The linear term contributes its slope."),
            ([2 * a * p + c, a + b], "The other variable stays as a constant factor."),
        ],
    )  # fmt: skip


@question("gradient-directional", "Slope in a direction", GRADIENT, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def directional(rng: Rng) -> Variant:
    """The slope of a loss in a direction that is not of unit length."""
    a, b, c = (int(v) for v in rng.choice([-3, -2, -1, 1, 2, 3], 3))
    while True:
        p, q = (int(v) for v in rng.integers(-3, 4, 2))
        gradient = np.array([2 * a * p + b * q, b * p + 2 * c * q])
        direction = np.array([(3, 4), (4, -3), (5, 12), (-6, 8), (8, 15)][int(rng.integers(0, 5))])
        if gradient @ direction and np.linalg.norm(gradient) > 1:
            break
    length = float(np.linalg.norm(direction))
    value = float(gradient @ direction) / length

    def again() -> float:
        def f(t: float) -> float:
            x, y = np.array([p, q]) + t * direction / length
            return float(a * x * x + b * x * y + c * y * y)

        return (f(1e-4) - f(-1e-4)) / 2e-4

    return number(
        f"The loss is $L(x, y) = {terms((a, b, c), SQUARES)}$. At $({p}, {q})$, how fast does it"
        f" change per unit of length when one moves in the direction of ${vec(direction)}$?",
        value, again=again, tol=1e-3,
        solution=f"$\\nabla L = {vec(gradient)}$. Along the unit vector"
        f" ${vec(direction)}/{length:g}$"
        f" the slope is ${int(gradient @ direction)}/{length:g} = {value:.4f}$.",
        mistakes=[
            (float(gradient @ direction), "Divide by the length of the direction."),
            (float(np.linalg.norm(gradient)), "That is the steepest slope, along the gradient."),
            (-value, "The sign is reversed: the slope is the inner product with the gradient."),
            (float(gradient @ direction) / length**2, "Divide by the length, not its square."),
        ],
    )  # fmt: skip


@question("gradient-steepest-move", "Best small move", GRADIENT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def steepest_move(rng: Rng) -> Variant:
    """The move of given length that lowers a function most, to first order."""
    triple = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25)][int(rng.integers(0, 4))]
    swap = rng.permutation(2)
    gx, gy = (int(triple[at]) * int(rng.choice([-1, 1])) for at in swap)
    step = float(rng.choice([0.1, 0.2, 0.5, 1.0, 0.05]))
    a, b = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    p, q = int(rng.integers(-3, 4)), int(rng.integers(-3, 4))
    u, v = gx - 2 * a * p, gy - 2 * b * q
    value = [-step * gx / triple[2], -step * gy / triple[2]]

    def again() -> list[float]:
        angle = np.linspace(0, 2 * np.pi, 100_001)
        slope = gx * np.cos(angle) + gy * np.sin(angle)
        best = angle[int(np.argmin(slope))]
        return [step * float(np.cos(best)), step * float(np.sin(best))]

    return matrix(
        f"$f(x, y) = {terms((a, b, u, v), LINEAR)}$. From $({p}, {q})$ one may move by a vector"
        " of"
        f" Euclidean length {step:g}. Which move lowers $f$ most, to first order?",
        value, again=again, tol=1e-3, digits=6,
        solution=f"The gradient is $({gx}, {gy})$ with length {triple[2]}. By Cauchy-Schwarz the"
        f" inner product is least for the opposite direction: $-{step:g} \\cdot ({gx}, {gy})"
        f" / {triple[2]}$.",
        mistakes=[
            ([-x for x in value], "That is the direction of steepest ascent."),
            ([-step * gx, -step * gy], "Scale the gradient to unit length first."),
            ([0.0, -step * float(np.sign(gy))] if abs(gy) > abs(gx)
             else [-step * float(np.sign(gx)), 0.0], "One coordinate is best only under an L1"
             " bound; under the Euclidean norm move along the gradient."),
        ],
    )  # fmt: skip


@question("jacobian-composition", "Jacobian of a composition", JACOBIAN, skill="compute",
          minutes=4)  # fmt: skip
def composition(rng: Rng) -> Variant:
    """The Jacobian of g(Wx) at a point, for a simple nonlinear g."""
    w = whole(rng, 2, 2, most=3)
    while np.count_nonzero(w) < 4:
        w = whole(rng, 2, 2, most=3)
    x = rng.choice([-2, -1, 1, 2], 2)
    z = w @ x
    outer = np.array([[2 * z[0], 0], [z[1], z[0]]])
    value = outer @ w

    def again() -> list[list[float]]:
        def f(point: np.ndarray) -> np.ndarray:
            u, v = w @ point
            return np.array([u * u, u * v])

        h = 1e-5
        cols = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(2)]
        return [[float(v) for v in row] for row in np.column_stack(cols)]

    return matrix(
        f"Let $z = Wx$ with $W = {mat(w)}$ and $g(z) = (z_1^2, z_1 z_2)$. Give the Jacobian of"
        f" $x \\mapsto g(Wx)$ at $x = {vec(x)}$ (rows are outputs).",
        value.tolist(), again=again, tol=1e-3, rel=1e-4, digits=6,
        solution=f"$z = {vec(z)}$. $J_g = \\begin{{pmatrix}} 2z_1 & 0 \\\\ z_2 & z_1"
        f" \\end{{pmatrix}}"
        f" = {mat(outer)}$ and the Jacobian of $Wx$ is $W$: the product is $J_g W = {mat(value)}$.",
        mistakes=[
            ((w @ outer).tolist(), "The outer Jacobian stands on the left."),
            (value.T.tolist(), "Rows are outputs, columns inputs: you gave the transpose."),
            (outer.tolist(), "The inner map's Jacobian $W$ is missing."),
            ((np.array([[2 * x[0], 0], [x[1], x[0]]]) @ w).tolist(),
             "Evaluate the outer Jacobian at $z = Wx$, not at $x$."),
        ],
    )  # fmt: skip


@question("jacobian-cost", "Forward or reverse mode", JACOBIAN, skill="choose", minutes=4,
          difficulty=0.4)  # fmt: skip
def cost(rng: Rng) -> Variant:
    """Multiplications for the Jacobian of a chain when accumulated from the output side."""
    sizes = [int(v) for v in rng.choice([1, 2, 5, 10, 20, 50, 100, 200], 4)]
    while sizes[0] == sizes[3] or min(sizes[1:3]) < 5:
        sizes = [int(v) for v in rng.choice([1, 2, 5, 10, 20, 50, 100, 200], 4)]
    n0, n1, n2, n3 = sizes
    reverse, forward = n3 * n2 * n1 + n3 * n1 * n0, n2 * n1 * n0 + n3 * n2 * n0
    ask_reverse = bool(rng.integers(0, 2))
    value, other = (reverse, forward) if ask_reverse else (forward, reverse)

    def again() -> float:
        shapes = [(n1, n0), (n2, n1), (n3, n2)]
        if ask_reverse:
            shapes = [(b, a) for a, b in shapes[::-1]]
        total, now = 0, shapes[0]
        for rows, cols in shapes[1:]:
            total += rows * cols * now[1]
            now = (rows, now[1])
        return total

    mode = "reverse mode (from the output side)" if ask_reverse else "forward mode"
    return number(
        f"A network maps $\\mathbb{{R}}^{{{n0}}} \\to \\mathbb{{R}}^{{{n1}}} \\to"
        f" \\mathbb{{R}}^{{{n2}}} \\to \\mathbb{{R}}^{{{n3}}}$; the three local Jacobians are known"
        f" dense matrices. How many multiplications does {mode} need to multiply them into the"
        " whole Jacobian?",
        value, again=again, tol=0, rel=0,
        solution=f"Reverse: $({n3} \\times {n2})({n2} \\times {n1})$ first, then times"
        f" ${n1} \\times {n0}$: {reverse}. Forward: $({n2} \\times {n1})({n1} \\times {n0})$ first:"
        f" {forward}. The side with fewer entries should come first.",
        mistakes=[
            (other, "That is the other mode: mind which pair is multiplied first."),
            (n0 * n1 + n1 * n2 + n2 * n3, "That counts entries, not products of matrices."),
            (n0 * n1 * n2 * n3, "The costs of the two products are added."),
        ],
    )  # fmt: skip


@question("jacobian-along-curve", "Chain rule along a path", JACOBIAN, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def along_curve(rng: Rng) -> Variant:
    """The derivative of f(x(t), y(t)) as an expression in t."""
    a, b, c, k = (int(v) for v in rng.integers(2, 7, 4))
    rows = [
        (f"{a}x^2 + {b}xy", f"(t^2, {c}t)", f"{4 * a}*t^3 + {3 * b * c}*t^2",
         f"2*t*({2 * a}*t^2 + {b * c}*t) + {c}*{b}*t^2", f"{2 * a}*t^2 + {b * c}*t + {b}*t^2"),
        (f"e^{{{a}x}} y^2", f"(t, {c}t)", f"{c * c}*exp({a}*t)*({a}*t^2 + 2*t)",
         f"{a}*exp({a}*t)*{c * c}*t^2 + {c}*2*{c}*t*exp({a}*t)",
         f"{a}*exp({a}*t)*{c * c}*t^2 + 2*{c}*t*exp({a}*t)"),
        (f"\\log({a}x + {b}y)", f"(t^2, e^{{{k}t}})",
         f"({2 * a}*t + {b * k}*exp({k}*t))/({a}*t^2 + {b}*exp({k}*t))",
         f"{a}/({a}*t^2 + {b}*exp({k}*t))*2*t + {b * k}/({a}*t^2*exp(-{k}*t) + {b})",
         f"({a} + {b})/({a}*t^2 + {b}*exp({k}*t))"),
        ("\\frac{x}{y}", f"({a}t^2, {b} + {c}t)",
         f"({2 * a}*t*({b} + {c}*t) - {a * c}*t^2)/({b} + {c}*t)^2",
         f"{2 * a}*t/({b} + {c}*t) - {a}*t^2*{c}/({b} + {c}*t)^2", f"{2 * a}*t/{c}"),
    ]  # fmt: skip
    shown, path, right, other, wrong = rows[int(rng.integers(0, len(rows)))]
    return expression(
        f"Parameters move along $(x, y) = {path}$ and the loss is $f(x, y) = {shown}$. Give"
        " $\\frac{d}{dt} f(x(t), y(t))$ as an expression in t.",
        right, {"t": (0.3, 1.5)}, again=lambda: other,
        solution="$\\frac{df}{dt} = \\frac{\\partial f}{\\partial x} \\frac{dx}{dt} +"
        " \\frac{\\partial f}{\\partial y} \\frac{dy}{dt}$, evaluated on the path:"
        f" {right}.",
        mistakes=[(wrong, "Each partial derivative is multiplied by the speed of its variable.")],
    )  # fmt: skip


@question("matcalc-quadratic", "Gradient of a quadratic form", MATRIX, skill="derive", minutes=3)
def quadratic(rng: Rng) -> Variant:
    """The gradient of x'Ax + b'x with a matrix that is not symmetric."""
    while True:
        a, b, x = whole(rng, 2, 2), whole(rng, 2, most=5), whole(rng, 2, most=3)
        if a[0, 1] != a[1, 0] and np.count_nonzero(x) == 2 and b.any():
            break
    value = (a + a.T) @ x + b

    def again() -> list[float]:
        def f(p: np.ndarray) -> float:
            return float(p @ a @ p + b @ p)

        return [(f(x + e) - f(x - e)) / 2 for e in np.eye(2)]

    return matrix(
        f"$f(x) = x^\\top A x + b^\\top x$ with $A = {mat(a)}$ and $b = {vec(b)}$. Give the"
        " gradient"
        f" at $x = {vec(x)}$.",
        value.tolist(), again=again, tol=1e-6, digits=6,
        solution="$\\nabla f = (A + A^\\top)x + b$; with $A$ not symmetric this is not $2Ax + b$."
        f" Here ${mat(a + a.T)} {mat(x[:, None])} + b = {vec(value)}$.",
        mistakes=[
            ((2 * a @ x + b).tolist(), "$2Ax$ needs a symmetric $A$; use $(A + A^\\top)x$."),
            ((a @ x + b).tolist(), "$x$ appears twice in the form: both factors contribute."),
            (((a + a.T) @ x).tolist(), "The linear term contributes $b$."),
            ((2 * a.T @ x + b).tolist(), "Use the sum of $A$ and its transpose."),
        ],
    )  # fmt: skip


@question("matcalc-log-determinant", "Gradient of a log-determinant", MATRIX, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def log_determinant(rng: Rng) -> Variant:
    """The gradient of tr(SK) - n log det K, as in Gaussian likelihoods."""
    while True:
        k, s = invertible(rng, 2, 3), whole(rng, 2, 2, most=5)
        n = int(rng.integers(2, 9))
        if np.linalg.det(k) > 1.5 and k[0, 1] != k[1, 0] and s[0, 1] != s[1, 0]:
            break
    inverse = np.linalg.inv(k)
    value = s.T - n * inverse.T

    def again() -> list[list[float]]:
        def f(m: np.ndarray) -> float:
            return float(np.trace(s @ m) - n * np.log(np.linalg.det(m)))

        made, h = np.zeros((2, 2)), 1e-6
        for i in range(2):
            for j in range(2):
                e = np.zeros((2, 2))
                e[i, j] = h
                made[i, j] = (f(k + e) - f(k - e)) / (2 * h)
        return [[float(v) for v in row] for row in made]

    det = round(float(np.linalg.det(k)))
    return matrix(
        f"$f(K) = \\mathrm{{tr}}(SK) - {n} \\log \\det K$ with $S = {mat(s)}$. All four entries of"
        f" $K$ vary freely. Give the matrix of $\\partial f / \\partial K_{{ij}}$ at $K = {mat(k)}$"
        " (three decimals or fractions).",
        value.tolist(), again=again, tol=0.0011, digits=6,
        solution=f"$\\nabla \\mathrm{{tr}}(SK) = S^\\top$ and $\\nabla \\log\\det K ="
        f" K^{{-\\top}}$."
        f" $\\det K = {det}$, so the gradient is $S^\\top - {n} K^{{-\\top}}$ ="
        f" {'; '.join(f'{r[0]:.3f} {r[1]:.3f}' for r in value)}.",
        mistakes=[
            ((s - n * inverse).tolist(), "That is the transpose of the gradient."),
            ((s.T - n * inverse).tolist(), "The derivative of log det is the inverse transposed."),
            ((s.T + n * inverse.T).tolist(), "The log-determinant enters with a minus."),
            ((s.T - n * inverse.T / det).tolist(), "The determinant has been divided out already."),
        ],
    )  # fmt: skip


@question("matcalc-frobenius", "Gradient of a matrix factorisation loss", MATRIX, skill="derive",
          minutes=5, difficulty=0.4)  # fmt: skip
def factorisation(rng: Rng) -> Variant:
    """The gradient of half the squared Frobenius error of uv' with respect to u."""
    while True:
        target, u, v = whole(rng, 3, 2, most=5), whole(rng, 3, most=2), whole(rng, 2, most=3)
        lam = int(rng.integers(1, 4))
        if u.all() and v.all() and v[0] != v[1]:
            break
    error = np.outer(u, v) - target
    value = error @ v + lam * u

    def again() -> list[float]:
        def f(point: np.ndarray) -> float:
            left = np.outer(point, v) - target
            return float((left * left).sum() / 2 + lam * (point @ point) / 2)

        return [(f(u + e) - f(u - e)) / 2 for e in np.eye(3)]

    pull, half = terms((lam,), ("u",)), "" if lam == 2 else f"\\frac{{{lam}}}{{2}}"
    return matrix(
        f"Ratings $R = {mat(target)}$ are modelled by $uv^\\top$ with the loss $\\frac12"
        " \\|uv^\\top"
        f" - R\\|_F^2 + {half} \\|u\\|^2$. Give the gradient by $u$ at"
        f" $u = {vec(u)}$, $v = {vec(v)}$.",
        value.tolist(), again=again, tol=1e-6, digits=6,
        solution=f"$\\nabla_u = (uv^\\top - R)v + {pull}$. The error matrix is ${mat(error)}$;"
        " times"
        f" $v$, plus ${pull}$: {vec(value)}.",
        mistakes=[
            ((error @ v).tolist(), "The penalty contributes to the gradient as well."),
            ((-(error @ v) + lam * u).tolist(), "The error is prediction less rating."),
            ((2 * (error @ v) + lam * u).tolist(), "The factor one half cancels the two."),
            ((error.sum(1) + lam * u).tolist(), "Weight the errors by the entries of $v$."),
        ],
    )  # fmt: skip
