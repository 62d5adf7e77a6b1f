"""Entropy, divergence and Jensen's inequality."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, number
from tripos.exam.question import Rng, Variant, question

ENTROPY = "entropy"
KL = "kl-divergence"
JENSEN = "jensens-inequality"


def _bits(p: np.ndarray) -> float:
    """The entropy in bits of probabilities that are not zero."""
    return float(-(p * np.log2(p)).sum())


def _shares(rng: Rng, count: int, least: int = 1) -> np.ndarray:
    """Probabilities in twentieths, none of them zero and not all equal."""
    while True:
        cuts = np.sort(rng.choice(np.arange(least, 20), count - 1, replace=False))
        made = np.diff(np.concatenate([[0], cuts, [20]])) / 20
        if made.min() >= least / 20 and np.ptp(made) > 0.01:
            return np.asarray(made)


def _listed(p: np.ndarray) -> str:
    return ", ".join(f"{v:g}" for v in p)


@question("entropy-mutual-information", "Mutual information from a table", ENTROPY,
          skill="compute", minutes=5, difficulty=0.3)  # fmt: skip
def mutual_information(rng: Rng) -> Variant:
    """Mutual information of two binary variables in bits."""
    while True:
        p = _shares(rng, 4).reshape(2, 2)
        rows, cols = p.sum(1), p.sum(0)
        value = _bits(rows) + _bits(cols) - _bits(p)
        if value > 0.02:
            break

    def again() -> float:
        return sum(float(p[i, j] * math.log2(p[i, j] / (rows[i] * cols[j])))
                   for i in (0, 1) for j in (0, 1))  # fmt: skip

    body = [[f"X = {i}", *(f"{v:g}" for v in p[i])] for i in (0, 1)]
    return number(
        f"Joint probabilities:{table(['', 'Y = 0', 'Y = 1'], body)}What is the mutual information"
        " of $X$ and $Y$ in bits (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"$H(X) = {_bits(rows):.4f}$, $H(Y) = {_bits(cols):.4f}$, $H(X, Y) ="
        f" {_bits(p):.4f}$;"
        f" $I = H(X) + H(Y) - H(X, Y) = {value:.4f}$.",
        mistakes=[
            (value * math.log(2), "That is in nats: use the logarithm to base 2."),
            (_bits(p), "That is the joint entropy."),
            (_bits(p) - _bits(rows), "That is the conditional entropy of Y given X."),
            (_bits(rows) + _bits(cols), "Subtract the joint entropy."),
        ],
    )  # fmt: skip


@question("entropy-split-gain", "Information gain of a split", ENTROPY, skill="compute",
          minutes=4)  # fmt: skip
def split_gain(rng: Rng) -> Variant:
    """The drop in entropy of the label when a feature is known, from counts."""
    while True:
        n = rng.integers(1, 15, (2, 2))
        left, right, both = n[0] / n[0].sum(), n[1] / n[1].sum(), n.sum(0) / n.sum()
        weight = n.sum(1) / n.sum()
        inside = float(weight @ [_bits(left), _bits(right)])
        value = _bits(both) - inside
        if value > 0.02:
            break

    def again() -> float:
        p = n / n.sum()
        apart = np.outer(p.sum(1), p.sum(0))
        return float((p * np.log2(p / apart)).sum())

    body = [["left", *map(int, n[0])], ["right", *map(int, n[1])]]
    return number(
        f"A tree splits a node:{table(['child', 'positive', 'negative'], body)}By how many bits"
        " does"
        " the split lower the entropy of the label (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Before: {_bits(both):.4f}. After: {weight[0]:.3f} · {_bits(left):.4f} +"
        f" {weight[1]:.3f} · {_bits(right):.4f} = {inside:.4f}. Gain {value:.4f}.",
        mistakes=[
            (inside, "That is the entropy that remains; subtract it from that before."),
            (_bits(both) - (_bits(left) + _bits(right)) / 2, "Weight the children by their size."),
            (_bits(both), "That is the entropy before the split."),
            (value * math.log(2), "Bits need the logarithm to base 2."),
        ],
    )  # fmt: skip


@question("entropy-constrained-tail", "Entropy with one known probability", ENTROPY,
          skill="derive", minutes=4, difficulty=0.5)  # fmt: skip
def largest_entropy(rng: Rng) -> Variant:
    """The largest entropy of k classes when one has a given probability."""
    k, p = int(rng.integers(4, 20)), int(rng.integers(10, 91)) / 100
    while abs(p - 1 / k) < 0.03:
        p = int(rng.integers(10, 91)) / 100
    own = _bits(np.array([p, 1 - p]))
    value = own + (1 - p) * math.log2(k - 1)

    def again() -> float:
        return _bits(np.array([p] + [(1 - p) / (k - 1)] * (k - 1)))

    return number(
        f"A classifier over {k} classes gives its top class the probability {p:g}; nothing else is"
        " known. What is the largest entropy, in bits, that its prediction can have (three"
        " decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Group: whether it is the top class ({own:.4f} bits), and with probability"
        f" {1 - p:.2f} which of the other {k - 1}, at most $\\log_2 {k - 1}$ bits:"
        f" {own:.4f} + {1 - p:.2f} · {math.log2(k - 1):.4f} = {value:.4f}.",
        mistakes=[
            (math.log2(k), "That needs all classes equal, but one probability is given."),
            (own, "The other classes may still be uncertain among themselves."),
            (own + math.log2(k - 1), "The rest counts only with its probability."),
            ((1 - p) * math.log2(k - 1), "Whether it is the top class is uncertain too."),
        ],
    )  # fmt: skip


@question("kl-two-directions", "KL in one direction", KL, skill="compute", minutes=4)
def two_directions(rng: Rng) -> Variant:
    """KL(p || q) of three-valued distributions, in nats."""
    while True:
        p, q = _shares(rng, 3, 2), _shares(rng, 3, 2)
        forward, backward = float((p * np.log(p / q)).sum()), float((q * np.log(q / p)).sum())
        if forward > 0.03 and abs(forward - backward) > 0.006:
            break

    def again() -> float:
        cross = -sum(float(a) * math.log(b) for a, b in zip(p, q, strict=True))
        return cross + sum(float(a) * math.log(a) for a in p)

    return number(
        f"True class shares are $p = ({_listed(p)})$; a model assumes $q = ({_listed(q)})$. By how"
        " many nats does its expected log loss exceed the best possible one (three decimals)?",
        forward, again=again, tol=0.0011,
        solution="The excess of the cross-entropy over the entropy of $p$ is $KL(p \\| q) ="
        f" \\sum p_i \\log(p_i/q_i) = {forward:.4f}$.",
        mistakes=[
            (backward, "That is KL(q || p): the expectation runs over the truth, p."),
            (float(-(p * np.log(q)).sum()), "That is the cross-entropy; subtract the entropy."),
            (forward / math.log(2), "That is in bits."),
            (float(np.abs(p - q).sum() / 2), "That is the total variation distance."),
        ],
    )  # fmt: skip


@question("kl-gaussians", "KL of two Gaussians", KL, skill="derive", minutes=4, difficulty=0.5)
def gaussians(rng: Rng) -> Variant:
    """KL(q || p) as an expression in one of the parameters of q."""
    s, m = int(rng.integers(1, 6)), int(rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]))
    k = int(rng.integers(2, 7))
    free_deviation = bool(rng.integers(0, 2))
    if free_deviation:
        right = f"log({s}/s) + (s^2 + {(m - k) ** 2})/(2*{s * s}) - 1/2"
        other = f"-log(s) + {math.log(s)!r} + s*s/{2 * s * s} + {(m - k) ** 2}/{2 * s * s} - 0.5"
        wrong = [(f"log(s/{s}) + ({s * s} + {(m - k) ** 2})/(2*s^2) - 1/2",
                  "That is the other direction: the expectation runs over q."),
                 (f"log({s}/s) + s^2/(2*{s * s}) - 1/2" if m != k else "s",
                  "The distance of the means is missing.")]  # fmt: skip
        first, ends = f"q = N({m}, s^2)", (0.3, 4.0)
    else:
        t, gap = k, f"(m {'-' if m > 0 else '+'} {abs(m)})^2"
        right = f"log({s}/{t}) + ({t * t} + {gap})/(2*{s * s}) - 1/2"
        other = f"{math.log(s / t)!r} + {t * t}/{2 * s * s} - 0.5 + {gap}/{2 * s * s}"
        wrong = [(f"log({t}/{s}) + ({s * s} + {gap})/(2*{t * t}) - 1/2",
                  "That is the other direction: the expectation runs over q."),
                 (f"{gap}/(2*{s * s})", "The deviations differ and contribute as"
                  " well.")]  # fmt: skip
        first, ends = f"q = N(m, {t * t})", (-3.0, 3.0)
    target = f"p = N({k}, {s * s})" if free_deviation else f"p = N({m}, {s * s})"
    return expression(
        f"Give $KL(q \\| p)$ in nats for ${first}$ and ${target}$ (mean, variance) as an expression"
        f" in {'s' if free_deviation else 'm'}.",
        right, {"s" if free_deviation else "m": ends}, again=lambda: other,
        solution="$E_q \\log(q/p) = \\log\\frac{\\sigma_p}{\\sigma_q} + \\frac{\\sigma_q^2 +"
        f" (\\mu_q - \\mu_p)^2}}{{2\\sigma_p^2}} - \\frac12$: {right}.",
        mistakes=wrong,
    )  # fmt: skip


@question("kl-which-fit", "Mode seeking or mass covering", KL, skill="choose", minutes=4,
          difficulty=0.6)  # fmt: skip
def which_fit(rng: Rng) -> Variant:
    """Which of three candidates minimises a KL divergence in a stated direction."""
    while True:
        p = np.array([0.0, 0.0, 0.0, 0.0])
        while p.min() < 0.02:
            p = np.round(rng.dirichlet([1, 0.4, 0.4, 1]), 2)
            p[-1] = round(1 - float(p[:3].sum()), 2)
        qs = {"a narrow fit": np.array([0.9, 0.06, 0.02, 0.02]),
              "a broad fit": np.array([0.3, 0.2, 0.2, 0.3]),
              "another narrow fit": np.array([0.02, 0.02, 0.06, 0.9])}  # fmt: skip
        cover = {n: float((p * np.log(p / q)).sum()) for n, q in qs.items()}
        seek = {n: float((q * np.log(q / p)).sum()) for n, q in qs.items()}
        best = [min(d, key=lambda n: d[n]) for d in (cover, seek)]
        gaps = [sorted(d.values()) for d in (cover, seek)]
        if best[0] != best[1] and all(g[1] - g[0] > 0.05 for g in gaps):
            break
    forward = bool(rng.integers(0, 2))
    values = cover if forward else seek
    right = best[0] if forward else best[1]
    shown = {n: f"q = ({_listed(q)})" for n, q in qs.items()}

    def again() -> str:
        def loss(q: np.ndarray) -> float:
            if forward:
                return float(-(p @ np.log(q)))
            return float(-(q @ np.log(p))) - _bits(q) * math.log(2)

        return shown[min(qs, key=lambda n: loss(qs[n]))]

    how = "KL(p \\| q)" if forward else "KL(q \\| p)"
    return choose(
        rng,
        f"The target is $p = ({_listed(p)})$. Which of the three candidates minimises ${how}$?",
        shown[right],
        [(shown[n], f"Its divergence is {values[n]:.3f}, not the least: "
          + ("a candidate pays dearly where p has mass and q almost none."
             if forward else "a candidate pays where it puts mass and p has almost none."))
         for n in qs if n != right], again=again,
        solution=f"${how}$: " + "; ".join(f"{shown[n]} gives {v:.3f}" for n, v in values.items())
        + ". Forward KL covers all mass of p, reverse KL may stay within one mode.",
    )  # fmt: skip


_BENT: tuple[tuple[str, Callable[[float], float], int], ...] = (
    ("\\log X", math.log, -1), ("X^2", lambda x: x * x, 1), ("\\sqrt{X}", math.sqrt, -1),
    ("1/X", lambda x: 1 / x, 1), ("e^{X/4}", lambda x: math.exp(x / 4), 1),
    ("X \\log X", lambda x: x * math.log(x), 1),
)  # fmt: skip


@question("jensen-gap", "The size of a Jensen gap", JENSEN, skill="compute", minutes=4)
def gap(rng: Rng) -> Variant:
    """E f(X) - f(E X) for a two- or three-valued X."""
    name, f, _ = _BENT[int(rng.integers(0, len(_BENT)))]
    x = sorted(int(v) for v in rng.choice(np.arange(1, 13), 3, replace=False))
    p = _shares(rng, 3, 2)
    mean = float(p @ x)
    value = float(p @ [f(v) for v in x]) - f(mean)

    def again() -> float:
        # merge two values at a time: the gap adds up over both steps
        pair = float(p[0] + p[1])
        middle = (float(p[0]) * x[0] + float(p[1]) * x[1]) / pair
        first = pair * ((float(p[0]) * f(x[0]) + float(p[1]) * f(x[1])) / pair - f(middle))
        return first + pair * f(middle) + float(p[2]) * f(x[2]) - f(mean)

    return number(
        f"$X$ takes the values {', '.join(map(str, x))} with probabilities {_listed(p)}. What is"
        f" $E[{name}]$ less the value of the same function at $E[X]$ (three decimals, with sign)?",
        value, again=again, tol=0.0011,
        solution=f"$E[X] = {mean:.3f}$. The mean of the function is"
        f" {float(p @ [f(v) for v in x]):.4f}, the function of the mean {f(mean):.4f}; the"
        f" difference is {value:.4f}: {'positive, since it is convex' if value > 0 else ''}"
        f"{'negative, since it is concave' if value < 0 else ''}.",
        mistakes=[
            (-value, "The sign is reversed: mean of the function less function of the mean."),
            (0.0, "Only for linear functions may expectation and function be exchanged."),
            (float(np.mean([f(v) for v in x])) - f(float(np.mean(x))), "Weight by the"
             " probabilities."),
        ],
    )  # fmt: skip


@question("jensen-direction", "Bias of a plugged-in estimate", JENSEN, skill="diagnose", minutes=3)
def direction(rng: Rng) -> Variant:
    """Whether a function of an unbiased estimate is too large, too small or right on average."""
    rows: list[tuple[str, Callable[[float], float]]] = [
        ("the standard deviation as the root of an unbiased variance estimate", math.sqrt),
        ("the log of a probability as the log of its unbiased estimate", math.log),
        ("the waiting time as 1 over an unbiased estimate of the rate", lambda v: 1 / v),
        ("the squared effect as the square of an unbiased effect estimate", lambda v: v * v),
        ("the price in another currency as 1.1 times an unbiased estimate", lambda v: 1.1 * v),
        ("the perplexity as the exponential of an unbiased estimate of the loss", math.exp),
        ("degrees Fahrenheit as 32 + 1.8 times an unbiased estimate", lambda v: 32 + 1.8 * v),
        ("the log-likelihood as the log of an unbiased importance-sampling average", math.log),
    ]
    text, f = rows[int(rng.integers(0, len(rows)))]
    n = int(rng.integers(5, 200))
    names = ["too large on average", "too small on average", "right on average"]
    said = [
        "That holds for strictly convex functions: find out how this one bends.",
        "That holds for strictly concave functions: find out how this one bends.",
        "That holds for linear functions only: here Jensen's inequality is strict.",
    ]

    def again() -> str:
        drawn = np.random.default_rng(4).uniform(0.5, 1.5, 2000)
        apart = float(np.mean([f(v) for v in drawn])) - f(float(drawn.mean()))
        return names[2] if abs(apart) < 1e-9 else names[0] if apart > 0 else names[1]

    bend = f(0.8) + f(1.2) - 2 * f(1.0)
    right = names[2] if abs(bend) < 1e-9 else names[0] if bend > 0 else names[1]
    return choose(
        rng,
        f"From {n} noisy observations somebody reports {text} (the estimate itself is unbiased and"
        " not constant). The reported value is",
        right, [(o, w) for o, w in zip(names, said, strict=True) if o != right], again=again,
        solution="Jensen: the mean of a convex function exceeds the function of the mean, for a"
        " concave one it is the other way round, for a linear one they agree. Hence it is"
        f" {right}.",
    )  # fmt: skip
