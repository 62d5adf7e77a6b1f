"""Products of matrices, determinants and traces."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.shown import invertible, mat, vec, whole
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

PRODUCT = "matrix-operations"
DET = "determinant-trace"


@question("matops-row-of-product", "One row of a product", PRODUCT, skill="compute", minutes=2,
          difficulty=-0.5)  # fmt: skip
def row_of_product(rng: Rng) -> Variant:
    """A row of AB as a combination of the rows of B, without forming the product."""
    while True:
        a, b = whole(rng, 3, 3), whole(rng, 3, 3, most=5)
        at = int(rng.integers(0, 3))
        value = [int(v) for v in a[at] @ b]
        if np.count_nonzero(a[at]) == 3 and any(value):
            break

    def again() -> list[int]:
        total = np.zeros(3)
        for weight, row in zip(a[at], b, strict=True):
            total = total + weight * row
        return [int(v) for v in total]

    terms = " + ".join(f"({w}) \\cdot {vec(row)}" for w, row in zip(a[at], b, strict=True))
    return matrix(
        f"Let $A = {mat(a)}$ and $B = {mat(b)}$. Give row {at + 1} of the product $AB$.",
        value, again=again, tol=0, rel=0, digits=6,
        solution=f"Row {at + 1} of $AB$ combines the rows of $B$ with the entries of row {at + 1}"
        f" of $A$ as weights: ${terms} = {vec(value)}$.",
        mistakes=[
            ([int(v) for v in a @ b[:, at]], "That is a column of the product, not a row."),
            ([int(v) for v in b[at] @ a], "That is the row of $BA$: the order of factors matters."),
            ([int(v) for v in b @ a[at]],
             "You took inner products with the rows of $B$, that is $AB^\\top$: use its columns."),
            ([int(v) for v in a[at] * b[at]], "Entrywise products are not the matrix product."),
        ],
    )  # fmt: skip


@question("matops-cheapest-order", "Cheapest order of a chain", PRODUCT, skill="choose", minutes=4,
          difficulty=0.3)  # fmt: skip
def cheapest_order(rng: Rng) -> Variant:
    """The fewest scalar multiplications for a product of four matrices."""
    while True:
        size = [int(v) for v in rng.choice([2, 4, 5, 8, 10, 20, 25, 40, 50, 100], 5)]
        costs = _orders(size)
        left = costs["((AB)C)D"]
        if min(costs.values()) < 0.7 * left and size[4] != size[0]:
            break
    best = min(costs, key=lambda name: costs[name])

    def again() -> float:
        least = {(i, i): 0 for i in range(4)}
        for gap in range(1, 4):
            for i in range(4 - gap):
                j = i + gap
                least[i, j] = min(
                    least[i, k] + least[k + 1, j] + size[i] * size[k + 1] * size[j + 1]
                    for k in range(i, j)
                )
        return least[0, 3]

    shapes = ", ".join(f"${n}$ is ${p} \\times {q}$"
                       for n, p, q in zip("ABCD", size, size[1:], strict=False))  # fmt: skip
    right = costs["A(B(CD))"]
    return number(
        f"In a chain of linear layers, {shapes}. Multiplying a $p \\times q$ by a $q \\times r$"
        " matrix costs $pqr$ multiplications. How many does the cheapest way to bracket $ABCD$"
        " need?",
        costs[best], again=again, tol=0, rel=0,
        solution="The five ways to bracket cost "
        + ", ".join(f"{name}: {cost}" for name, cost in costs.items()) + f". The least is {best}.",
        mistakes=[
            (left, "That is the order from left to right; other brackets are cheaper."),
            (right, "That is the order from right to left; other brackets are cheaper."),
            (size[0] * size[1] * size[2] * size[3] * size[4],
             "Costs of the three products are added, not multiplied."),
            (max(costs.values()), "That is the dearest order."),
        ],
    )  # fmt: skip


def _orders(size: list[int]) -> dict[str, int]:
    a, b, c, d, e = size
    return {
        "((AB)C)D": a * b * c + a * c * d + a * d * e,
        "(A(BC))D": b * c * d + a * b * d + a * d * e,
        "(AB)(CD)": a * b * c + c * d * e + a * c * e,
        "A((BC)D)": b * c * d + b * d * e + a * b * e,
        "A(B(CD))": c * d * e + b * c * e + a * b * e,
    }


@question("matops-block-square", "Square of a block-triangular matrix", PRODUCT, skill="derive",
          minutes=4, difficulty=0.2)  # fmt: skip
def block_square(rng: Rng) -> Variant:
    """The upper right block of the square of a block-triangular matrix."""
    while True:
        a, b, c = (whole(rng, 2, 2, most=3) for _ in range(3))
        value = a @ b + b @ c
        if not np.array_equal(value, a @ b + c @ b) and not np.array_equal(value, 2 * a @ b):
            break

    def again() -> list[list[float]]:
        full = np.block([[a, b], [np.zeros((2, 2)), c]])
        square = np.array([[sum(full[i, k] * full[k, j] for k in range(4)) for j in range(4)]
                           for i in range(4)])  # fmt: skip
        return [[float(v) for v in row] for row in square[:2, 2:]]

    return matrix(
        f"$M$ has the blocks $A = {mat(a)}$ (upper left), $B = {mat(b)}$ (upper right),"
        f" $C = {mat(c)}$ (lower right) and zeros in the lower left. What is the upper right block"
        " of $M^2$?",
        value.tolist(), again=again, tol=0, rel=0, digits=6,
        solution="Blocks multiply like entries as long as their order is kept: the upper right"
        f" block is $AB + BC = {mat(a @ b)} + {mat(b @ c)} = {mat(value)}$.",
        mistakes=[
            ((a @ b + c @ b).tolist(), "Keep the order: the second term is $BC$, not $CB$."),
            ((b @ b).tolist(), "Blocks are not squared one by one: multiply rows by columns."),
            ((a @ b).tolist(), "The second term, $BC$, is missing."),
            ((b @ c).tolist(), "The first term, $AB$, is missing."),
        ],
    )  # fmt: skip


@question("det-area-of-image", "Area after a linear map", DET, skill="compute", minutes=3)
def area_of_image(rng: Rng) -> Variant:
    """The area of a triangle after a linear map: determinant times area."""
    while True:
        a, corners = invertible(rng, 2), whole(rng, 3, 2, most=5)
        sides = corners[1:] - corners[0]
        area = abs(float(np.linalg.det(sides))) / 2
        det = float(np.round(np.linalg.det(a)))
        if area > 1 and abs(det) > 1 and abs(area - abs(det)) > 0.4:
            break

    def again() -> float:
        p, q, r = ((float(a[0] @ c), float(a[1] @ c)) for c in corners)
        return abs(p[0] * (q[1] - r[1]) + q[0] * (r[1] - p[1]) + r[0] * (p[1] - q[1])) / 2

    points = ", ".join(f"${vec(c)}$" for c in corners)
    return number(
        f"A triangle has the corners {points}. Every point is mapped by $x \\mapsto Ax$ with"
        f" $A = {mat(a)}$. What is the area of the image?",
        abs(det) * area, again=again, tol=0.01,
        solution=f"The triangle has area $\\frac12 |\\det(q-p, r-p)| = {area:g}$, and $\\det A ="
        f" {det:g}$. The map scales every area by $|\\det A|$: ${abs(det):g} \\cdot {area:g}$.",
        mistakes=[
            (area, "That is the area before the map."),
            (2 * abs(det) * area, "That is the parallelogram: a triangle is half of it."),
            (det * det * area, "Areas in the plane scale by $|\\det A|$ once, not by its square."),
            (-abs(det) * area, "An area is not negative: the sign only tells the orientation."),
            (abs(float(np.trace(a))) * area, "Volume scales with the determinant, not the trace."),
        ],
    )  # fmt: skip


@question("det-rules", "Rules of determinants", DET, skill="derive", minutes=2)
def det_rules(rng: Rng) -> Variant:
    """The determinant of a product with a scalar, an inverse, a transpose and a power."""
    size, scale = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    a, b = int(rng.choice([-6, -4, -3, 3, 5, 6])), int(rng.choice([-2, 2, 4, 5]))
    power = int(rng.integers(2, 4))
    value = scale**size * a**power / b

    def again() -> float:
        left = np.eye(size)
        left[0, 0], left[0, 1] = a, 7.0
        right = np.eye(size)
        right[1, 1], right[1, 0] = b, -3.0
        made = scale * np.linalg.matrix_power(left.T, power) @ np.linalg.inv(right)
        return float(np.linalg.det(made))

    return number(
        f"$A$ and $B$ are ${size} \\times {size}$ with $\\det A = {a}$ and $\\det B = {b}$. What is"
        f" $\\det({scale} (A^\\top)^{power} B^{{-1}})$?",
        value, again=again,
        solution=f"The factor {scale} stands in each of the {size} rows, so it comes out as"
        f" ${scale}^{size}$; the transpose changes nothing; powers and inverses carry over:"
        f" ${scale}^{size} \\cdot ({a})^{power} / ({b})$.",
        mistakes=[
            (scale * a**power / b, f"The factor {scale} comes out once for every row."),
            (scale**size * a**power * b, "The determinant of an inverse is the reciprocal."),
            (scale**size * a * power / b, "A power of $A$ raises the determinant to that power."),
            (-value, "A transpose does not change the sign of the determinant."),
        ],
    )  # fmt: skip


@question("det-trace-of-power", "Trace of a cube from trace and determinant", DET, skill="derive",
          minutes=3, difficulty=0.5)  # fmt: skip
def trace_of_power(rng: Rng) -> Variant:
    """The trace of A^3 of a 2 x 2 matrix of which trace and determinant are known."""
    while True:
        t, d = int(rng.integers(-7, 8)), int(rng.integers(-9, 10))
        if t not in (0, 1) and d != 0:
            break
    value = t**3 - 3 * t * d

    def again() -> float:
        return float(np.real(np.sum(np.roots([1, -t, d]) ** 3)))

    return number(
        f"A $2 \\times 2$ matrix has trace ${t}$ and determinant ${d}$. What is the trace of"
        " $A^3$?",
        value, again=again, tol=1e-6, rel=0,
        solution="With eigenvalues $\\lambda_1, \\lambda_2$: $\\lambda_1^3 + \\lambda_2^3 ="
        " (\\lambda_1 + \\lambda_2)^3 - 3 \\lambda_1 \\lambda_2 (\\lambda_1 + \\lambda_2) ="
        f" ({t})^3 - 3 \\cdot ({d}) \\cdot ({t}) = {value}$. This holds for complex eigenvalues"
        " too.",
        mistakes=[
            (t**3, "The trace of a power is not the power of the trace: cross terms remain."),
            (t**3 + 3 * t * d, "The cross term is subtracted."),
            (t**3 - t * d, "The cross terms appear three times when the cube is expanded."),
            (t**2 - 2 * d, "That is the trace of $A^2$."),
            (d**3, "That is the determinant of $A^3$."),
        ],
    )  # fmt: skip
