"""Covariance, conditional expectation and the multivariate Gaussian."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import mat, table, terms, vec
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

COVARIANCE = "covariance-correlation"
CONDITIONAL = "conditional-expectation"
GAUSSIAN = "multivariate-gaussian"


@question("covariance-portfolio", "Variance of a combination", COVARIANCE, skill="compute",
          minutes=3)  # fmt: skip
def portfolio(rng: Rng) -> Variant:
    """The standard deviation of a weighted sum of correlated variables."""
    a, b = (int(v) for v in rng.choice([-3, -2, 2, 3, 4], 2))
    s, t = int(rng.integers(1, 8)), int(rng.integers(1, 8))
    rho = float(rng.choice([-0.8, -0.6, -0.5, -0.3, 0.3, 0.5, 0.6, 0.8]))
    var = a * a * s * s + b * b * t * t + 2 * a * b * rho * s * t
    value = math.sqrt(var)

    def again() -> float:
        low = np.array([[s, 0.0], [rho * t, math.sqrt(1 - rho * rho) * t]])
        return float(np.linalg.norm(np.array([a, b]) @ low))

    plain = math.sqrt(a * a * s * s + b * b * t * t)
    return number(
        f"$X$ and $Y$ have the standard deviations {s} and {t} and the correlation {rho:g}. What is"
        f" the standard deviation of ${terms((a, b), 'XY')}$ (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"$a^2\\sigma_X^2 + b^2\\sigma_Y^2 + 2ab\\rho\\sigma_X\\sigma_Y = {var:.3f}$; its"
        f" root is {value:.4f}.",
        mistakes=[
            (plain, "The variables are correlated: the cross term is missing."),
            (var, "That is the variance; take the root."),
            (math.sqrt(max(2 * plain**2 - var, 0.01)), "Mind the sign of the cross term."),
            (math.sqrt(max(plain**2 + 2 * a * b * rho, 0.01)),
             "Turn the correlation into a covariance: multiply by both deviations."),
        ],
    )  # fmt: skip


@question("covariance-zero-not-independent", "What zero correlation implies", COVARIANCE,
          skill="diagnose", minutes=4, difficulty=0.4)  # fmt: skip
def zero_correlation(rng: Rng) -> Variant:
    """From a joint table: correlated, uncorrelated but dependent, or independent."""
    kind = int(rng.integers(0, 3))
    x, y = [-1, 0, 1], [0, 1]
    while True:
        side, middle = rng.integers(2, 9, 2), rng.integers(2, 9, 2)
        scale, twist = int(rng.integers(1, 4)), int(rng.integers(1, 4))
        counts = np.array([side, middle, side])
        if kind == 1:
            counts = np.array([side, scale * side, twist * side])
        if kind == 2:
            counts = np.array([side, middle, side + np.array([0, twist + 1])])
        even = counts[0, 0] * counts[1, 1] == counts[0, 1] * counts[1, 0]
        if (kind == 1) or not even:
            break
    total = int(counts.sum())
    names = ["uncorrelated but dependent", "independent (so uncorrelated)",
             "correlated (so dependent)"]  # fmt: skip
    said = [
        "Compare conditional shares as well as the covariance.",
        "For independence every row must have the same shares, which fails here.",
        "The covariance is zero here: compute E(XY) - E(X) E(Y).",
    ]
    share = counts / total

    def again() -> str:
        apart = share - np.outer(share.sum(1), share.sum(0))
        if np.abs(apart).max() < 1e-12:
            return names[1]
        return names[0] if abs(np.array(x) @ apart @ y) < 1e-12 else names[2]

    body = [[f"X = {v}", *map(int, row)] for v, row in zip(x, counts, strict=True)]
    shares = ", ".join(f"{row[1]}/{row.sum()}" for row in counts)
    mean_xy = int(counts[2, 1] - counts[0, 1])
    return choose(
        rng,
        f"Joint counts of $X$ and $Y$, out of {total}:{table(['', 'Y = 0', 'Y = 1'], body)}Taken as"
        " probabilities, $X$ and $Y$ are",
        names[kind], [(n, said[k]) for k, n in enumerate(names) if k != kind], again=again,
        solution=f"$E(XY) = {mean_xy}/{total}$, $E(X) = {int(counts[2].sum() - counts[0].sum())}/"
        f"{total}$, $E(Y) = {int(counts[:, 1].sum())}/{total}$ give the covariance; the shares of"
        f" $Y = 1$ by row are {shares}. So they are {names[kind]}.",
    )  # fmt: skip


@question("covariance-measurement-error", "Correlation seen through noise", COVARIANCE,
          skill="derive", minutes=4, difficulty=0.6)  # fmt: skip
def attenuation(rng: Rng) -> Variant:
    """The correlation of two noisy measurements of correlated quantities."""
    rho = int(rng.integers(4, 10)) / 10
    s, t = int(rng.integers(2, 9)), int(rng.integers(2, 9))
    e, f = int(rng.integers(1, 6)), int(rng.integers(1, 6))
    value = rho * s * t / math.sqrt((s * s + e * e) * (t * t + f * f))

    def again() -> float:
        load = np.array([[s, 0, e, 0], [t * rho, t * math.sqrt(1 - rho**2), 0, f]])
        cov = load @ load.T
        return float(cov[0, 1] / math.sqrt(cov[0, 0] * cov[1, 1]))

    return number(
        f"True values have the standard deviations {s} and {t} and the correlation {rho:g}. They"
        " are"
        f" measured with independent errors of standard deviation {e} and {f}. What is the"
        " correlation of the measurements (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Errors leave the covariance ${rho:g} \\cdot {s} \\cdot {t}$ as it is but add to"
        f" the variances: {s * s} + {e * e} and {t * t} + {f * f}. The correlation falls to"
        f" {value:.4f}.",
        mistakes=[
            (rho, "Errors add variance without covariance: the correlation shrinks."),
            (rho * s * t / ((s + e) * (t + f)), "Variances add, not standard deviations."),
            (rho * s * s * t * t / ((s * s + e * e) * (t * t + f * f)),
             "Divide by standard deviations, that is take the root."),
        ],
    )  # fmt: skip


@question("conditional-best-predictor", "The best guess and its error", CONDITIONAL,
          skill="derive", minutes=5, difficulty=0.4)  # fmt: skip
def best_predictor(rng: Rng) -> Variant:
    """The least mean squared error of predicting Y from a three-valued X."""
    weight = [int(v) for v in rng.choice([1, 2, 3, 4, 5], 3)]
    m = [int(v) for v in rng.choice(np.arange(0, 20), 3, replace=False)]
    s = [int(v) for v in rng.integers(1, 7, 3)]
    total = sum(weight)
    within = sum(w * v * v for w, v in zip(weight, s, strict=True)) / total
    mean = sum(w * v for w, v in zip(weight, m, strict=True)) / total
    between = sum(w * (v - mean) ** 2 for w, v in zip(weight, m, strict=True)) / total

    def again() -> float:
        y = np.array([[u - v, u + v] for u, v in zip(m, s, strict=True)], dtype=float)
        p = np.repeat(np.array(weight) / total / 2, 2).reshape(3, 2)
        overall = float((p * (y - (p * y).sum()) ** 2).sum())
        return overall - float((p.sum(1) * (y.mean(1) - (p * y).sum()) ** 2).sum())

    names = ["basic", "plus", "pro"]
    body = [[n, f"{w}/{total}", u, v] for n, w, u, v in zip(names, weight, m, s, strict=True)]
    return number(
        "Spending $Y$ by plan:"
        + table(["plan", "share", "mean of Y", "standard deviation of Y"], body)
        + "What is the smallest mean squared error with which $Y$ can be predicted from the plan"
        " alone (two decimals)?",
        within, again=again, tol=0.006,
        solution="The best predictor is the conditional mean; its error is the mean of the"
        f" conditional variances: {within:.4f}. (The variance of the means, {between:.3f}, is what"
        " the plan explains.)",
        mistakes=[
            (within + between, "That is the total variance, the error without the plan."),
            (between, "That is the explained part; the unexplained one was asked."),
            ((sum(w * v for w, v in zip(weight, s, strict=True)) / total) ** 2,
             "Average the variances, not the standard deviations."),
            (sum(v * v for v in s) / 3, "Weight the plans by their shares."),
        ],
    )  # fmt: skip


@question("conditional-total-expectation", "A mean by conditioning on the first step", CONDITIONAL,
          skill="derive", minutes=4, difficulty=0.5)  # fmt: skip
def first_step(rng: Rng) -> Variant:
    """The expected time of a job that restarts when it fails."""
    p = [int(v) / 10 for v in rng.integers(1, 5, 2)]
    t = [int(v) for v in rng.integers(3, 30, 2)]
    lost = int(rng.integers(1, 8))
    ok = (1 - p[0]) * (1 - p[1])
    once = t[0] + p[0] * lost + (1 - p[0]) * (t[1] + p[1] * lost)
    value = once / ok

    def again() -> float:
        # states: 0 before stage one, 1 before stage two
        move = np.array([[p[0], 1 - p[0]], [p[1], 0.0]])
        cost = np.array([t[0] + p[0] * lost, t[1] + p[1] * lost])
        return float(np.linalg.solve(np.eye(2) - move, cost)[0])

    return number(
        f"A job has two stages of {t[0]} and {t[1]} minutes. At the end of a stage it fails with"
        f" probability {p[0]:g} and {p[1]:g}; a failure costs {lost} more minutes for a restart,"
        " and the job begins anew with stage one. What is the expected time until both stages are"
        " done (one decimal)?",
        value, again=again, tol=0.06, rel=0.002,
        solution="With $E$ the expected time from the start, condition on the first run: an attempt"
        f" costs {once:.3f} on average and succeeds with probability {ok:.3f}; $E = {once:.3f} +"
        f" {1 - ok:.3f}E$ gives {value:.3f}.",
        mistakes=[
            (once, "That is one attempt; failed attempts are repeated."),
            ((t[0] + t[1]) / ok, "An attempt may stop after stage one, and restarts cost time."),
            (t[0] / (1 - p[0]) + t[1] / (1 - p[1]), "A failure of stage two repeats stage one"
             " too."),
        ],
    )  # fmt: skip


def _cov(rng: Rng) -> tuple[int, int, float]:
    """Variances and a covariance that is neither zero nor extreme."""
    while True:
        a, d = (int(v) for v in rng.integers(1, 10, 2))
        b = int(rng.integers(-6, 7))
        if b and a * d - b * b > 0.5:
            return a, d, b


@question("gaussian-conditional", "Conditional of a bivariate Gaussian", GAUSSIAN,
          skill="compute", minutes=4)  # fmt: skip
def conditional(rng: Rng) -> Variant:
    """Conditional mean and variance of a bivariate Gaussian."""
    a, d, b = _cov(rng)
    m, k = (int(v) for v in rng.integers(-4, 6, 2))
    x = m + int(rng.choice([-3, -2, -1, 1, 2, 3]))
    value = [k + b / a * (x - m), d - b * b / a]

    def again() -> list[float]:
        precision = np.linalg.inv(np.array([[a, b], [b, d]], dtype=float))
        return [k - float(precision[1, 0] / precision[1, 1]) * (x - m), 1 / float(precision[1, 1])]

    return matrix(
        f"$(X, Y)$ is Gaussian with mean $({m}, {k})$ and covariance ${mat([[a, b], [b, d]])}$."
        " Give"
        f" the mean and the variance of $Y$ given $X = {x}$ (three decimals or fractions).",
        value, again=again, tol=0.0011, digits=5,
        solution=f"Mean ${k} + \\frac{{{b}}}{{{a}}}({terms((x, -m), ('', ''))}) = {value[0]:.4f}$,"
        f" variance"
        f" ${d} - {b * b}/{a} = {value[1]:.4f}$, whatever value $X$ has.",
        mistakes=[
            ([k + b / d * (x - m), d - b * b / d], "Divide by the variance of what is known, X."),
            ([value[0], float(d)], "Knowing X lowers the variance of a correlated Y."),
            ([k + b / a * x, value[1]], "Use the deviation of X from its mean."),
            ([value[0], math.sqrt(value[1])], "The variance was asked, not its root."),
        ],
    )  # fmt: skip


@question("gaussian-mahalanobis", "Which point is the outlier", GAUSSIAN, skill="choose",
          minutes=4, difficulty=0.4)  # fmt: skip
def mahalanobis(rng: Rng) -> Variant:
    """The least likely of three points; it is not the one farthest away."""
    while True:
        a, d, b = _cov(rng)
        points = {n: rng.integers(-5, 6, 2) for n in "PQRS"}
        size = {n: float(d * p[0] ** 2 - 2 * b * p[0] * p[1] + a * p[1] ** 2) / (a * d - b * b)
                for n, p in points.items()}  # fmt: skip
        plain = {n: float(p @ p) for n, p in points.items()}
        ranked, far = sorted(size.values()), sorted(plain.values())
        worst = max(size, key=lambda n: size[n])
        if ranked[-1] > 1.2 * ranked[-2] and far[-1] > far[-2] and worst != max(
                plain, key=lambda n: plain[n]):  # fmt: skip
            break
    shown = {n: f"{n} = {vec(p)}" for n, p in points.items()}

    def again() -> str:
        low = np.linalg.cholesky(np.array([[a, b], [b, d]], dtype=float))
        white = {n: np.linalg.norm(np.linalg.solve(low, p)) for n, p in points.items()}
        return shown[max(white, key=lambda n: white[n])]

    return choose(
        rng,
        f"Residual pairs are modelled as Gaussian with mean 0 and covariance"
        f" ${mat([[a, b], [b, d]])}$. Which of {', '.join(shown.values())} has the lowest density?",
        shown[worst],
        [(shown[n], f"Its squared Mahalanobis distance is {size[n]:.2f}, not the largest.")
         for n in points if n != worst], again=again,
        solution="The density falls with $x^\\top \\Sigma^{-1} x$: "
        + ", ".join(f"{n} has {v:.2f}" for n, v in size.items())
        + f". The largest belongs to {worst}, though another point is farther from the origin.",
    )  # fmt: skip


@question("gaussian-contrast", "Linear image of a Gaussian", GAUSSIAN, skill="derive", minutes=4,
          difficulty=0.2)  # fmt: skip
def contrast(rng: Rng) -> Variant:
    """Mean and covariance of two contrasts of a Gaussian vector."""
    a, d, b = _cov(rng)
    w = rng.choice([-2, -1, 1, 2, 3], (2, 2))
    while abs(np.linalg.det(w)) < 0.5:
        w = rng.choice([-2, -1, 1, 2, 3], (2, 2))
    cov = np.array([[a, b], [b, d]])
    value = w @ cov @ w.T

    def again() -> list[list[float]]:
        def var(c: np.ndarray) -> float:
            return float(a * c[0] ** 2 + 2 * b * c[0] * c[1] + d * c[1] ** 2)

        cross = (var(w[0] + w[1]) - var(w[0] - w[1])) / 4
        return [[var(w[0]), cross], [cross, var(w[1])]]

    return matrix(
        f"$X$ is Gaussian with covariance ${mat(cov)}$. Give the covariance matrix of $WX$ for"
        f" $W = {mat(w)}$.",
        value.tolist(), again=again, tol=1e-6, digits=6,
        solution=f"$\\mathrm{{Cov}}(WX) = W \\Sigma W^\\top = {mat(w @ cov)} W^\\top ="
        f" {mat(value)}$.",
        mistakes=[
            ((w @ cov).tolist(), "Multiply by the transpose of $W$ on the right as well."),
            ((w.T @ cov @ w).tolist(), "The order is $W \\Sigma W^\\top$."),
            ((w @ cov @ w).tolist(), "The right factor must be transposed."),
            (np.diag(np.diag(value)).tolist(), "The two combinations are correlated."),
        ],
    )  # fmt: skip


@question("conditional-line-or-curve", "Best line against best function", CONDITIONAL,
          skill="derive", minutes=5, difficulty=0.8)  # fmt: skip
def line_or_curve(rng: Rng) -> Variant:
    """The extra error of the best linear predictor over the conditional mean."""
    while True:
        m = [int(v) for v in rng.integers(-6, 12, 3)]
        slope, bend = (m[2] - m[0]) / 2, m[0] - 2 * m[1] + m[2]
        if slope and bend:
            break
    share, s = int(rng.integers(1, 5)) / 10, int(rng.integers(1, 6))
    weight = [share, 1 - 2 * share, share]
    value = bend**2 * share * (1 - 2 * share) / 2

    def again() -> float:
        x, y, w = np.array([-1, 0, 1]), np.array(m), np.sqrt(weight)
        design = np.column_stack([np.ones(3), x]) * w[:, None]
        left = y * w - design @ np.linalg.lstsq(design, y * w, rcond=None)[0]
        return float(left @ left)

    body = [[x, f"{p:.1f}", v] for x, p, v in zip((-1, 0, 1), weight, m, strict=True)]
    return number(
        f"$X$ takes three values.{table(['x', 'P(X = x)', 'E(Y given X = x)'], body)}The standard"
        f" deviation of $Y$ given $X$ is {s}. By how much is the mean squared error of the best"
        " line"
        " $a + bX$ larger than that of the best function of $X$ (two decimals)?",
        value, again=again, tol=0.006,
        solution="The best function is the conditional mean; the best line is the weighted"
        f" least-squares line through its values, with slope {slope:g} by symmetry and intercept"
        f" $E Y = {float(np.dot(weight, m)):.3f}$. The weighted squared gap between them is"
        f" {value:.4f}; the noise {s * s} is common to both.",
        mistakes=[
            (value + s * s, "That is the error of the line; the noise is common to both."),
            (float(s * s), "That is the error of the best function."),
            (bend**2 / 18, "Weight the three points by their probabilities."),
            (0.0, "The conditional means do not lie on a line."),
        ],
    )  # fmt: skip
