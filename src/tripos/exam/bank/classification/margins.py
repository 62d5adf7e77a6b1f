"""Maximum margin, soft margin, and kernels."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, choose_all, matrix, number
from tripos.exam.question import Rng, Variant, question

HARD = "maximum-margin-classifier"
SOFT = "soft-margin-svm"
KERNELS = "kernel-methods"


@question("hard-margin-two-points", "The hyperplane of two support vectors", HARD, skill="derive",
          minutes=4)  # fmt: skip
def two_points(rng: Rng) -> Variant:
    """Canonical weights and bias from two support vectors."""
    while True:
        p, n = rng.integers(-3, 6, (2, 2))
        gap = p - n
        if gap.all() and gap @ gap > 3:
            break
    w = 2 * gap / (gap @ gap)
    b = 1 - float(w @ p)
    right = [*map(float, w), b]

    def again() -> list[float]:
        # the dual: w = alpha (p - n), both constraints tight
        system = np.array([[gap @ p, 1.0], [gap @ n, 1.0]])
        alpha, bias = np.linalg.solve(system, [1.0, -1.0])
        return [*(float(alpha * v) for v in gap), float(bias)]

    unit = gap / math.hypot(*gap)
    return matrix(
        f"A hard-margin classifier has exactly two support vectors: ({p[0]}, {p[1]}) with $y = +1$"
        f" and ({n[0]}, {n[1]}) with $y = -1$. Give $(w_1, w_2, b)$ in canonical scaling, that is"
        " with $y_i(w \\cdot x_i + b) = 1$ at the support vectors. Three decimals.",
        right, again=again, digits=5, tol=0.0011,
        solution=f"$w$ is a multiple of the difference $d = ({gap[0]}, {gap[1]})$; subtracting the"
        f" two constraints gives $w \\cdot d = 2$, so $w = 2d/\\|d\\|^2 = 2d/{gap @ gap}$, and"
        f" $b = 1 - w \\cdot x_+ = {b:.4f}$.",
        mistakes=[
            ([*map(float, unit), -float(unit @ (p + n)) / 2], "The plane is right, but the scaling"
             " is not canonical: the support vectors must score $\\pm 1$."),
            ([*map(float, gap), -float(gap @ (p + n)) / 2], "The difference points the right way;"
             " scale it so that the scores are $\\pm 1$."),
            ([*map(float, w / 2), b / 2], "$w \\cdot d$ must be 2: one for each side of the"
             " plane."),
            ([*map(float, -w), -b], "The orientation is reversed: $+1$ must score positive."),
        ],
    )  # fmt: skip


@question("hard-margin-width", "The margin of a given plane", HARD, skill="compute", minutes=3)
def width(rng: Rng) -> Variant:
    """The geometric margin of a separating plane on a data set."""
    while True:
        w, b = rng.integers(-4, 5, 2), int(rng.integers(-4, 5))
        x = rng.integers(-5, 6, (5, 2))
        scores = x @ w + b
        if w.all() and len(set(np.sign(scores).tolist())) == 2 == len({*np.sign(scores)} - {0}):
            break
    y = np.sign(scores)
    value = float(np.abs(scores).min()) / math.hypot(*w)

    def again() -> float:
        # distance to the foot of the perpendicular on the line, point by point
        on = -b * w / (w @ w)
        along = np.array([-w[1], w[0]])
        feet = [on + along * ((row - on) @ along) / (along @ along) for row in x]
        return min(math.dist(row, foot) for row, foot in zip(x, feet, strict=True))

    rows = [[*x[at], f"{int(y[at]):+d}"] for at in range(5)]
    return number(
        f"The plane $w \\cdot x + b = 0$ with $w = ({w[0]}, {w[1]})$, $b = {b}$ separates"
        + table(["$x_1$", "$x_2$", "$y$"], rows)
        + "What is its geometric margin (the distance of the nearest example)?",
        value, again=again,
        solution=f"The functional margins $y_i(w \\cdot x_i + b)$ are"
        f" {', '.join(f'{abs(s)}' for s in scores)}; the smallest over $\\|w\\| ="
        f" \\sqrt{{{w @ w}}}$ is {value:.4f}.",
        mistakes=[
            (float(np.abs(scores).min()), "That is the functional margin, which rescaling $w$"
             " changes: divide by $\\|w\\|$."),
            (2 * value, "That would be the width of the street on both sides."),
            (float(np.abs(scores).min()) / float(w @ w), "Divide by the length of $w$, not by its"
             " square."),
            (float(np.abs(scores).mean()) / math.hypot(*w), "The nearest example decides, not the"
             " mean."),
        ],
    )  # fmt: skip


@question("hard-margin-dual-line", "The dual in one dimension", HARD, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def dual_line(rng: Rng) -> Variant:
    """Dual multipliers of four points on a line."""
    x = np.cumsum(rng.integers(1, 6, 4)) - int(rng.integers(2, 8))
    cut = int(rng.integers(1, 4))
    flip = int(rng.choice([-1, 1]))
    y = np.where(np.arange(4) < cut, -1, 1) * flip
    gap = float(x[cut] - x[cut - 1])
    right = [0.0] * 4
    right[cut - 1] = right[cut] = 2 / gap**2

    def again() -> list[float]:
        # maximise the dual over pairs of opposite labels that share the multiplier a
        best: tuple[float, int, int, float] = (math.inf, 0, 0, 0.0)
        for i, j in itertools.combinations(range(4), 2):
            if y[i] != y[j]:
                w = 2 / float(x[j] - x[i]) * y[j]
                b = -w * float(x[i] + x[j]) / 2
                if (y * (w * x + b) >= 1 - 1e-9).all():
                    best = min(best, (abs(w), i, j, abs(w) / float(x[j] - x[i])))
        _, i, j, a = best
        return [a if k in (i, j) else 0.0 for k in range(4)]

    half = [v / 2 for v in right]
    return matrix(
        "Hard-margin SVM (linear kernel, with bias) on four points of a line:"
        + table(["x", *map(str, x)], [["y", *(f"{v:+d}" for v in y)]])
        + "Give the four dual multipliers $\\alpha_i$ of the problem $\\min \\frac{1}{2}\\|w\\|^2$"
        " subject to $y_i(wx_i + b) \\ge 1$, in the order of the table.",
        right, again=again, digits=5,
        solution=f"Only the two neighbours across the boundary, {x[cut - 1]} and {x[cut]}, are"
        f" support vectors. $|w| = 2/{gap:g}$, $\\sum \\alpha_i y_i = 0$ makes their multipliers"
        f" equal, and $|w| = \\alpha \\cdot {gap:g}$, so $\\alpha = 2/{gap:g}^2 ="
        f" {2 / gap**2:.4f}$.",
        mistakes=[
            (half, "$w = \\sum \\alpha_i y_i x_i$ must have the size 2 over the gap."),
            ([v and 2 / gap for v in right], "That is $|w|$; the multiplier is $|w|$ divided by the"
             " gap."),
            ([2 / gap**2] * 4, "Points beyond the margin have multiplier zero (complementary"
             " slackness)."),
            ([a * c for a, c in zip(right, y, strict=True)], "Multipliers are never negative; the"
             " labels enter separately."),
        ],
    )  # fmt: skip


def _scores(rng: Rng, size: int) -> tuple[list[float], list[int]]:
    """Scores and labels with margins of all sorts."""
    while True:
        f = [int(v) / 10 for v in rng.choice(np.arange(-24, 25), size, replace=False)]
        y = [int(v) for v in rng.choice([-1, 1], size)]
        m = [a * b for a, b in zip(f, y, strict=True)]
        if sum(v < 0 for v in m) >= 1 and sum(0 < v < 1 for v in m) >= 1 and \
                sum(v > 1 for v in m) >= 2 and not {0.0, 1.0} & set(m):  # fmt: skip
            return f, y


@question("soft-margin-objective", "Slack and the objective", SOFT, skill="compute", minutes=4)
def objective(rng: Rng) -> Variant:
    """The primal objective from scores."""
    f, y = _scores(rng, 5)
    a, b, c = int(rng.integers(1, 5)), int(rng.integers(1, 5)), int(rng.integers(2, 12))
    slack = [max(0.0, 1 - s * t) for s, t in zip(f, y, strict=True)]
    value = (a * a + b * b) / 2 + c * sum(slack)

    def again() -> float:
        total = 0.5 * float(np.linalg.norm([a, b])) ** 2
        for s, t in zip(f, y, strict=True):
            if abs(t - s) and s * t < 1:
                total += c * abs(t - s)  # for labels of size 1, |y - f| is 1 - yf below the margin
        return total

    rows = [["f(x)", *map(str, f)], ["y", *(f"{t:+d}" for t in y)]]
    wrong = c * sum(s * t < 0 for s, t in zip(f, y, strict=True))
    return number(
        f"A linear SVM has $w = ({a}, {b})$ and $C = {c}$; its scores $f(x) = w \\cdot x + b$ on"
        " the training set are" + table(["example", *map(str, range(1, 6))], rows)
        + "What is the objective $\\frac{1}{2}\\|w\\|^2 + C\\sum_i \\xi_i$ with the smallest"
        " feasible slacks?",
        value, again=again,
        solution=f"$\\xi_i = \\max(0, 1 - y_i f(x_i))$: {', '.join(f'{s:.1f}' for s in slack)},"
        f" sum {sum(slack):.1f}. Objective: {(a * a + b * b) / 2:g} + {c} \\cdot"
        f" {sum(slack):.1f} = {value:.2f}.".replace("\\cdot", "·"),
        mistakes=[
            (c * sum(slack), "The term $\\frac{1}{2}\\|w\\|^2$ is missing."),
            ((a * a + b * b) / 2 + wrong, "Slack is not the number of errors: it is $1 - yf$ below"
             " the margin."),
            ((a * a + b * b) / 2 + c * sum(max(0.0, -s * t) for s, t in zip(f, y, strict=True)),
             "Points on the right side but inside the margin have slack as well."),
            (a * a + b * b + c * sum(slack), "The norm term has the factor one half."),
        ],
    )  # fmt: skip


@question("soft-margin-multipliers", "Which points hit the box", SOFT, skill="read", minutes=3,
          difficulty=0.4)  # fmt: skip
def multipliers(rng: Rng) -> Variant:
    """Which examples have the multiplier C at the optimum."""
    f, y = _scores(rng, 6)
    names = [f"example {at}" for at in range(1, 7)]
    margins = [s * t for s, t in zip(f, y, strict=True)]
    options = [(name, m < 1, f"Its margin is {m:g}: "
                + ("below 1 the constraint is violated, so its multiplier is at the bound."
                   if m < 1 else "beyond 1 the constraint is slack, so its multiplier is 0."))
               for name, m in zip(names, margins, strict=True)]  # fmt: skip

    def again() -> list[str]:
        # the derivative of the hinge at the score, times C and the label, is the multiplier
        h = 1e-6
        slope = [(max(0.0, 1 - t * (s + h)) - max(0.0, 1 - t * (s - h))) / (2 * h) * -t
                 for s, t in zip(f, y, strict=True)]  # fmt: skip
        return [name for name, a in zip(names, slope, strict=True) if a > 0.5]

    rows = [[at + 1, f[at], f"{y[at]:+d}"] for at in range(6)]
    return choose_all(
        rng, "At the optimum of a soft-margin SVM without bias the scores are"
        + table(["example", "$f(x)$", "$y$"], rows)
        + "Which of these examples have the dual multiplier $\\alpha_i = C$?",
        options, again=again,
        solution="$\\alpha_i = C$ exactly where $y_i f(x_i) < 1$ (margin violated); beyond 1 it is"
        " 0. Margins: " + ", ".join(f"{m:g}" for m in margins) + ".",
    )  # fmt: skip


@question("soft-margin-subgradient", "A subgradient step", SOFT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def subgradient(rng: Rng) -> Variant:
    """One full-batch subgradient step on the regularised hinge loss."""
    while True:
        w, x = rng.integers(-2, 3, 2).astype(float), rng.integers(-3, 4, (3, 2))
        y, lam = rng.choice([-1, 1], 3), int(rng.integers(1, 6)) / 10
        m = y * (x @ w)
        hit = m < 1
        if w.any() and 1 <= hit.sum() <= 2 and not (m == 1).any():
            break
    step = 0.5
    pull = (y[hit, None] * x[hit]).sum(0) / 3
    right = w - step * (lam * w - pull)

    def again() -> list[float]:
        def risk(v: NDArray[Any]) -> float:
            return lam / 2 * float(v @ v) + float(np.maximum(0, 1 - y * (x @ v)).mean())

        h = 1e-6 * np.eye(2)
        return [float(w[k] - step * (risk(w + h[k]) - risk(w - h[k])) / 2e-6) for k in (0, 1)]

    rows = [[*x[at], f"{y[at]:+d}"] for at in range(3)]
    everyone = w - step * (lam * w - (y[:, None] * x).mean(0))
    return matrix(
        f"An SVM without bias minimises $\\frac{{\\lambda}}{{2}}\\|w\\|^2 + \\frac{{1}}{{3}}"
        f"\\sum_i \\max(0, 1 - y_i w \\cdot x_i)$ with $\\lambda = {lam:g}$ on"
        + table(["$x_1$", "$x_2$", "$y$"], rows)
        + f"From $w = ({w[0]:g}, {w[1]:g})$, what is $w$ after one subgradient step of length"
        f" {step:g}? Three decimals.",
        [float(v) for v in right], again=again, digits=5, tol=0.001,
        solution=f"Margins: {', '.join(f'{v:g}' for v in m)}; those below 1 contribute $-y_i x_i$."
        f" The subgradient is $\\lambda w - \\frac{{1}}{{3}}\\sum_{{m_i<1}} y_i x_i$, so the step"
        f" leads to ({right[0]:.4f}, {right[1]:.4f}).",
        mistakes=[
            ([float(v) for v in everyone], "Examples beyond the margin have hinge loss 0 and"
             " contribute nothing."),
            ([float(v) for v in w + step * pull], "The penalty contributes $\\lambda w$."),
            ([float(v) for v in w + step * (lam * w - pull)], "Step against the subgradient."),
            ([float(v) for v in w - step * (lam * w - 3 * pull)], "The hinge losses are averaged."),
        ],
    )  # fmt: skip


@question("kernels-feature-map", "A kernel and its feature map", KERNELS, skill="derive",
          minutes=4)  # fmt: skip
def feature_map(rng: Rng) -> Variant:
    """The squared distance of two points in the space of a polynomial kernel."""
    while True:
        x, z = rng.integers(-3, 4, (2, 2))
        c = int(rng.integers(1, 4))
        if x.any() and z.any() and (x != z).any() and x @ z:
            break
    value = float((x @ x + c) ** 2 + (z @ z + c) ** 2 - 2 * (x @ z + c) ** 2)

    def again() -> float:
        def phi(v: NDArray[Any]) -> NDArray[Any]:
            a, b = float(v[0]), float(v[1])
            return np.array([a * a, b * b, math.sqrt(2) * a * b, math.sqrt(2 * c) * a,
                             math.sqrt(2 * c) * b, c])  # fmt: skip

        return float(((phi(x) - phi(z)) ** 2).sum())

    return number(
        f"With the kernel $k(x, z) = (x \\cdot z + {c})^2$, what is the **squared** distance of the"
        f" images of $x = ({x[0]}, {x[1]})$ and $z = ({z[0]}, {z[1]})$ in feature space?",
        value, again=again,
        solution="$\\|\\phi(x) - \\phi(z)\\|^2 = k(x,x) + k(z,z) - 2k(x,z) ="
        f" {(x @ x + c) ** 2} + {(z @ z + c) ** 2} - 2 \\cdot {(x @ z + c) ** 2} = {value:g}$.",
        mistakes=[
            (math.sqrt(value), "The squared distance was asked."),
            (float(((x - z) @ (x - z) + c) ** 2), "The kernel of the difference is not the distance"
             " in feature space: expand the square."),
            (float((x - z) @ (x - z)), "That is the distance in input space."),
            (float((x @ x + c) ** 2 + (z @ z + c) ** 2 - (x @ z + c) ** 2),
             "The mixed term appears twice."),
        ],
    )  # fmt: skip


@question("kernels-valid-gram", "Which matrix can be a kernel matrix", KERNELS, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def valid_gram(rng: Rng) -> Variant:
    """Find the one positive semi-definite matrix among four."""
    found: dict[str, NDArray[Any]] = {}
    wanted = [True, False, False, False]
    while wanted:
        d, o = rng.integers(1, 6, 3), rng.integers(-5, 6, 3)
        k = np.array([[d[0], o[0], o[1]], [o[0], d[1], o[2]], [o[1], o[2], d[2]]], dtype=float)
        low = float(np.linalg.eigvalsh(k)[0])
        if abs(low) > 0.1 and (low > 0) == wanted[0] and o.all():
            found["[" + "; ".join(" ".join(f"{v:g}" for v in row) for row in k) + "]"] = k
            wanted = wanted[1:] if len(found) + len(wanted) == 5 else wanted

    def positive(k: NDArray[Any]) -> bool:
        minors = [k[0, 0], k[0, 0] * k[1, 1] - k[0, 1] ** 2, np.linalg.det(k)]
        return min(minors) > 0

    def said(k: NDArray[Any]) -> str:
        for i, j in itertools.combinations(range(3), 2):
            if k[i, i] * k[j, j] < k[i, j] ** 2:
                return (f"The minor of points {i + 1} and {j + 1} is negative: $k_{{ij}}^2$ may not"
                        " exceed $k_{ii} k_{jj}$.")  # fmt: skip
        return "All 2 × 2 minors pass, but the determinant is negative: so is an eigenvalue."

    right = next(iter(found))
    return choose(
        rng, "Each matrix (rows separated by ;) is claimed to hold the values of a kernel on three"
        " points. Which one can?",
        right, [(text, said(k)) for text, k in list(found.items())[1:]],
        again=lambda: next(text for text, k in found.items() if positive(k)),
        solution="A kernel matrix is symmetric and positive semi-definite: all principal minors are"
        f" at least 0. Only {right} passes the 2 × 2 minors and has a positive determinant.",
    )  # fmt: skip


@question("kernels-ridge-two-points", "Kernel ridge on two points", KERNELS, skill="compute",
          minutes=5, difficulty=0.5)  # fmt: skip
def ridge_two_points(rng: Rng) -> Variant:
    """A kernel ridge prediction with the linear kernel's hidden primal form."""
    while True:
        x, y = rng.integers(-3, 4, 2).astype(float), rng.integers(-6, 7, 2).astype(float)
        t, lam = float(rng.integers(-4, 5)), float(rng.integers(1, 5))
        if x[0] != x[1] and x.all() and y.all() and t and t not in x:
            break
    k = (x[:, None] * x + 1) ** 2
    near = (t * x + 1) ** 2
    alpha = np.linalg.solve(k + lam * np.eye(2), y)
    value = float(near @ alpha)

    def again() -> float:
        r = math.sqrt(2)
        design = np.array([[1, r * v, v * v] for v in x])
        w = np.linalg.solve(design.T @ design + lam * np.eye(3), design.T @ y)
        return float(np.array([1, r * t, t * t]) @ w)

    return number(
        f"Kernel ridge regression with $k(x, z) = (xz + 1)^2$ and $\\lambda = {lam:g}$ is fitted to"
        f" $(x, y) = ({x[0]:g}, {y[0]:g})$ and $({x[1]:g}, {y[1]:g})$ (no centring). What does it"
        f" predict at $x = {t:g}$? Two decimals.",
        value, again=again, tol=0.006,
        solution=f"$K = [[{k[0, 0]:g}, {k[0, 1]:g}], [{k[0, 1]:g}, {k[1, 1]:g}]]$, $\\alpha = (K +"
        f" \\lambda I)^{{-1}} y = ({alpha[0]:.4f}, {alpha[1]:.4f})$; the kernel values at"
        f" {t:g} are {near[0]:g} and {near[1]:g}, so the prediction is {value:.4f}.",
        mistakes=[
            (float(near @ y), "The weights of the kernel values are $\\alpha$, not the targets."),
            (float(near @ y / near.sum()) if near.sum() else 0.0, "That is a kernel-weighted mean"
             " (Nadaraya-Watson), not kernel ridge."),
            (float(near @ (y / (np.diag(k) + lam))), "The off-diagonal entries of $K$ matter."),
        ],
    )  # fmt: skip
