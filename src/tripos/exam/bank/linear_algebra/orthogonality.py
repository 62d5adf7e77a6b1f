"""Projection, Gram-Schmidt and orthonormal eigenvectors."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import mat, vec, whole
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "orthogonal-projection"
SPECTRAL = "spectral-theorem"


@question("projection-onto-plane", "Projection onto a plane", ABOUT, skill="compute", minutes=5,
          difficulty=0.3)  # fmt: skip
def onto_plane(rng: Rng) -> Variant:
    """The projection of a vector onto the span of two vectors that are not orthogonal."""
    while True:
        a, b = whole(rng, 2, 3, most=2), whole(rng, 3, most=6)
        gram = a @ a.T
        if np.linalg.det(gram) > 2.5 and gram[0, 1] and abs(b @ np.cross(a[0], a[1])) > 1:
            break
    value = np.round(a.T @ np.linalg.solve(gram, a @ b), 9) + 0.0
    apart = sum((b @ row) / (row @ row) * row for row in a)

    def again() -> list[float]:
        normal = np.cross(a[0], a[1])
        return [float(v) for v in b - (b @ normal) / (normal @ normal) * normal]

    return matrix(
        f"Project $b = {vec(b)}$ orthogonally onto the plane spanned by $u = {vec(a[0])}$ and"
        f" $v = {vec(a[1])}$ (three decimals or fractions).",
        value.tolist(), again=again, tol=0.0011, digits=6,
        solution=f"Solve the normal equations ${mat(gram)} c = {mat((a @ b)[:, None])}$ for the"
        " weights of $u$ and $v$, or subtract from $b$ its part along the normal"
        f" $u \\times v = {vec(np.cross(a[0], a[1]))}$. Both give"
        f" $({', '.join(f'{x:.3f}' for x in value)})$.",
        mistakes=[
            (apart.tolist(), "$u$ and $v$ are not orthogonal: projections on each do not add up."),
            ((b - value).tolist(), "That is the residual, the part orthogonal to the plane."),
            ((a.T @ (a @ b)).tolist(), "$A A^\\top$ projects only with orthonormal columns."),
            ([*np.linalg.solve(gram, a @ b), 0.0],
             "Those are the weights of $u$ and $v$; combine the vectors with them."),
        ],
    )  # fmt: skip


@question("projection-distance", "Distance from a line", ABOUT, skill="derive", minutes=3)
def distance_from_line(rng: Rng) -> Variant:
    """The squared distance of a point from the line through the origin, by Pythagoras."""
    while True:
        a, b = whole(rng, 4, most=3), whole(rng, 4, most=5)
        aa, ab, bb = int(a @ a), int(a @ b), int(b @ b)
        value = bb - ab * ab / aa if aa else 0.0
        if aa > 3 and ab and value > 0.5:
            break

    def again() -> float:
        (c,) = np.linalg.lstsq(a[:, None].astype(float), b.astype(float), rcond=None)[0]
        return float(sum((x - c * y) ** 2 for x, y in zip(b, a, strict=True)))

    return number(
        f"What is the smallest value of $\\|b - c\\,a\\|^2$ over all numbers $c$, for"
        f" $a = {vec(a)}$ and $b = {vec(b)}$?",
        value, again=again, tol=0.006,
        solution=f"The best $c$ is $a^\\top b / a^\\top a = {ab}/{aa}$; the residual is"
        " orthogonal to"
        f" $a$, so by Pythagoras the minimum is $\\|b\\|^2 - (a^\\top b)^2/\\|a\\|^2 = {bb} -"
        f" {ab * ab}/{aa} = {value:.4f}$.",
        mistakes=[
            (math.sqrt(value), "That is the distance; its square was asked."),
            (ab * ab / aa, "That is the squared length of the projection, not of the residual."),
            (ab / aa, "That is the best $c$; put it in."),
            (float((b - a) @ (b - a)), "$c = 1$ is not the best multiple."),
            (bb - ab / aa, "Subtract the squared inner product over the squared length."),
        ],
    )  # fmt: skip


@question("projection-qr-entry", "The second column in Gram-Schmidt", ABOUT, skill="compute",
          minutes=4, difficulty=0.4)  # fmt: skip
def qr_entry(rng: Rng) -> Variant:
    """The entries r12 and r22 of the QR decomposition of a 3 x 2 matrix."""
    while True:
        first = rng.permutation([1, 2, 2]) * rng.choice([-1, 1], 3)
        scale, second = int(rng.integers(1, 3)), whole(rng, 3, most=6)
        a = scale * first
        r12 = float(a @ second) / (3 * scale)
        left = float(second @ second) - r12 * r12
        if r12 and left > 0.5:
            break
    r22 = math.sqrt(left)

    def again() -> list[float]:
        r = np.linalg.qr(np.column_stack([a, second]).astype(float))[1]
        return [float(r[0, 1] * np.sign(r[0, 0])), abs(float(r[1, 1]))]

    return matrix(
        f"$A$ has the columns $a_1 = {vec(a)}$ and $a_2 = {vec(second)}$. In $A = QR$ with positive"
        " diagonal of $R$, give the pair $(r_{12}, r_{22})$ (three decimals).",
        [r12, r22], again=again, tol=0.0011, digits=6,
        solution=f"$q_1 = a_1/\\|a_1\\|$ with $\\|a_1\\| = {3 * scale}$. $r_{{12}} = q_1^\\top"
        " a_2 ="
        f" {int(a @ second)}/{3 * scale} = {r12:.3f}$. What is left has squared length"
        f" $\\|a_2\\|^2 - r_{{12}}^2 = {int(second @ second)} - {r12 * r12:.3f}$, so"
        f" $r_{{22}} = {r22:.3f}$.",
        mistakes=[
            ([float(a @ second), r22], "Divide the inner product by the length of $a_1$."),
            ([float(a @ second) / (9 * scale * scale), r22],
             "That is the multiple of $a_1$; of the unit vector $q_1$ it is $\\|a_1\\|$ times as"
             " much."),
            ([r12, float(np.linalg.norm(second))], "Remove the part along $q_1$ first."),
            ([r12, left], "Take the root: $r_{22}$ is a length."),
        ],
    )  # fmt: skip


@question("spectral-power-form", "Energy along principal axes", SPECTRAL, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def energy(rng: Rng) -> Variant:
    """A high power of a symmetric matrix in a quadratic form, through the eigenbasis."""
    axes = np.array([[2, 1, 2], [-2, 2, 1], [1, 2, -2]])  # orthogonal rows of length three
    values = [int(v) for v in rng.choice([-3, -2, -1, 1, 2, 3], 3, replace=False)]
    x = rng.choice([-3, -2, -1, 1, 2, 3], 3)
    power = int(rng.integers(3, 7))
    dots = [int(v) for v in axes @ x]
    value = sum(v**power * d * d for v, d in zip(values, dots, strict=True)) / 9

    def again() -> float:
        made = axes.T @ np.diag(values) @ axes / 9
        return float(x @ np.linalg.matrix_power(made, power) @ x)

    pairs = ", ".join(f"${vec(a)}$ with {v}" for a, v in zip(axes, values, strict=True))
    return number(
        f"A symmetric $A$ has these eigenvectors and eigenvalues: {pairs}. What is"
        f" $x^\\top A^{power} x$ for $x = {vec(x)}$ (two decimals)?",
        value, again=again, tol=0.006, rel=0.001,
        solution="The eigenvectors are orthogonal with length 3, so $x^\\top A^k x = \\sum_i"
        " \\lambda_i^k (q_i^\\top x)^2$ with $q_i$ a third of each. The inner products are"
        f" {', '.join(map(str, dots))}, each to be divided by 3: {value:.4f}.",
        mistakes=[
            (9 * value, "Scale the eigenvectors to length one first: divide the squares by 9."),
            (sum(v**power * d for v, d in zip(values, dots, strict=True)) / 3,
             "The inner products enter squared."),
            (sum(v**power for v in values), "That is the trace: weight by the squared parts of x."),
            (sum(v * d * d for v, d in zip(values, dots, strict=True)) / 9,
             "Raise the eigenvalues to the power."),
        ],
    )  # fmt: skip
