"""Proper scores and calibration."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

SCORING = "probability-scoring"
CALIBRATION = "probability-calibration"


@question("scoring-log-and-brier", "Log loss and Brier score", SCORING, skill="compute", minutes=3)
def log_and_brier(rng: Rng) -> Variant:
    """Both scores on five predictions."""
    p, y = rng.integers(1, 20, 5) / 20, rng.integers(0, 2, 5)
    y[:2] = (0, 1)
    y = y[rng.permutation(5)]
    log = float(-np.log(np.where(y == 1, p, 1 - p)).mean())
    brier = float(((p - y) ** 2).mean())

    def again() -> list[float]:
        z = np.log(p / (1 - p))
        return [float((np.logaddexp(0, z) - y * z).mean()),
                float((p @ p - 2 * p @ y + y.sum()) / 5)]  # fmt: skip

    rows = [["outcome", *map(str, y)]]
    return matrix(
        "Predicted probabilities and outcomes:" + table(["forecast", *(f"{v:g}" for v in p)], rows)
        + "Give the mean log loss (natural logarithm) and the Brier score, to three decimals.",
        [log, brier], again=again, digits=5, tol=0.001,
        solution="The probabilities of what happened are"
        f" {', '.join(f'{v:g}' for v in np.where(y == 1, p, 1 - p))}; the mean of $-\\log$ is"
        f" {log:.4f}. The mean of $(p - y)^2$ is {brier:.4f}.",
        mistakes=[
            ([brier, log], "The log loss was asked first."),
            ([log / math.log(2), brier], "That log loss is in bits."),
            ([log, float(np.abs(p - y).mean())], "The Brier score squares the errors; the absolute"
             " error is not proper."),
            ([float(-(y * np.log(p)).mean()), brier], "Where the outcome is 0, $-\\log(1-p)$"
             " counts."),
        ],
    )  # fmt: skip


@question("scoring-regret", "The price of a wrong forecast", SCORING, skill="derive", minutes=5,
          difficulty=0.7)  # fmt: skip
def regret(rng: Rng) -> Variant:
    """Expected excess score of reporting q when the truth is p, as an expression."""
    a = int(rng.integers(2, 10))
    kind = int(rng.integers(2))
    b = int(rng.integers(1, 6))
    name = ["Brier", "log"][kind]
    right = [f"{a}*(p - q)^2", f"{a}*(p*log(p/q) + (1-p)*log((1-p)/(1-q)))"][kind]
    other = [f"{a}*(p*((1-q)^2 - (1-p)^2) + (1-p)*(q^2 - p^2))",
             f"{a}*(-p*log(q) - (1-p)*log(1-q) + p*log(p) + (1-p)*log(1-p))"][kind]  # fmt: skip
    score = [f"{a}(q - y)^2 + {b}", f"-{a}(y \\log q + (1-y)\\log(1-q)) + {b}"][kind]
    return expression(
        f"A forecaster who believes in $P(y=1) = p$ reports $q$ and pays the {name} score"
        f" ${score}$. By how much does the expected payment exceed that of reporting $p$? Write an"
        " expression in p and q (log is natural).",
        right, {"p": (0.05, 0.95), "q": (0.05, 0.95)}, again=lambda: other,
        solution="Write the expectation over $y$ for $q$ and subtract it at $q = p$; constants"
        f" cancel. What is left, {right}, is positive unless $q = p$: the score is strictly"
        " proper.",
        mistakes=[
            ([f"{a}*abs(p - q)", f"{a}*(p*log(p/q))"][kind], "Take the expectation over both"
             " outcomes, then expand."),
            (f"{right} + {b}", "The constant is paid either way and cancels."),
            (["(p - q)^2", "p*log(p/q) + (1-p)*log((1-p)/(1-q))"][kind],
             f"The score carries the factor {a}."),
        ],
    )  # fmt: skip


@question("scoring-improper", "An improper score rewards lies", SCORING, skill="diagnose",
          minutes=5, difficulty=0.8)  # fmt: skip
def improper(rng: Rng) -> Variant:
    """The best report under a score that is asked about."""
    p = int(rng.choice([v for v in range(12, 90, 2) if abs(v - 50) > 4])) / 100
    power = int(rng.integers(0, 3))
    right = [round(p), p, math.sqrt(p) / (math.sqrt(p) + math.sqrt(1 - p))][power]
    text = ["|q - y|", "(q - y)^2", "|q - y|^3"][power]
    say = ["the expectation $p(1-q) + (1-p)q$ is linear in $q$: an end is best",
           "the derivative $2(q - p)$ vanishes at the belief: proper",
           "$p(1-q)^2 = (1-p)q^2$ at the optimum, $q/(1-q) = \\sqrt{p/(1-p)}$"][power]  # fmt: skip

    def again() -> float:
        q = np.arange(0, 100001) / 100000
        cost = p * (1 - q) ** (power + 1) + (1 - p) * q ** (power + 1)
        return float(q[cost.argmin()])

    root = math.sqrt(p) / (math.sqrt(p) + math.sqrt(1 - p))
    return number(
        f"A forecaster believes that $P(y = 1) = {p:g}$ and is penalised by ${text}$ for the"
        " reported $q \\in [0, 1]$. Which $q$ minimises the expected penalty? Three decimals.",
        right, again=again, tol=0.001,
        solution=f"Here {say}: $q = {right:.4f}$.",
        mistakes=[
            (p, "That is the honest report; this penalty is not proper."),
            (float(round(p)), "An extreme report is best only under a linear penalty."),
            (0.5, "Hedging at one half ignores the belief."),
            (root, "That solves the cubic penalty; differentiate the one given."),
            (1 - right, "The probability of the other outcome was used."),
        ],
    )  # fmt: skip


@question("calibration-expected-error", "Expected calibration error", CALIBRATION, skill="compute",
          minutes=4)  # fmt: skip
def expected_error(rng: Rng) -> Variant:
    """The ECE from four bins."""
    while True:
        n = rng.integers(2, 20, 4) * 10
        said = np.array([int(rng.integers(*e)) for e in ((5, 20), (30, 45), (55, 70), (80, 97))])
        hits = np.round(n * np.clip(said + rng.integers(-18, 19, 4), 2, 98) / 100).astype(int)
        gaps = hits / n - said / 100
        if np.abs(gaps).min() > 0.005 and (gaps > 0).any() and (gaps < 0).any():
            break
    value = float((n * np.abs(gaps)).sum() / n.sum())

    def again() -> float:
        return sum(abs(h - s / 100 * k) for h, s, k in zip(hits, said, n, strict=True)) / sum(n)

    rows = [[f"{s / 100:.2f}", k, h] for s, k, h in zip(said, n, hits, strict=True)]
    return number(
        "Held-out cases in four bins of predicted probability:"
        + table(["mean forecast", "cases", "positives"], rows)
        + "What is the expected calibration error (absolute gaps, weighted)? Four decimals.",
        value, again=again, tol=0.0002, digits=5,
        solution="Gaps (observed minus forecast):"
        f" {', '.join(f'{g:+.4f}' for g in gaps)}; weighted by the bins' shares of"
        f" {n.sum()}: {value:.4f}.",
        mistakes=[
            (float(np.abs(gaps).mean()), "Weight the bins by their numbers of cases."),
            (abs(float((n * gaps).sum() / n.sum())), "Gaps of opposite sign must not cancel: take"
             " absolute values."),
            (float(np.abs(gaps).max()), "That is the largest gap (maximum calibration error)."),
        ],
    )  # fmt: skip


@question("calibration-temperature", "Temperature scaling", CALIBRATION, skill="compute",
          minutes=3, difficulty=0.2)  # fmt: skip
def temperature(rng: Rng) -> Variant:
    """The top probability of three classes after temperature scaling."""
    p = np.sort(rng.multinomial(20, [0.7, 0.2, 0.1]) + 1)[::-1] / 23
    while p[0] < 0.6:
        p = np.sort(rng.multinomial(20, [0.7, 0.2, 0.1]) + 1)[::-1] / 23
    p = np.round(p, 2)
    p[0] = round(1 - p[1] - p[2], 2)
    t = int(rng.choice([12, 14, 15, 16, 18, 20, 25, 30])) / 10
    scaled = p ** (1 / t)
    value = float(scaled[0] / scaled.sum())

    def again() -> float:
        z = np.log(p) + 3.7  # logits up to a constant
        return float(1 / np.exp((z - z[0]) / t).sum())

    return number(
        f"A network gives the probabilities {', '.join(f'{v:g}' for v in p)}. On held-out data the"
        f" temperature $T = {t:g}$ was fitted (logits are divided by $T$). What is the top"
        " probability after scaling? Three decimals.",
        value, again=again, tol=0.0011,
        solution=f"Dividing logits by $T$ raises the probabilities to the power $1/T$ before"
        f" normalising: {', '.join(f'{v:.4f}' for v in scaled)}; the first over their sum is"
        f" {value:.4f}. The ranking, and so accuracy, does not change.",
        mistakes=[
            (float(p[0] / t), "The logits are divided, not the probability."),
            (float(scaled[0]), "Normalise after taking the powers."),
            (float(p[0] ** t / (p**t).sum()), "That sharpens: a temperature above 1 softens, the"
             " power is $1/T$."),
        ],
    )  # fmt: skip


@question("calibration-within-groups", "Calibrated on average only", CALIBRATION, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def within_groups(rng: Rng) -> Variant:
    """Find the group with the worst miscalibration, in standard errors."""
    while True:
        n = rng.integers(3, 60, 4) * 10
        said = rng.integers(15, 60, 4) / 100
        hits = np.round(n * (said + rng.integers(-10, 11, 4) / 100)).astype(int)
        gap = hits / n - said
        z = np.abs(gap) / np.sqrt(said * (1 - said) / n)
        ranked = np.sort(z)
        if ranked[3] > 3 and ranked[2] < 2.5 and z.argmax() != np.abs(gap).argmax() and \
                hits.min() > 0:  # fmt: skip
            break
    texts = [f"group {g}" for g in "ABCD"]
    at = int(z.argmax())

    def again() -> str:
        chi = [(h - k * s) ** 2 / (k * s) + (h - k * s) ** 2 / (k * (1 - s))
               for h, k, s in zip(hits, n, said, strict=True)]  # fmt: skip
        return texts[chi.index(max(chi))]

    rows = [[g, k, f"{s:.2f}", f"{h / k:.3f}"] for g, k, s, h in
            zip("ABCD", n, said, hits, strict=True)]  # fmt: skip
    return choose(
        rng, "The calibration of a risk model is checked by group (within each, all forecasts are"
        " nearly equal):" + table(["group", "cases", "mean forecast", "observed rate"], rows)
        + "For which group is the evidence of miscalibration strongest?",
        texts[at],
        [(texts[k], "Its gap is the largest, but with few cases it may be chance: divide by the"
          " standard error." if k == int(np.abs(gap).argmax()) else
          f"Its gap is {z[k]:.1f} standard errors: another group has more.")
         for k in range(4) if k != at],
        again=again,
        solution="Divide each gap by $\\sqrt{p(1-p)/n}$: "
        + ", ".join(f"{t} {v:.2f}" for t, v in zip(texts, z, strict=True))
        + f". Strongest: {texts[at]}.",
    )  # fmt: skip
