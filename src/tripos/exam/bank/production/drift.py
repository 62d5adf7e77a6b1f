"""Drift: measuring it, and deciding which alarms matter."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "drift-monitoring"


def _shares(rng: Rng, count: int) -> list[int]:
    """Percentages that sum to 100, none below 4."""
    while True:
        cuts = np.sort(rng.integers(4, 97, count - 1))
        found = np.diff([0, *cuts, 100])
        if found.min() >= 4:
            return [int(x) for x in found]


@question("drift-psi", "The population stability index", ABOUT, skill="compute", minutes=4)
def psi(rng: Rng) -> Variant:
    """PSI of two histograms by hand."""
    while True:
        old, new = _shares(rng, 4), _shares(rng, 4)
        p, q = np.array(old) / 100, np.array(new) / 100
        value = float(((q - p) * np.log(q / p)).sum())
        if 0.04 < value < 1.2:
            break

    def again() -> float:
        # both Kullback-Leibler divergences, added
        return sum(a * math.log(a / b) for a, b in zip(q, p, strict=True)) + sum(
            a * math.log(a / b) for a, b in zip(p, q, strict=True))  # fmt: skip

    pairs = list(zip(old, new, strict=True))
    rows = "\n".join(f"| {n} | {a} | {b} |" for n, (a, b) in enumerate(pairs, 1))
    return number(
        "Shares of a feature's bins in percent:\n\n| bin | training | this week |\n|---|---|---|\n"
        f"{rows}\n\nWhat is the population stability index (natural logarithm)? Three decimals.",
        value, again=again, tol=0.002,
        solution="$\\sum (q_i - p_i) \\ln(q_i/p_i)$ with proportions, not percent: "
        + " + ".join(f"{(b - a) * math.log(b / a):.4f}" for a, b in zip(p, q, strict=True))
        + f" = {value:.4f}.",
        mistakes=[
            (float((q * np.log(q / p)).sum()), "That is one Kullback-Leibler divergence; PSI weighs"
             " with the difference of shares, the sum of both directions."),
            (float((p * np.log(p / q)).sum()), "That is one Kullback-Leibler divergence, of the"
             " training shares; PSI is the sum of both directions."),
            (value * 100, "Use proportions, not percent, in the difference."),
            (value / math.log(10), "The natural logarithm was asked."),
            (float(np.abs(p - q).sum()), "That is the total of absolute differences: multiply each"
             " difference by the log ratio."),
        ],
    )  # fmt: skip


@question("drift-ks-table", "Kolmogorov-Smirnov distance from bins", ABOUT, skill="compute",
          minutes=3, difficulty=0.1)  # fmt: skip
def kolmogorov(rng: Rng) -> Variant:
    """The largest gap of cumulative shares between two ordered histograms."""
    while True:
        old, new = _shares(rng, 5), _shares(rng, 5)
        gaps = np.cumsum(np.array(new) - np.array(old)) / 100
        value = float(np.abs(gaps).max())
        if 0.08 < value < 0.5:
            break
    bin_gap = float(np.abs(np.array(new) - np.array(old)).max()) / 100

    def again() -> float:
        # the largest difference of shares over all events 'at most b'
        return max(abs(sum(new[:at]) - sum(old[:at])) for at in range(1, 6)) / 100

    edges = ["0-10", "10-20", "20-40", "40-80", "over 80"]
    rows = "\n".join(f"| {edge} | {a} | {b} |" for edge, a, b in zip(edges, old, new, strict=True))
    return number(
        "Shares in percent of basket values:\n\n| value | reference | now |\n|---|---|---|\n"
        f"{rows}\n\nWhat is the Kolmogorov-Smirnov distance as far as these bins show it? Write a"
        " proportion, two decimals.",
        value, again=again, tol=0.001, rel=0.0,
        solution="Differences of the cumulative shares after each bin: "
        + ", ".join(f"{gap:.2f}" for gap in gaps) + f". The largest in absolute value is"
        f" {value:.2f}.",
        mistakes=[
            (bin_gap, "That is the largest difference of single bins: accumulate first."),
            (float(np.abs(np.array(new) - np.array(old)).sum()) / 200, "That is the total variation"
             " distance; for an ordered feature KS takes the largest cumulative gap."),
            (float(abs(gaps.sum())), "Take the largest cumulative gap, not their sum."),
        ],
    )  # fmt: skip


@question("drift-false-alarms", "Alarms that nothing caused", ABOUT, skill="compute", minutes=3,
          difficulty=0.0)  # fmt: skip
def false_alarms(rng: Rng) -> Variant:
    """False alarms per week of many daily tests, or the level that keeps them in bounds."""
    features, days = int(rng.integers(3, 25)) * 10, 7
    level = float(rng.choice([0.001, 0.005, 0.01, 0.02, 0.05]))
    most = float(rng.choice([0.5, 1, 2]))
    asked = bool(rng.integers(2))
    value = features * days * level if asked else most / (features * days)
    prompt = (
        f"A monitor tests each of {features} features for drift once a day, at the level {level:g}."
        " Nothing drifts and the tests are valid. How many alarms are expected per week?"
        if asked else
        f"A monitor shall test each of {features} features for drift once a day. If nothing drifts,"
        f" at most {most:g} alarm{'s' * (most != 1)} per week on average are accepted. At which"
        " level may each test run?"
    )  # fmt: skip

    def again() -> float:
        tests = sum(1 for _ in range(days) for _ in range(features))
        return tests * level if asked else 1 / (tests / most)

    once = 1 - (1 - level) ** (features * days)
    return number(
        prompt, value, again=again, digits=6,
        solution=f"{features} tests a day are {features * days} a week, each false with the"
        f" probability of its level: {value:.5g}. Correlated features change how the alarms bunch,"
        " not their expected number.",
        mistakes=[
            (features * level if asked else most / features, "That counts one day; a week has"
             " seven."),
            (once if asked else 0.05, "That is the chance of at least one alarm." if asked else
             "A level of 0.05 would give many false alarms with so many tests a week."),
            (days * level if asked else most / days, "Every feature is tested: multiply by the"
             " number of features."),
        ],
    )  # fmt: skip


@question("drift-which-feature", "The drift that moved the predictions", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.3)  # fmt: skip
def which_feature(rng: Rng) -> Variant:
    """Rank drifting features by what they do to a linear score, not by their statistic."""
    names = [str(x) for x in rng.choice(["age", "tenure", "basket", "visits", "distance",
                                         "rating", "income"], 4, replace=False)]  # fmt: skip
    while True:
        weights = [round(float(x), 2) for x in rng.normal(0, 0.8, 4)]
        sds = [float(rng.choice([0.5, 1, 2, 5, 10])) for _ in range(4)]
        moves = [round(float(x), 2) for x in rng.uniform(-1.5, 1.5, 4) * sds]
        pushes = [abs(w * m) for w, m in zip(weights, moves, strict=True)]
        tests = [abs(m / s) for m, s in zip(moves, sds, strict=True)]
        best = int(np.argmax(pushes))
        rank = sorted(pushes, reverse=True)
        if rank[0] > 1.4 * rank[1] and len({best, int(np.argmax(tests)),
                                            int(np.argmax(np.abs(weights)))}) == 3:  # fmt: skip
            break
    rows = "\n".join(
        f"| {name} | {w:g} | {s:g} | {m:g} | {abs(m / s):.2f} |"
        for name, w, s, m in zip(names, weights, sds, moves, strict=True)
    )

    def again() -> str:
        base = float(np.dot(weights, np.zeros(4)))
        change = [abs(float(np.dot(weights, np.eye(4)[n] * moves[n])) - base) for n in range(4)]
        return names[change.index(max(change))]

    wrong = []
    for at, name in enumerate(names):
        if at != best:
            why = "It"
            if at == int(np.argmax(tests)):
                why = "It drifted most in standard deviations, but it"
            elif at == int(np.argmax(np.abs(weights))):
                why = "It has the largest weight, but its mean hardly moved: it"
            why += f" moves the mean score by only {pushes[at]:.2f}."
            wrong.append((name, why))
    return choose(
        rng,
        "The mean score of a linear model moved. Four features raised drift alarms (weights are"
        " for raw units):\n\n| feature | weight | training sd | change of mean | change / sd |\n"
        f"|---|---|---|---|---|\n{rows}\n\nWhich feature should be looked at first as the cause?",
        names[best], wrong, again=again,
        solution="In a linear model a feature moves the mean score by weight times change of its"
        " mean: " + ", ".join(f"{name} {w * m:.2f}" for name, w, m in
                              zip(names, weights, moves, strict=True)) + f". Look at"
        f" {names[best]}.",
    )  # fmt: skip


@question("drift-significant-but-small", "Significant and negligible", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def significant(rng: Rng) -> Variant:
    """The smallest shift that a huge daily sample calls significant."""
    count = int(rng.choice([10, 50, 100, 200, 500, 1000])) * 1000
    base = float(rng.integers(5, 51)) / 100
    value = 100 * 1.96 * math.sqrt(2 * base * (1 - base) / count)

    def again() -> float:
        low, high = 0.0, 0.2
        for _ in range(60):
            middle = (low + high) / 2
            z = middle / math.sqrt(base * (1 - base) * (1 / count + 1 / count))
            low, high = (middle, high) if z < 1.96 else (low, middle)
        return 100 * low

    return number(
        f"A binary feature is 1 in {100 * base:g} % of cases. Each day {count} new rows are"
        f" compared with {count} reference rows by a two-sided z-test at the 5 % level. From which"
        " difference of the two shares (in percentage points) on does the alarm ring? Use the"
        f" pooled variance at {100 * base:g} %, three decimals.",
        value, again=again, tol=0.002, rel=0.008,
        solution=f"$1.96 \\sqrt{{2 \\cdot {base:g} \\cdot {1 - base:g} / {count}}} ="
        f" {value / 100:.6f}$, that is {value:.3f} percentage points. With so many rows a test"
        " answers whether anything changed at all; alarm on a size that matters instead.",
        mistakes=[
            (value / math.sqrt(2), "Both samples vary: the variance of a difference has both"
             " parts."),
            (value / 1.96, "That is one standard error; the limit at 5 % is 1.96 of them."),
            (value / 100, "The answer is asked in percentage points."),
            (196 * base * (1 - base) * math.sqrt(2 / count), "Take the root of the variance"
             " $p(1-p)$ too."),
        ],
    )  # fmt: skip
