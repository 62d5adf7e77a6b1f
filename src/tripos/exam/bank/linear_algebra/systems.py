"""Linear systems, independence and the four subspaces."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.shown import invertible, mat, terms, vec, whole
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

SYSTEMS = "linear-systems"
RANK = "linear-independence-rank"
SPACES = "four-fundamental-subspaces"


def _side(coefficients: list[int]) -> str:
    """A sum such as 2x - 3y + z."""
    return terms(coefficients, "xyz"[: len(coefficients)])


@question("systems-solve-three", "Solve a system by elimination", SYSTEMS, skill="compute",
          minutes=5)  # fmt: skip
def solve_three(rng: Rng) -> Variant:
    """Three equations with a unique whole solution."""
    a = invertible(rng, 3)
    x = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 3)
    b = a @ x
    lines = ", ".join(f"${_side(row.tolist())} = {v}$" for row, v in zip(a, b, strict=True))

    def again() -> list[float]:
        det = float(np.linalg.det(a))
        found = []
        for at in range(3):
            swapped = a.astype(float)
            swapped[:, at] = b
            found.append(float(np.linalg.det(swapped)) / det)
        return found

    return matrix(
        f"Solve by elimination: {lines}. Give $(x, y, z)$.",
        x.tolist(), again=again, tol=0.006, digits=5,
        solution="Subtract multiples of the first row to clear $x$ below it, then clear $y$ from"
        f" the last row and substitute back: $(x, y, z) = {vec(x)}$. Check: putting it into the"
        f" three equations gives {', '.join(map(str, b))}.",
        mistakes=[
            ((-x).tolist(), "All signs are reversed: check the last step of the substitution."),
            ([x[2], x[1], x[0]], "Give the values in the order x, y, z."),
            ((a.T @ b).tolist(), "Multiplying by the transpose solves only if $A$ is orthogonal."),
            (np.linalg.solve(a.T, b).tolist(), "You solved the transposed system."),
        ],
    )  # fmt: skip


@question("systems-critical-parameter", "The parameter that breaks a system", SYSTEMS,
          skill="derive", minutes=4, difficulty=0.3)  # fmt: skip
def critical_parameter(rng: Rng) -> Variant:
    """The value of k for which the third equation depends on the first two."""
    while True:
        top = whole(rng, 2, 3)
        p, q = (int(v) for v in rng.choice([-3, -2, -1, 1, 2, 3], 2))
        last = p * top[0] + q * top[1]
        minor = top[0, 0] * top[1, 1] - top[0, 1] * top[1, 0]
        if minor and np.count_nonzero(top) >= 5 and last[0] and last[1] and last[2]:
            break
    rows = [_side(row.tolist()) for row in top]
    k = int(last[2])

    def again() -> float:
        # the determinant is linear in k
        zero, one = (np.linalg.det(np.vstack([top, [*last[:2], at]])) for at in (0, 1))
        return float(zero / (zero - one))

    return number(
        f"For which value of $k$ has the system ${rows[0]} = 1$, ${rows[1]} = 2$,"
        f" ${_side(last[:2].tolist())} + kz = 5$ not exactly one solution?",
        k, again=again, tol=1e-6,
        solution=f"Matching $x$ and $y$, the left side of the third equation is ${p}$ times the"
        f" first plus ${q}$ times the second. It depends on them if $z$ matches as well:"
        f" $k = {p} \\cdot ({top[0, 2]}) + ({q}) \\cdot ({top[1, 2]}) = {k}$. For every other $k$"
        " the"
        " determinant is not zero.",
        mistakes=[
            (-k, "The sign is wrong: set the determinant, with its signs, to zero."),
            (int(top[0, 2] + top[1, 2]), "The third row is not the plain sum of the others."),
            (p + 2 * q, "That is the right side of the combination; compare left sides first."),
            (0, "A zero coefficient alone does not make rows dependent."),
        ],
    )  # fmt: skip


@question("systems-how-many", "None, one or infinitely many", SYSTEMS, skill="diagnose",
          minutes=4, difficulty=0.2)  # fmt: skip
def how_many(rng: Rng) -> Variant:
    """The number of solutions from an augmented matrix that is not yet reduced."""
    kind = int(rng.integers(0, 4))
    while True:
        top = whole(rng, 2, 3, most=3)
        p, q = (int(v) for v in rng.choice([-2, -1, 1, 2], 2))
        last = p * top[0] + q * top[1]
        b = whole(rng, 2, most=5)
        c = int(p * b[0] + q * b[1])
        if kind == 1:
            c += int(rng.choice([-2, -1, 1, 2]))
        if kind == 2:
            last[int(rng.integers(0, 3))] += int(rng.choice([-1, 1]))
        full = np.vstack([top, last])
        if kind == 3:
            full, b = np.outer([1, p, q * 3], top[0]), np.array([b[0], p * b[0]])
            c = int(3 * q * b[0])
        ranks = np.linalg.matrix_rank(full)
        if ranks == {2: 3, 3: 1}.get(kind, 2) and np.count_nonzero(top) >= 4:
            break
    extended = np.column_stack([full, [*b, c]])
    names = ["no solution", "exactly one solution", "infinitely many, with one free variable",
             "infinitely many, with two free variables"]  # fmt: skip
    place = {0: 2, 1: 0, 2: 1, 3: 3}[kind]
    said = [
        "No row reduces to 0 = nonzero here: eliminate and look at the last column.",
        "Count pivots: one solution needs a pivot in each of the three columns.",
        "Free variables are the unknowns less the pivots, provided that no row says 0 = nonzero.",
        "Count the pivots after elimination: two free variables need a single pivot.",
    ]

    def again() -> str:
        left, both = np.linalg.matrix_rank(full), np.linalg.matrix_rank(extended)
        return names[0] if both > left else names[1 + 3 - int(left)]

    return choose(
        rng,
        f"The augmented matrix of a system in three unknowns is ${mat(extended)}$ (the last column"
        " is the right side). What is true of its solutions?",
        names[place], [(names[at], said[at]) for at in range(4) if at != place], again=again,
        solution=f"Elimination leaves {int(ranks)} pivot{'' if ranks == 1 else 's'} among the"
        " three columns of unknowns,"
        " and"
        f" {'a' if place == 0 else 'no'} row that says 0 = nonzero: {names[place]}.",
    )  # fmt: skip


@question("rank-of-design", "Rank of a design with dummies", RANK, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def rank_of_design(rng: Rng) -> Variant:
    """How many columns of a design with redundant features are independent."""
    k, m, q = (int(v) for v in rng.integers((3, 2, 2), (13, 9, 9)))
    extra = int(rng.integers(0, 3))
    texts = ["", f" and the mean of the {q} measurements",
             f" and the mean and the sum of the {q} measurements"]  # fmt: skip
    columns = 1 + k + m + q + extra
    value = 1 + (k - 1) + (m - 1) + q

    def again() -> float:
        draw = np.random.default_rng(5)
        rows = 40 * k
        first = np.eye(k)[draw.integers(0, k, rows)]
        second = np.eye(m)[draw.integers(0, m, rows)]
        free = draw.normal(size=(rows, q))
        more = np.column_stack([free.mean(1), free.sum(1)])[:, :extra]
        return int(
            np.linalg.matrix_rank(np.hstack([np.ones((rows, 1)), first, second, free, more]))
        )

    return number(
        f"A design matrix with thousands of rows holds an intercept, one 0/1 column for each of"
        f" {k} regions, one for each of {m} device types (all combinations occur), {q} continuous"
        f" measurements without exact relations{texts[extra]}. It has {columns} columns. What is"
        " its rank?",
        value, again=again, tol=0, rel=0,
        solution=f"The {k} region columns sum to the intercept, and so do the {m} device columns:"
        " each set loses one. Means and sums are combinations of the measurements."
        f" $1 + {k - 1} + {m - 1} + {q} = {value}$.",
        mistakes=[
            (columns, "The full set of dummies sums to the intercept: columns are dependent."),
            (columns - extra, "Each full set of dummies sums to the intercept."),
            (columns - extra - 1, "Both sets of dummies sum to the intercept: each loses one."),
            (columns - 2, "Means and sums of other columns add nothing to the rank."),
            (value - 1, "The intercept itself stays: only one column per set of dummies is lost."),
        ],
    )  # fmt: skip


@question("rank-coordinates", "Coordinates in another basis", RANK, skill="compute", minutes=4)
def coordinates(rng: Rng) -> Variant:
    """The coordinates of a vector in a basis that is not orthogonal."""
    basis = invertible(rng, 3, most=3)
    c = rng.choice([-3, -2, -1, 1, 2, 3], 3)
    target = c @ basis
    names = ", ".join(f"$b_{at + 1} = {vec(row)}$" for at, row in enumerate(basis))

    def again() -> list[float]:
        return [float(v) for v in np.linalg.solve(basis.T, target)]

    dots = [float(target @ row) / float(row @ row) for row in basis]
    return matrix(
        f"The vectors {names} are a basis. Give the coordinates $(c_1, c_2, c_3)$ of"
        f" ${vec(target)}$ in it.",
        c.tolist(), again=again, tol=0.006, digits=5,
        solution=f"Solve $c_1 b_1 + c_2 b_2 + c_3 b_3 = {vec(target)}$, three equations, one for"
        " each"
        f" entry: $c = {vec(c)}$.",
        mistakes=[
            (dots, "Projecting on each vector alone works only for an orthogonal basis."),
            ((basis @ target).tolist(), "Inner products are coordinates only in orthonormal"
             " bases."),
            (np.linalg.solve(basis, target).tolist(), "Put the basis vectors into the columns of"
             " the system, not its rows."),
        ],
    )  # fmt: skip


@question("rank-bottleneck", "Least rank of a product", RANK, skill="derive", minutes=3,
          difficulty=0.8)  # fmt: skip
def bottleneck(rng: Rng) -> Variant:
    """The smallest rank that a product of two matrices of known ranks can have."""
    while True:
        n = int(rng.integers(6, 15))
        r, s = (int(v) for v in rng.integers(3, n, 2))
        if r + s > n + 1 and r != s:
            break
    m, p = (int(v) for v in rng.integers(n, 2 * n, 2))
    value = r + s - n

    def again() -> float:
        left, right = np.zeros((m, n)), np.zeros((n, p))
        for at in range(r):
            left[at, at] = 1
        for at in range(s):
            right[n - 1 - at, at] = 1
        return int(np.linalg.matrix_rank(left @ right))

    return number(
        f"Two linear layers in a row: $A$ is ${m} \\times {n}$ with rank {r}, $B$ is"
        f" ${n} \\times {p}$ with rank {s}. What is the smallest rank that $AB$ can have?",
        value, again=again, tol=0, rel=0,
        solution=f"The null space of $A$ has dimension ${n} - {r} = {n - r}$, so $A$ can wipe out"
        " at"
        f" most {n - r} of the {s} dimensions in the column space of $B$: rank at least"
        f" ${s} - {n - r} = {value}$, and this happens if the null space lies in it.",
        mistakes=[
            (min(r, s), "That is the largest rank the product can have."),
            (0, f"Zero would need the column space of $B$ (dimension {s}) inside a null space of"
                f" dimension {n - r}."),
            (n - r, "That is the dimension of the null space of $A$; subtract it from rank B."),
            (abs(r - s), "The bound uses the inner dimension: $r + s - n$."),
        ],
    )  # fmt: skip


@question("spaces-dimension", "Dimension of a subspace", SPACES, skill="derive", minutes=2)
def dimension(rng: Rng) -> Variant:
    """The dimension of one of the four subspaces, or of its orthogonal complement."""
    m, n = (int(v) for v in rng.choice(np.arange(5, 30), 2, replace=False))
    r = int(rng.integers(2, min(m, n)))
    sizes = {
        "the null space of $A$": n - r, "the null space of $A^\\top$": m - r,
        "the null space of $A^\\top A$": n - r,
        "the orthogonal complement of the row space of $A$": n - r,
        "the orthogonal complement of the column space of $A$": m - r,
        "the space of right sides $b$ for which $Ax = b$ can be solved": r,
        "the set of all residuals $b - A\\hat{x}$ of least-squares fits, as $b$ varies": m - r,
    }  # fmt: skip
    asked = str(rng.choice(list(sizes)))
    value = sizes[asked]

    def again() -> float:
        draw = np.random.default_rng(1)
        a = draw.normal(size=(m, r)) @ draw.normal(size=(r, n))
        rank = int((np.linalg.svd(a, compute_uv=False) > 1e-9).sum())
        in_rows = "row space" in asked or "null space of $A$" in asked or "A^\\top A" in asked
        if "can be solved" in asked:
            return rank
        return int(a.shape[1] if in_rows else a.shape[0]) - rank

    return number(
        f"$A$ is ${m} \\times {n}$ with rank {r}. What is the dimension of {asked}?",
        value, again=again, tol=0, rel=0,
        solution=f"Column and row space have dimension {r}. The null space completes the row space"
        f" to ${n}$ dimensions ({n - r}); the null space of the transpose completes the column"
        f" space to ${m}$ ({m - r}). $A^\\top A$ and $A$ have the same null space, residuals fill"
        f" the complement of the column space. Here: {value}.",
        mistakes=[
            (m - r, "That is the complement of the column space, inside the space of outputs."),
            (n - r, "That is the complement of the row space, inside the space of inputs."),
            (r, "That is the rank; the question asks for another space."),
            (min(m, n) - r, "Subtract the rank from the dimension of the space that it lies in."),
        ],
    )  # fmt: skip


@question("spaces-identifiable", "Which contrast is identifiable", SPACES, skill="diagnose",
          minutes=4, difficulty=0.8)  # fmt: skip
def identifiable(rng: Rng) -> Variant:
    """With a known null vector, the combination of coefficients that the data determine."""
    p, q = (int(v) for v in rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6], 2, replace=False))
    null = np.array([p, q, -1])
    good = np.array([1, 0, p]) if rng.random() < 0.5 else np.array([0, 1, q])
    bad = [np.array([1, 1, 1]), np.array([1, 0, 0]), np.array([0, 0, 1]), np.array([p, q, 1]),
           np.array([q, p, 0])]  # fmt: skip
    bad = [one for one in bad if one @ null != 0]
    chosen = [bad[at] for at in rng.permutation(len(bad))[:3]]

    def text(c: np.ndarray) -> str:
        words = [f"{'' if v == 1 else v}\\beta_{at + 1}" for at, v in enumerate(c.tolist()) if v]
        return "$" + " + ".join(words).replace("+ -", "- ") + "$"

    def again() -> str:
        draw = np.random.default_rng(2)
        x = draw.normal(size=(8, 2))
        full = np.column_stack([x, x @ [p, q]])
        rank = np.linalg.matrix_rank(full)
        fits = [c for c in [good, *chosen] if np.linalg.matrix_rank(np.vstack([full, c])) == rank]
        (one,) = fits
        return text(one)

    return choose(
        rng,
        "A regression without intercept has three features with $x_3 ="
        f" {terms((p, q), ('x_1', 'x_2'))}$ in every"
        " row. Infinitely many coefficient vectors fit equally well. Which quantity has the same"
        " value in all of them?",
        text(good),
        [(text(c), f"Its product with the null vector ${vec(null)}$ is {int(c @ null)}, not 0, so"
          " it changes between equally good fits.") for c in chosen],
        again=again,
        solution=f"$X n = 0$ for $n = {vec(null)}$, so fits differ by multiples of $n$. $c^\\top"
        f" \\beta$ is determined exactly if $c^\\top n = 0$, that is if $c$ lies in the row space:"
        f" {text(good)}.",
    )  # fmt: skip


@question("spaces-null-vector", "A vector of the null space", SPACES, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def null_vector(rng: Rng) -> Variant:
    """The null vector of a 3 x 3 matrix of rank two, scaled to a last entry of one."""
    while True:
        x, y = (int(v) for v in rng.choice([-4, -3, -2, 2, 3, 4], 2))
        left = whole(rng, 3, 2, most=3)
        if np.linalg.matrix_rank(left) == 2 and np.count_nonzero(left) >= 5:
            break
    full = np.column_stack([left, -x * left[:, 0] - y * left[:, 1]])

    def again() -> list[float]:
        last = np.linalg.svd(full.astype(float))[2][-1]
        return [float(v) for v in last / last[2]]

    return matrix(
        f"Three features were measured three times: $X = {mat(full)}$. Give the vector $n$ with"
        " $Xn = 0$ whose third entry is 1.",
        [x, y, 1], again=again, tol=0.006,
        solution=f"The third column is ${-x}$ times the first plus ${-y}$ times the second, so"
        f" ${x}$ times the first plus ${y}$ times the second plus the third is zero:"
        f" $n = {vec([x, y, 1])}$. Coefficients may move along $n$ without changing the fit.",
        mistakes=[
            ([-x, -y, 1], "That is how the third column is built; bring it to the other side."),
            ([y, x, 1], "The first two entries are exchanged."),
            ([0, 0, 1], "The third column is not zero: put the vector in and check."),
        ],
    )  # fmt: skip
