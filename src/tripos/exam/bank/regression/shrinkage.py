"""Ridge regression and the LASSO."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import table, terms
from tripos.exam.makers import expression, matrix, number
from tripos.exam.question import Rng, Variant, question

RIDGE = "ridge-regression"
LASSO = "lasso"


def _soft(z: float, at: float) -> float:
    return math.copysign(max(abs(z) - at, 0.0), z)


@question("ridge-degrees-of-freedom", "Effective degrees of freedom", RIDGE, skill="compute",
          minutes=3)  # fmt: skip
def degrees(rng: Rng) -> Variant:
    """The trace of the ridge smoother from singular values."""
    d = np.sort(rng.choice(np.arange(1, 11), 3, replace=False))[::-1].astype(float)
    lam = float(rng.integers(2, 30))
    value = float((d**2 / (d**2 + lam)).sum())

    def again() -> float:
        turn = np.linalg.qr(np.arange(9).reshape(3, 3) ** 2 + np.eye(3))[0]
        x = np.vstack([np.diag(d) @ turn, np.zeros((2, 3))])
        return float(np.trace(x @ np.linalg.inv(x.T @ x + lam * np.eye(3)) @ x.T))

    return number(
        "A centred design matrix with three features has the singular values"
        f" {', '.join(f'{v:g}' for v in d)}. How many effective degrees of freedom (trace of the"
        f" matrix that maps $y$ to $\\hat y$) has ridge regression, which minimises $\\|y -"
        f" X\\beta\\|^2 + \\lambda\\|\\beta\\|^2$, with $\\lambda = {lam:g}$?",
        value, again=again,
        solution="With $X = UDV^\\top$ the smoother is $U D^2 (D^2 + \\lambda)^{-1} U^\\top$, with"
        " trace $\\sum d_j^2/(d_j^2 + \\lambda) = "
        + " + ".join(f"{v * v:g}/{v * v + lam:g}" for v in d) + f" = {value:.4f}$.",
        mistakes=[
            (float((d / (d + lam)).sum()), "Square the singular values: they are those of $X$, not"
             " of $X^\\top X$."),
            (3.0, "That is least squares; the penalty takes degrees of freedom away."),
            (float((d**2 / (d**2 + lam) ** 2).sum()), "The factor is squared in the variance of the"
             " coefficients, not here."),
            (float(((d**2 / (d**2 + lam)) ** 2).sum()), "That is the trace of $SS^\\top$; asked is"
             " the trace of $S$."),
        ],
    )  # fmt: skip


@question("ridge-two-features", "A ridge fit by hand", RIDGE, skill="compute", minutes=5,
          difficulty=0.4)  # fmt: skip
def two_features(rng: Rng) -> Variant:
    """Solve a 2 x 2 ridge system."""
    while True:
        a, c = (int(v) for v in rng.integers(3, 12, 2))
        b = int(rng.integers(-6, 7))
        lam = int(rng.integers(1, 6))
        p, q = (int(v) for v in rng.integers(-12, 13, 2))
        if a * c - b * b > 2 and b and p and q:
            break
    det = (a + lam) * (c + lam) - b * b
    right = [((c + lam) * p - b * q) / det, ((a + lam) * q - b * p) / det]

    def again() -> list[float]:
        root = np.linalg.cholesky(np.array([[a, b], [b, c]], dtype=float)).T
        y = np.linalg.solve(root.T, np.array([p, q], dtype=float))
        tall = np.vstack([root, math.sqrt(lam) * np.eye(2)])
        return [float(v) for v in np.linalg.lstsq(tall, np.append(y, [0, 0]), rcond=None)[0]]

    plain = np.linalg.solve(np.array([[a, b], [b, c]], dtype=float), np.array([p, q], dtype=float))
    gram, pull = "X^\\top X", terms((lam,), ("\\|\\beta\\|^2",))
    return matrix(
        f"For two centred features $X^\\top X = [[{a}, {b}], [{b}, {c}]]$ and $X^\\top y = ({p},"
        f" {q})$. Give the minimiser of $\\|y - X\\beta\\|^2 + {pull}$ (three"
        " decimals).",
        right, again=again, digits=5, tol=0.001,
        solution=f"Solve $({terms((1, lam), (gram, 'I'))})\\beta = X^\\top y$: the determinant is"
        f" ${a + lam} \\cdot {c + lam} - ({b})^2 = {det}$, so $\\beta = ({right[0]:.4f},"
        f" {right[1]:.4f})$.",
        mistakes=[
            ([float(v) for v in plain], "That is least squares: add the penalty to the diagonal."),
            ([p / (a + lam), q / (c + lam)], "The features are correlated: the off-diagonal entry"
             " does not vanish."),
            ([float(v) / (1 + lam) for v in plain], "Uniform shrinkage by $1/(1+\\lambda)$ holds"
             " only for orthonormal features."),
        ],
    )  # fmt: skip


@question("ridge-risk-curve", "Bias, variance and the penalty", RIDGE, skill="derive", minutes=5,
          difficulty=0.8)  # fmt: skip
def risk_curve(rng: Rng) -> Variant:
    """The mean squared error of a one-feature ridge estimate, or its best penalty."""
    d, beta, s2 = int(rng.integers(2, 30)), int(rng.integers(1, 6)), int(rng.integers(1, 10))
    if beta * beta == s2:
        s2 += 1
    right = f"({beta**2}*lam^2 + {s2 * d}) / ({d} + lam)^2"
    return expression(
        f"One centred feature with $\\sum x_i^2 = {d}$, true coefficient $\\beta = {beta}$ and"
        f" noise variance ${s2}$. Ridge minimises $\\sum (y_i - x_i b)^2 + \\lambda b^2$. Give the"
        " mean squared error $E(\\hat b - \\beta)^2$ as an expression in lam (the penalty).",
        right, {"lam": (0.1, 20.0)},
        again=lambda: f"({beta} - {beta}*{d}/({d} + lam))^2 + {s2}/{d} * ({d}/({d} + lam))^2",
        solution=f"$\\hat b = \\sum x_i y_i/({d} + \\lambda)$ has bias $-\\lambda\\beta/({d} +"
        f" \\lambda)$ and variance $\\sigma^2 \\cdot {d}/({d} + \\lambda)^2$. Squared bias plus"
        f" variance is $({beta**2}\\lambda^2 + {s2 * d})/({d} + \\lambda)^2$, least at"
        f" $\\lambda = \\sigma^2/\\beta^2 = {s2 / beta**2:.3g}$.",
        mistakes=[
            (f"{s2 * d} / ({d} + lam)^2", "That is the variance alone; shrinking also biases."),
            (f"{beta**2}*lam^2 / ({d} + lam)^2", "That is the squared bias alone."),
            (f"({beta}*lam + {s2 * d}) / ({d} + lam)^2", "Square the bias before adding it."),
            (f"({beta**2}*lam^2 + {s2}) / ({d} + lam)^2", "$\\sum x_i y_i$ has the variance"
             " $\\sigma^2 \\sum x_i^2$."),
        ],
    )  # fmt: skip


@question("lasso-soft-threshold", "Soft-thresholding", LASSO, skill="derive", minutes=3)
def soft_threshold(rng: Rng) -> Variant:
    """LASSO coefficients for an orthonormal design, with either scaling of the loss."""
    while True:
        z = rng.integers(-40, 41, 4) / 10
        half = bool(rng.integers(2))
        lam = int(rng.integers(5, 30)) / 10
        at = lam if half else lam / 2
        kept = int((np.abs(z) > at + 0.05).sum())
        if kept == int((np.abs(z) > at).sum()) and 1 <= kept <= 3:
            break
    right = [_soft(float(v), at) + 0.0 for v in z]

    def again() -> list[float]:
        found = []
        for v in z:  # candidates: zero and the stationary point of either branch
            spots = [0.0, *(s for s in (max(v - at, 0.0), min(v + at, 0.0)))]
            scale = 0.5 if half else 1.0
            cost = [scale * (v - b) ** 2 + lam * abs(b) for b in spots]
            found.append(float(spots[int(np.argmin(cost))]))
        return found

    other = lam / 2 if half else lam
    loss = "\\frac{1}{2}\\|y - X\\beta\\|^2" if half else "\\|y - X\\beta\\|^2"
    return matrix(
        f"The columns of $X$ are orthonormal and least squares gives the coefficients"
        f" ({', '.join(f'{v:g}' for v in z)}). Give the minimiser of ${loss} +"
        f" {lam:g}\\|\\beta\\|_1$.",
        right, again=again, digits=6, tol=0.005,
        solution=f"The criterion splits by coordinate; where $\\beta_j \\ne 0$ its derivative"
        f" vanishes at $\\beta_j = z_j - {at:g} \\cdot sign(\\beta_j)$. So each coefficient moves"
        f" {at:g} towards zero and stops there: {', '.join(f'{v:g}' for v in right)}.",
        mistakes=[
            ([_soft(float(v), other) for v in z], "Mind the factor of the squared loss: it doubles"
             " or halves the threshold."),
            ([float(v) if abs(v) > at else 0.0 for v in z], "That is hard thresholding (best"
             " subset); the LASSO also shrinks what it keeps."),
            ([float(v) / (1 + lam) for v in z], "That is ridge shrinkage, which makes no"
             " coefficient zero."),
            ([float(v) - at for v in z], "Shrink towards zero: negative coefficients move up, and"
             " none crosses zero."),
        ],
    )  # fmt: skip


@question("lasso-coordinate-step", "One step of coordinate descent", LASSO, skill="compute",
          minutes=5, difficulty=0.6)  # fmt: skip
def coordinate_step(rng: Rng) -> Variant:
    """Update one coefficient given the other."""
    while True:
        x1, x2, y = rng.integers(-3, 4, (3, 4))
        b2, lam = int(rng.integers(1, 4)), int(rng.integers(1, 8))
        z, norm = int(x1 @ (y - b2 * x2)), int(x1 @ x1)
        if norm > 3 and abs(z) > lam and x1 @ x2 and x2 @ x2 > 3:
            break
    value = _soft(z, lam) / norm

    def again() -> float:
        def slope(b: float) -> float:  # of the criterion, with a subgradient at zero
            return float(-x1 @ (y - b2 * x2 - b * x1) + lam * np.sign(b))

        low, high = -60.0, 60.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) < 0 else (low, middle)
        return (low + high) / 2

    rows = [[*row] for row in zip(x1, x2, y, strict=True)]
    return number(
        f"Coordinate descent minimises $\\frac{{1}}{{2}}\\|y - \\beta_1 x_1 - \\beta_2 x_2\\|^2 +"
        f" {lam}(|\\beta_1| + |\\beta_2|)$ on" + table(["$x_1$", "$x_2$", "$y$"], rows)
        + f"At present $\\beta_2 = {b2}$. What is the next value of $\\beta_1$?",
        value, again=again, tol=0.002,
        solution=f"With the partial residual $r = {terms((1, -b2), ('y', 'x_2'))}$: $x_1^\\top r ="
        f" {z}$ and"
        f" $x_1^\\top x_1 = {norm}$. The update is $S({z}, {lam})/{norm} = {value:.4f}$, where $S$"
        " moves its first argument towards zero by the second.",
        mistakes=[
            (z / norm, "That is the step without the penalty: soft-threshold first."),
            (_soft(float(x1 @ y), lam) / norm, "Use the partial residual, from which the other"
             " feature's part is taken away."),
            (_soft(z / norm, lam), "The threshold acts before the division by $x_1^\\top x_1$."),
            (float(_soft(z, lam)), "Divide by $x_1^\\top x_1$: the feature is not normalised."),
        ],
    )  # fmt: skip


@question("lasso-largest-penalty", "Where the LASSO path begins", LASSO, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def largest_penalty(rng: Rng) -> Variant:
    """The smallest penalty at which all coefficients are zero."""
    while True:
        x, y = rng.integers(-3, 4, (4, 3)), rng.integers(-5, 6, 4)
        pull = np.abs(x.T @ y)
        if pull.max() > 3 and len(set(pull.tolist())) == 3:
            break
    value = float(pull.max()) / 4

    def again() -> float:
        low, high = 0.0, 100.0
        for _ in range(50):  # does a tiny step away from zero lower the criterion?
            lam = (low + high) / 2
            gains = [
                float(((y - s * 1e-7 * x[:, j]) ** 2).sum() - (y**2).sum()) / 8 + lam * 1e-7
                for j in range(3) for s in (-1, 1)
            ]  # fmt: skip
            low, high = (lam, high) if min(gains) < 0 else (low, lam)
        return (low + high) / 2

    rows = [[*row, target] for row, target in zip(x.tolist(), y, strict=True)]
    scale = float(np.sqrt((x**2).sum(0))[int(pull.argmax())])
    return number(
        "Without an intercept, the LASSO minimises $\\frac{1}{2n}\\|y - X\\beta\\|^2 +"
        " \\lambda\\|\\beta\\|_1$ on these $n = 4$ rows:"
        + table(["$x_1$", "$x_2$", "$x_3$", "$y$"], rows)
        + "What is the smallest $\\lambda$ for which all coefficients are zero?",
        value, again=again,
        solution=f"Zero is optimal when every $|x_j^\\top y|/n \\le \\lambda$. The inner products"
        f" have the sizes {', '.join(map(str, pull))}; the largest over 4 is {value:g}.",
        mistakes=[
            (value * 4, "The loss carries $1/(2n)$: divide the inner product by $n$."),
            (value / 2, "The derivative of the square cancels the 2 in $2n$."),
            (float(pull.min()) / 4, "All must be zero, so the largest inner product decides."),
            (value * 4 / scale, "The features are not normalised here: no division by the length."),
        ],
    )  # fmt: skip
