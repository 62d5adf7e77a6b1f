"""Singular values, low-rank approximation and conditioning."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import mat, table, vec, whole
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

SVD = "singular-value-decomposition"
LOW = "low-rank-approximation"
CONDITION = "matrix-conditioning"


def _falling(rng: Rng, count: int, most: int = 60) -> list[int]:
    """Different whole singular values, largest first."""
    return sorted(int(v) for v in rng.choice(np.arange(1, most), count, replace=False))[::-1]


@question("svd-from-gram", "Singular values from the Gram matrix", SVD, skill="compute", minutes=4)
def from_gram(rng: Rng) -> Variant:
    """Both singular values of a 3 x 2 matrix."""
    while True:
        x = whole(rng, 3, 2, most=3)
        gram = x.T @ x
        if abs(gram[0, 1]) > 0 and np.linalg.det(gram) > 3:
            break
    mid = float(np.trace(gram)) / 2
    half = math.hypot(float(gram[0, 0] - gram[1, 1]) / 2, float(gram[0, 1]))
    value = [math.sqrt(mid + half), math.sqrt(mid - half)]

    def again() -> list[float]:
        return [float(v) for v in np.linalg.svd(x.astype(float), compute_uv=False)]

    return matrix(
        f"Give the two singular values of $X = {mat(x)}$, largest first (three decimals).",
        value, again=again, tol=0.0011, digits=6,
        solution=f"$X^\\top X = {mat(gram)}$ has the eigenvalues ${mid:g} \\pm {half:.4f}$."
        " Singular"
        f" values are their roots: {value[0]:.4f} and {value[1]:.4f}.",
        mistakes=[
            ([mid + half, mid - half], "Take the roots of the eigenvalues of the Gram matrix."),
            ([math.sqrt(float(v)) for v in sorted(np.diag(gram))[::-1]],
             "Lengths of the columns are singular values only if the columns are orthogonal."),
            ([value[1], value[0]], "Write the largest singular value first."),
        ],
    )  # fmt: skip


@question("svd-minimum-norm", "Least squares from an SVD", SVD, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def minimum_norm(rng: Rng) -> Variant:
    """The squared length of the least-squares solution of least norm, read off the SVD."""
    s = sorted(int(v) for v in rng.choice([2, 3, 4, 5, 6, 8, 10], 2, replace=False))[::-1]
    c = [int(v) * 6 for v in rng.choice([-3, -2, -1, 1, 2, 3], 4)]
    value = (c[0] / s[0]) ** 2 + (c[1] / s[1]) ** 2

    def again() -> float:
        u = np.linalg.qr(np.random.default_rng(1).normal(size=(4, 4)))[0]
        v = np.linalg.qr(np.random.default_rng(2).normal(size=(3, 3)))[0]
        a = s[0] * np.outer(u[:, 0], v[:, 0]) + s[1] * np.outer(u[:, 1], v[:, 1])
        x = np.linalg.lstsq(a, u @ c, rcond=1e-10)[0]
        return float(x @ x)

    rows = [[f"$u_{at + 1}^\\top b$", f"{v}"] for at, v in enumerate(c)]
    return number(
        f"A $4 \\times 3$ matrix has the singular values {s[0]}, {s[1]} and 0, with left singular"
        f" vectors $u_1, \\ldots, u_4$.{table(['product', 'value'], rows)}Of all minimisers of"
        " $\\|Ax - b\\|^2$, take the one of least norm. What is its squared norm $\\|x\\|^2$?",
        value, again=again, tol=0.006,
        solution="$x = \\sum_{s_i > 0} (u_i^\\top b / s_i)\\, v_i$ with orthonormal $v_i$, so"
        f" $\\|x\\|^2 = ({c[0]}/{s[0]})^2 + ({c[1]}/{s[1]})^2 = {value:.4f}$. The parts along $u_3$"
        " and $u_4$ cannot be reached and stay in the residual.",
        mistakes=[
            (c[2] ** 2 + c[3] ** 2, "That is the squared residual, the part out of reach."),
            ((c[0] * s[0]) ** 2 + (c[1] * s[1]) ** 2, "The pseudo-inverse divides by $s_i$."),
            (math.sqrt(value), "The squared norm was asked."),
            (c[0] ** 2 / s[0] + c[1] ** 2 / s[1], "Square the whole coefficient, with its $s_i$."),
            ((c[0] / s[0] + c[1] / s[1]) ** 2, "The $v_i$ are orthogonal: add the squares."),
        ],
    )  # fmt: skip


@question("svd-read-norms", "What singular values tell", SVD, skill="read", minutes=3)
def read_norms(rng: Rng) -> Variant:
    """A quantity of a square matrix from its singular values."""
    s = _falling(rng, 4, 13)
    quantities = {
        "the Frobenius norm of $A$": math.sqrt(sum(v * v for v in s)),
        "the largest value of $\\|Ax\\|$ over unit vectors $x$": float(s[0]),
        "the smallest value of $\\|Ax\\|$ over unit vectors $x$": float(s[-1]),
        "the absolute value of the determinant of $A$": float(np.prod(s)),
        "the trace of $A^\\top A$": float(sum(v * v for v in s)),
        "the spectral norm of $A^{-1}$": 1 / s[-1],
        "the nuclear norm of $A$": float(sum(s)),
        "the largest eigenvalue of $AA^\\top$": float(s[0] ** 2),
    }
    asked = str(rng.choice(list(quantities)))

    def again() -> float:
        u = np.linalg.qr(np.random.default_rng(3).normal(size=(4, 4)))[0]
        v = np.linalg.qr(np.random.default_rng(4).normal(size=(4, 4)))[0]
        a = u @ np.diag(s) @ v
        found = {"Frob": np.linalg.norm(a), "larg": np.linalg.norm(a, 2),
                 "smal": np.linalg.norm(a, -2), "abso": abs(np.linalg.det(a)),
                 "trac": np.trace(a.T @ a), "spec": np.linalg.norm(np.linalg.inv(a), 2),
                 "nucl": np.linalg.norm(a, "nuc")}  # fmt: skip
        if "eigen" in asked:
            return float(np.linalg.eigvalsh(a @ a.T)[-1])
        return float(found[asked[4:8]])

    why = "The extreme $s$ bound the stretching, their squares add up to the trace of $A^\\top A$"
    return number(
        f"$A$ is $4 \\times 4$ with the singular values {', '.join(map(str, s))}. What is {asked}?",
        quantities[asked], again=again, tol=1e-3,
        solution=f"With $A = USV^\\top$, the orthogonal factors change no length. {why}, their"
        " product is the size of the determinant, and the inverse has the reciprocals. Here:"
        f" {quantities[asked]:.4f}.",
        mistakes=[(other, f"That is {name}.") for name, other in quantities.items()],
    )  # fmt: skip


@question("lowrank-relative-error", "Relative error of a truncation", LOW, skill="compute",
          minutes=3)  # fmt: skip
def relative_error(rng: Rng) -> Variant:
    """The relative Frobenius error of the best rank-k approximation."""
    s, k = _falling(rng, 5, 30), int(rng.integers(1, 4))
    total, left = sum(v * v for v in s), sum(v * v for v in s[k:])
    value = 100 * math.sqrt(left / total)

    def again() -> float:
        u = np.linalg.qr(np.random.default_rng(1).normal(size=(7, 5)))[0]
        v = np.linalg.qr(np.random.default_rng(2).normal(size=(6, 5)))[0]
        full, part = (u * s) @ v.T, (u[:, :k] * s[:k]) @ v[:, :k].T
        return 100 * float(np.linalg.norm(full - part) / np.linalg.norm(full))

    return number(
        f"A ratings matrix has the singular values {', '.join(map(str, s))}. By how many per cent,"
        f" in Frobenius norm, does its best rank-{k} approximation differ from it"
        " ($100 \\, \\|A - A_k\\|_F / \\|A\\|_F$, one decimal)?",
        value, again=again, tol=0.06,
        solution=f"$\\|A - A_{k}\\|_F^2$ is the sum of the discarded squares, {left}, and"
        f" $\\|A\\|_F^2$ that of all, {total}: $\\sqrt{{{left}/{total}}} = {value / 100:.4f}$.",
        mistakes=[
            (100 * left / total, "That is the share of the squares; take the root."),
            (100 * sum(s[k:]) / sum(s), "Add squares, not the singular values themselves."),
            (100 * s[k] / s[0], "That is the relative error in the spectral norm."),
            (100 * math.sqrt(1 - left / total), "That is what is kept, not what is lost."),
        ],
    )  # fmt: skip


@question("lowrank-smallest-rank", "Rank for a share of the energy", LOW, skill="choose",
          minutes=4)  # fmt: skip
def smallest_rank(rng: Rng) -> Variant:
    """The smallest rank that keeps a share of the squared Frobenius norm."""
    while True:
        s = _falling(rng, 7, 40)
        share = float(rng.choice([0.8, 0.85, 0.9, 0.95, 0.98]))
        squares = np.cumsum(np.square(s)) / sum(v * v for v in s)
        plain = np.cumsum(s) / sum(s)
        value = int((squares < share).sum()) + 1
        naive = int((plain < share).sum()) + 1
        if 2 <= value <= 6 and naive != value and np.abs(squares - share).min() > 0.003:
            break

    def again() -> float:
        kept, rank, total = 0.0, 0, sum(v**2 for v in s)
        while total - kept > (1 - share) * total:
            kept += s[rank] ** 2
            rank += 1
        return rank

    return number(
        f"The singular values of an embedding table are {', '.join(map(str, s))}. What is the"
        f" smallest rank whose truncated SVD keeps at least {share:.0%} of the squared Frobenius"
        " norm?",
        value, again=again, tol=0, rel=0,
        solution="The cumulative shares of the squares are "
        + ", ".join(f"{v:.3f}" for v in squares) + f"; the first of at least {share:g} is number"
        f" {value}.",
        mistakes=[
            (naive, "You added the singular values; the squared norm adds their squares."),
            (value - 1, "That rank stays just below the share."),
            (value + 1, "One rank less is already enough."),
            (7, "Full rank keeps everything; fewer suffice."),
        ],
    )  # fmt: skip


@question("lowrank-storage", "How far must one compress", LOW, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def storage(rng: Rng) -> Variant:
    """The largest rank for which two factors need at most a share of the weights."""
    while True:
        m, n = (int(v) * 64 for v in rng.integers(4, 33, 2))
        factor = int(rng.choice([2, 3, 4, 5, 8, 10]))
        exact = m * n / factor / (m + n)
        if m != n and exact > 12 and abs(exact - round(exact)) > 0.02:
            break
    value = math.floor(exact)

    def again() -> float:
        rank = 1
        while factor * ((rank + 1) * m + (rank + 1) * n) <= m * n:
            rank += 1
        return rank

    return number(
        f"A layer with a ${m} \\times {n}$ weight matrix is replaced by the product of a"
        f" ${m} \\times k$ and a $k \\times {n}$ matrix (singular values absorbed into one factor)."
        f" What is the largest $k$ for which the factors hold at most 1/{factor} of the weights?",
        value, again=again, tol=0, rel=0,
        solution=f"The factors hold $k({m} + {n})$ numbers. $k \\le {m} \\cdot {n} / ({factor}"
        " \\cdot"
        f" {m + n}) = {exact:.2f}$, so {value}.",
        mistakes=[
            (value + 1, "Round down: one more exceeds the budget."),
            (min(m, n) // factor, "Dividing the rank does not divide the weights: two factors."),
            (math.floor(m * n / (m + n)), f"That only breaks even; divide by {factor} as well."),
            (math.floor(m * n / factor / max(m, n)), "Both factors count, not only the larger."),
        ],
    )  # fmt: skip


@question("condition-bound", "Error bound from a condition number", CONDITION, skill="compute",
          minutes=4)  # fmt: skip
def bound(rng: Rng) -> Variant:
    """The worst relative error of a solution for a given relative error of the right side."""
    while True:
        a, d = (int(v) for v in rng.integers(2, 12, 2))
        b = int(rng.choice([-5, -4, -3, -2, 2, 3, 4, 5]))
        half = math.hypot((a - d) / 2, b)
        low, high = (a + d) / 2 - half, (a + d) / 2 + half
        if low > 0.05 and 4 < high / low < 200:
            break
    noise = float(rng.choice([0.1, 0.2, 0.5, 1.0]))
    value = noise * high / low

    def again() -> float:
        values, vectors = np.linalg.eigh(np.array([[a, b], [b, d]], dtype=float))
        x, dx = vectors[:, 1] / values[1], noise * vectors[:, 0] / values[0]
        return float(np.linalg.norm(dx) / np.linalg.norm(x))

    return number(
        f"$Ax = b$ is solved with $A = {mat([[a, b], [b, d]])}$, and $b$ carries noise of"
        f" {noise:g}% of its norm. By up to how many per cent can the solution be off, relative to"
        " its norm (Euclidean norms, worst case, three significant digits)?",
        value, again=again, rel=0.01, tol=0.01,
        solution=f"The eigenvalues are {high:.4f} and {low:.4f}, so $\\kappa = {high / low:.3f}$."
        f" $\\|\\Delta x\\|/\\|x\\| \\le \\kappa \\|\\Delta b\\|/\\|b\\| = {value:.3f}\\%$,"
        " reached if"
        " $b$ lies along the large and the noise along the small eigenvector.",
        mistakes=[
            (noise, "Noise is passed on unchanged only if the condition number is one."),
            (noise / low, "Relative errors scale with the ratio of the eigenvalues."),
            (noise * (high / low) ** 2, "The square of $\\kappa$ belongs to normal equations."),
            (noise * max(a, d) / min(a, d), "Use eigenvalues, not diagonal entries."),
        ],
    )  # fmt: skip


@question("condition-ridge", "The ridge that tames a Gram matrix", CONDITION, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def ridge(rng: Rng) -> Variant:
    """The smallest ridge penalty that brings the condition number below a target."""
    s = [int(rng.integers(20, 91)), int(rng.integers(5, 15)), float(rng.integers(1, 9)) / 10]
    target = int(rng.choice([10, 20, 50, 100]))
    value = (s[0] ** 2 - target * s[2] ** 2) / (target - 1)

    def again() -> float:
        low, high = 0.0, 1e5
        for _ in range(80):
            mid = (low + high) / 2
            found = np.linalg.cond(np.diag(np.square(s)) + mid * np.eye(3))
            low, high = (mid, high) if found > target else (low, mid)
        return high

    return number(
        f"A design has the singular values {s[0]}, {s[1]} and {s[2]}. What is the smallest"
        " $\\lambda$ for which $X^\\top X + \\lambda I$ has a condition number of at most"
        f" {target}?",
        value, again=again,
        solution=f"The eigenvalues are $s_i^2 + \\lambda$. $({s[0] ** 2} +"
        f" \\lambda)/({s[2] ** 2:.2f}"
        f" + \\lambda) = {target}$ gives $\\lambda = ({s[0] ** 2} - {target} \\cdot"
        f" {s[2] ** 2:.2f})/{target - 1} = {value:.3f}$.",
        mistakes=[
            ((s[0] - target * s[2]) / (target - 1), "The eigenvalues are squares of the $s_i$."),
            ((s[0] ** 2 - target * s[2] ** 2) / target, "$\\lambda$ raises the largest one too."),
            (s[0] ** 2 / target, "Solve the equation: $\\lambda$ stands above and below."),
            ((s[0] ** 2 - target * s[1] ** 2) / (target - 1), "The smallest value counts."),
        ],
    )  # fmt: skip


@question("condition-digits", "Digits lost by normal equations", CONDITION, skill="diagnose",
          minutes=3, difficulty=0.4)  # fmt: skip
def digits(rng: Rng) -> Variant:
    """Correct digits left by normal equations, or by QR, in a given precision."""
    while True:
        top, low = (
            float(rng.choice([200, 400, 500, 800, 1000, 3000])),
            float(rng.choice([0.5, 0.2, 0.1, 0.05, 0.02])),
        )
        eps, name = [(1e-16, "double"), (1e-7, "single")][int(rng.integers(0, 2))]
        squared = bool(rng.integers(0, 2))
        kappa = top / low
        left = -math.log10(eps * (kappa**2 if squared else kappa))
        if left > 1.2:
            break
    how = "solving the normal equations" if squared else "a QR decomposition of $X$"
    other = -math.log10(eps * (kappa if squared else kappa**2))

    def again() -> float:
        sizes = np.array([top, low])
        values = sizes**2 if squared else sizes
        return float(-np.log10(eps) - np.ptp(np.log10(values)))

    return number(
        f"The singular values of a design $X$ run from {top:g} to {low:g}; the response is fitted"
        f" almost exactly. In {name} precision (relative rounding $10^{{{math.log10(eps):.0f}}}$),"
        f" about how many correct"
        f" decimal digits do the coefficients keep if they come from {how}? Use the rule error ="
        " condition"
        " number of the solved problem times rounding, and give $-\\log_{10}$ of it (one decimal).",
        left, again=again, tol=0.06,
        solution=f"$\\kappa(X) = {kappa:g}$. Normal equations work with $X^\\top X$, whose"
        " condition"
        f" number is $\\kappa^2$; QR works with $X$. Here"
        f" $-\\log_{{10}}(10^{{{math.log10(eps):.0f}}} \\cdot"
        f" {kappa**2 if squared else kappa:.0f}) = {left:.2f}$.",
        mistakes=[
            (other, "Forming $X^\\top X$ squares the condition number; QR does not."),
            (-math.log10(eps), "That is the precision of the numbers; conditioning costs digits."),
            (math.log10(kappa), "That is how many digits are lost, not how many are left."),
        ],
    )  # fmt: skip


@question("svd-dominant-direction", "Singular values of a rank-one matrix", SVD, skill="derive",
          minutes=2, difficulty=-0.2)  # fmt: skip
def rank_one(rng: Rng) -> Variant:
    """The only singular value of an outer product is the product of the lengths."""
    u, v = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 3), rng.choice([-3, -2, -1, 1, 2, 3], 2)
    value = math.sqrt(float(u @ u) * float(v @ v))

    def again() -> float:
        return float(np.linalg.svd(np.outer(u, v).astype(float))[1][0])

    return number(
        f"$A = uv^\\top$ with $u = {vec(u)}$ and $v = {vec(v)}$. What is its largest singular"
        " value?",
        value, again=again,
        solution="$A = \\|u\\|\\|v\\| \\cdot \\hat u \\hat v^\\top$ is already an SVD: the only"
        f" singular value is $\\sqrt{{{int(u @ u)} \\cdot {int(v @ v)}}} = {value:.4f}$.",
        mistakes=[
            (value * value, "That is the eigenvalue of $A^\\top A$; take its root."),
            (math.sqrt(float(u @ u)), "The length of $v$ scales it as well."),
            (float(np.abs(u).max() * np.abs(v).max()), "The largest entry is not the norm."),
        ],
    )  # fmt: skip
