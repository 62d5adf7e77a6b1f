"""Eigenvalues, symmetric matrices and quadratic forms."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import mat, terms, vec, whole
from tripos.exam.makers import choose_all, interval, matrix, number
from tripos.exam.question import Rng, Variant, question

EIGEN = "eigenvalues-eigenvectors"
SPECTRAL = "spectral-theorem"
DEFINITE = "positive-definite-matrices"
QUADRATIC = ("x^2", "xy", "y^2")


def _pair(rng: Rng) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Two whole eigenvalues, the eigenvectors as columns, and the matrix of whole numbers."""
    while True:
        vectors = whole(rng, 2, 2, most=3)
        values = [int(v) for v in rng.choice([-3, -2, -1, 2, 3, 4, 5], 2, replace=False)]
        det = round(float(np.linalg.det(vectors)))
        made = vectors @ np.diag(values) @ np.array(
            [[vectors[1, 1], -vectors[0, 1]], [-vectors[1, 0], vectors[0, 0]]])  # fmt: skip
        if abs(det) in (1, 2) and not (made % det).any() and np.count_nonzero(made) == 4:
            return values, vectors, made // det


@question("eigen-power-on-vector", "A power of a matrix on a vector", EIGEN, skill="compute",
          minutes=4)  # fmt: skip
def power_on_vector(rng: Rng) -> Variant:
    """A^n x by writing x in eigenvectors."""
    values, vectors, made = _pair(rng)
    c = [int(v) for v in rng.choice([-2, -1, 1, 2], 2)]
    start = vectors @ c
    n = int(rng.integers(4, 7))
    value = vectors @ [c[0] * values[0] ** n, c[1] * values[1] ** n]

    def again() -> list[float]:
        now = start
        for _ in range(n):
            now = made @ now
        return [float(v) for v in now]

    one, two = (vec(col) for col in vectors.T)
    return matrix(
        f"$A = {mat(made)}$ has the eigenvectors ${one}$ and ${two}$. Give $A^{n} x$ for"
        f" $x = {vec(start)}$.",
        value.tolist(), again=again, tol=1e-6, rel=0, digits=9,
        solution=f"The eigenvalues are {values[0]} and {values[1]}, and $x ="
        f" {terms(c, (one, two))}$."
        f" Each part is only scaled: $A^{n}x ="
        f" {terms(c, (f'({values[0]})^{n} {one}', f'({values[1]})^{n} {two}'))} = {vec(value)}$.",
        mistakes=[
            ((start * max(values, key=abs) ** n).tolist(),
             "$x$ is not an eigenvector: split it into both eigenvectors first."),
            ((made**n @ start).tolist(), "Powers of a matrix are not powers of its entries."),
            ((n * (made @ start)).tolist(), "Apply the matrix again and again; do not multiply."),
            ((vectors @ [c[0] * values[1] ** n, c[1] * values[0] ** n]).tolist(),
             "The eigenvalues are exchanged: check $Av = \\lambda v$ for each vector."),
        ],
    )  # fmt: skip


@question("eigen-power-iterations", "How long power iteration takes", EIGEN, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def power_iterations(rng: Rng) -> Variant:
    """The steps until the weight of the second eigenvector is small relative to the first."""
    while True:
        first = float(rng.choice([2.0, 1.5, 1.0, 0.8]))
        ratio = float(rng.choice([0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6]))
        small = float(rng.choice([0.1, 0.01, 0.001, 0.0001]))
        start = float(rng.choice([1, 2, 5, 10]))
        exact = math.log(small / start) / math.log(ratio)
        if abs(exact - round(exact)) > 0.05:
            break
    third = -0.5 * ratio * first
    value = math.ceil(exact)

    def again() -> float:
        weight, steps = np.array([1.0, start]), 0
        while weight[1] / weight[0] > small:
            weight = weight * [first, ratio * first]
            steps += 1
        return steps

    return number(
        f"A symmetric matrix has the eigenvalues {first:g}, {ratio * first:g} and {third:g}. Power"
        f" iteration starts at $v_1 + {start:g} v_2$ (unit eigenvectors of the first two). After"
        " how many steps is the coefficient of $v_2$ for the first time at most"
        f" {small:g} times that of $v_1$?",
        value, again=again, tol=0, rel=0,
        solution=f"Each step multiplies the ratio of the coefficients by $\\lambda_2/\\lambda_1 ="
        f" {ratio:g}$. ${start:g} \\cdot {ratio:g}^k \\le {small:g}$ needs $k \\ge"
        f" \\log({small / start:g})/\\log({ratio:g}) = {exact:.2f}$, so {value} steps.",
        mistakes=[
            (value - 1, "Round up: one step less is not enough yet."),
            (math.ceil(math.log(small / start) / (2 * math.log(ratio))),
             "That rate holds for the Rayleigh quotient; the vector's error shrinks by one"
             " factor."),
            (math.ceil(math.log(small) / math.log(ratio)),
             "The ratio of coefficients does not start at one."),
            (math.ceil(math.log(small / start) / math.log(0.5 * ratio)),
             "The start has no part along the third eigenvector; the second decides."),
        ],
    )  # fmt: skip


@question("eigen-values-two", "Eigenvalues of a small matrix", EIGEN, skill="compute", minutes=3,
          difficulty=-0.3)  # fmt: skip
def values_two(rng: Rng) -> Variant:
    """Both eigenvalues of a 2 x 2 matrix, largest first."""
    values, _, made = _pair(rng)
    right = sorted(values, reverse=True)
    t, d = int(np.trace(made)), values[0] * values[1]
    shift = int(rng.integers(2, 6))

    def again() -> list[float]:
        found = np.linalg.eigvals(made + shift * np.eye(2))
        return sorted((float(np.real(v)) for v in found), reverse=True)

    polynomial = terms((1, -t, d), ("\\lambda^2", "\\lambda", ""))
    return matrix(
        f"Let $A = {mat(made)}$. Give the eigenvalues of $A + {shift} I$, largest first.",
        [v + shift for v in right], again=again, tol=1e-4, rel=0,
        solution=f"$A$ has trace {t} and determinant {d}: ${polynomial} = 0$"
        f" gives {right[0]} and {right[1]}. Adding ${shift} I$ moves both by {shift}.",
        mistakes=[
            (right, f"Those are the eigenvalues of $A$; adding ${shift}I$ moves each."),
            ([v * shift for v in right], "Adding a multiple of $I$ shifts, it does not scale."),
            (sorted((float(v) + shift for v in np.diag(made)), reverse=True),
             "The diagonal holds the eigenvalues only of triangular matrices."),
            ([-v + shift for v in right[::-1]], "Check the sign of the trace in the polynomial."),
            ([right[0] + shift, right[1]], "The shift moves every eigenvalue, not only one."),
        ],
    )  # fmt: skip


@question("spectral-root", "The square root of a symmetric matrix", SPECTRAL, skill="compute",
          minutes=5, difficulty=0.5)  # fmt: skip
def root(rng: Rng) -> Variant:
    """The positive definite square root of a 2 x 2 matrix."""
    while True:
        a, b = sorted(int(v) for v in rng.choice([1, 2, 3, 4, 5, 6, 7], 2, replace=False))
        p, q = (int(v) for v in rng.choice([-2, -1, 1, 2, 3], 2))
        if math.gcd(p, q) == 1 and abs(p) + abs(q) > 1:
            break
    basis = np.array([[p, -q], [q, p]]) / math.hypot(p, q)
    made = basis @ np.diag([a * a, b * b]) @ basis.T
    value = basis @ np.diag([a, b]) @ basis.T
    whole_made = np.round(made * (p * p + q * q)).astype(int)

    def again() -> list[list[float]]:
        det = float(np.sqrt(np.linalg.det(made)))
        found = (made + det * np.eye(2)) / math.sqrt(float(np.trace(made)) + 2 * det)
        return [[float(v) for v in row] for row in found]

    return matrix(
        f"$A = \\frac{{1}}{{{p * p + q * q}}} {mat(whole_made)}$ has the eigenvectors"
        f" ${vec((p, q))}$"
        f" and ${vec((-q, p))}$. Give the symmetric positive definite matrix $B$ with $B^2 = A$"
        " (three decimals or fractions).",
        value.tolist(), again=again, tol=0.0011, digits=6,
        solution=f"The eigenvalues are {a * a} and {b * b}. $B$ has the same eigenvectors and the"
        f" eigenvalues {a} and {b}: $B = \\frac{{1}}{{{p * p + q * q}}} {mat(basis_of(p, q))}"
        f" {mat(np.diag([a, b]))} {mat(basis_of(p, q).T)}$, which gives rows"
        f" {'; '.join(f'{r[0]:.3f} {r[1]:.3f}' for r in value)}.",
        mistakes=[
            (np.sign(made) * np.sqrt(np.abs(made)), "The root of a matrix is not taken by entry."),
            (np.diag([a, b]), "That is the root in the eigenvector basis; turn it back."),
            (basis.T @ np.diag([a, b]) @ basis, "Use $Q D Q^\\top$ with eigenvectors as columns."),
            (value * (p * p + q * q), "Eigenvectors must have length one."),
        ],
    )  # fmt: skip


def basis_of(p: int, q: int) -> np.ndarray:
    """Orthogonal columns, not of unit length."""
    return np.array([[p, -q], [q, p]])


@question("spectral-range-on-circle", "Range of a quadratic form", SPECTRAL, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def range_on_circle(rng: Rng) -> Variant:
    """The values of a quadratic form on a circle run between its extreme eigenvalues."""
    a, d = (int(v) for v in rng.choice([-4, -3, -2, 2, 3, 4, 5, 6, 7], 2, replace=False))
    b, r = int(rng.choice([-4, -3, -2, -1, 1, 2, 3, 4])), int(rng.integers(2, 5))
    mid, half = (a + d) / 2, math.hypot((a - d) / 2, b)
    low, high = r * r * (mid - half), r * r * (mid + half)

    def again() -> tuple[float, float]:
        angle = np.linspace(0, np.pi, 20001)
        x, y = r * np.cos(angle), r * np.sin(angle)
        form = a * x * x + 2 * b * x * y + d * y * y
        return float(form.min()), float(form.max())

    return interval(
        f"What values does $f(x, y) = {terms((a, 2 * b, d), QUADRATIC)}$ take on the circle"
        f" $x^2 + y^2 = {r * r}$? Give the interval (two decimals).",
        low, high, again=again,
        solution=f"$f = v^\\top A v$ with $A = {mat([[a, b], [b, d]])}$, whose eigenvalues are"
        f" ${mid:g} \\pm \\sqrt{{{((a - d) / 2) ** 2:g} + {b * b}}}$. On the circle $f$ runs from"
        f" $r^2 \\lambda_{{\\min}}$ to $r^2 \\lambda_{{\\max}}$: {low:.3f} to {high:.3f}.",
        mistakes=[
            ((mid - half, mid + half), "Scale by the squared radius."),
            ((r * (mid - half), r * (mid + half)), "A form of degree two scales by $r^2$."),
            ((r * r * min(a, d), r * r * max(a, d)), "The mixed term turns the axes: use the"
             " eigenvalues, not the diagonal."),
            ((r * r * (mid - math.hypot((a - d) / 2, 2 * b)),
              r * r * (mid + math.hypot((a - d) / 2, 2 * b))),
             "The mixed coefficient is split over two entries of $A$: halve it."),
        ],
    )  # fmt: skip


@question("definite-parameter", "When a matrix is positive definite", DEFINITE, skill="derive",
          minutes=5, difficulty=0.5)  # fmt: skip
def parameter(rng: Rng) -> Variant:
    """The open interval of a parameter for which a 3 × 3 matrix is positive definite."""
    a, b, d = (int(v) for v in rng.integers(2, 10, 3))
    while True:
        c = int(rng.integers(1, 5))
        if b * d > c * c + 1:
            break
        b, d = b + 1, d + 1
    end = math.sqrt(a * (b - c * c / d))

    def again() -> tuple[float, float]:
        low, high = 0.0, 50.0
        for _ in range(60):
            t = (low + high) / 2
            least = np.linalg.eigvalsh(np.array([[a, t, 0], [t, b, c], [0, c, d]]))[0]
            low, high = (t, high) if least > 0 else (low, t)
        return -low, low

    return interval(
        f"For which $t$ is the symmetric matrix with rows $({a}, t, 0)$, $(t, {b}, {c})$,"
        f" $(0, {c}, {d})$ positive definite? Give the open interval (two decimals).",
        -end, end, again=again,
        solution=f"All leading minors must be positive. The determinant is ${a}({b} \\cdot {d} -"
        f" {c * c}) - {d}t^2$, positive for $t^2 < {a * (b * d - c * c)}/{d}$, which is stricter"
        f" than $t^2 < {a * b}$. So $|t| < {end:.3f}$.",
        mistakes=[
            ((-math.sqrt(a * b), math.sqrt(a * b)),
             "The 2 × 2 minor is not enough: the determinant must be positive as well."),
            ((0, end), "The sign of $t$ does not matter: only its square appears."),
            ((-end * end, end * end), "Take the root: the condition bounds the square of $t$."),
        ],
    )  # fmt: skip


@question("definite-longest-axis", "Longest axis of a level set", DEFINITE, skill="compute",
          minutes=4, difficulty=0.2)  # fmt: skip
def longest_axis(rng: Rng) -> Variant:
    """The longer semi-axis of the ellipse x'Ax = c."""
    while True:
        a, d = (int(v) for v in rng.integers(1, 10, 2))
        b, c = int(rng.choice([-3, -2, -1, 1, 2, 3])), int(rng.choice([1, 4, 9, 2, 6]))
        if a * d - b * b > 1:
            break
    least = (a + d) / 2 - math.hypot((a - d) / 2, b)
    most = a + d - least
    value = math.sqrt(c / least)

    def again() -> float:
        angle = np.linspace(0, np.pi, 20001)
        x, y = np.cos(angle), np.sin(angle)
        return float(np.sqrt(c / (a * x * x + 2 * b * x * y + d * y * y)).max())

    return number(
        f"The level set $v^\\top A v = {c}$ with $A = {mat([[a, b], [b, d]])}$ is an ellipse. How"
        " long is its longer semi-axis (centre to farthest point, two decimals)?",
        value, again=again, tol=0.006,
        solution="Along the eigenvector of $\\lambda$ the ellipse reaches"
        f" $\\sqrt{{{c}/\\lambda}}$."
        f" The eigenvalues are {most:.4f} and {least:.4f}; the flat direction belongs to the"
        f" smaller one: $\\sqrt{{{c}/{least:.4f}}} = {value:.3f}$.",
        mistakes=[
            (math.sqrt(c / most), "That is the short axis: steep directions end early."),
            (2 * value, "That is the whole axis; the semi-axis starts at the centre."),
            (c / least, "Take the root: $\\lambda s^2 = c$."),
            (math.sqrt(c * most), "Lengths fall with the eigenvalue: divide by it."),
            (math.sqrt(c / min(a, d)), "The axes are not parallel to the coordinates."),
        ],
    )  # fmt: skip


@question("definite-which", "Which matrices are positive semidefinite", DEFINITE,
          skill="diagnose", minutes=4, difficulty=0.4)  # fmt: skip
def which(rng: Rng) -> Variant:
    """All matrices that could be covariance or kernel matrices."""
    options: list[tuple[str, bool, str]] = []
    while len(options) < 4:
        a, d = (int(v) for v in rng.integers(1, 9, 2))
        b = int(rng.integers(-6, 7))
        text = f"${mat([[a, b], [b, d]])}$"
        if b and abs(a * d - b * b) < 15 and text not in [one[0] for one in options]:
            why = f"The determinant is {a * d - b * b}: its sign decides with a positive trace."
            options.append((text, a * d >= b * b, why))
    a, b = int(rng.integers(2, 7)), int(rng.integers(1, 4))
    text = f"${mat([[a, b, -b], [b, a, b], [-b, b, a]])}$"
    options.append((text, a >= 2 * b, f"Its smallest eigenvalue is {a} - 2 · {b} = {a - 2 * b}."))

    def again() -> list[str]:
        found = []
        for text, _, _ in options:
            body = text.strip("$").partition("} ")[2].partition(" \\end")[0]
            rows = [[float(v) for v in row.split("&")] for row in body.split("\\\\")]
            if np.linalg.eigvalsh(np.array(rows))[0] > -1e-9:
                found.append(text)
        return found

    return choose_all(
        rng,
        "A pipeline outputs these matrices as covariance estimates. Choose all that are positive"
        " semidefinite and so can be covariance matrices.",
        options, again=again,
        solution="A symmetric 2 × 2 matrix is positive semidefinite if its diagonal and its"
        " determinant are not negative; for the 3 × 3 matrix find the eigenvalue of"
        f" $(1, -1, 1)$, which is ${a} - 2 \\cdot {b}$ (the others are ${a} + {b}$).",
    )  # fmt: skip
