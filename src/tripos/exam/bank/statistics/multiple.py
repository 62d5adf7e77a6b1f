"""Multiple testing."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

MULTIPLE = "multiple-testing"


def _p_values(rng: Rng) -> list[float]:
    """Eight p-values, some of them small."""
    small = rng.integers(1, 60, 5) / 1000
    large = rng.integers(80, 900, 3) / 1000
    return [float(v) for v in np.concatenate([small, large])]


@question("multiple-fdr-count", "How many discoveries", MULTIPLE, skill="compute", minutes=4)
def fdr_count(rng: Rng) -> Variant:
    """Rejections by Benjamini-Hochberg, Holm or Bonferroni."""
    which = str(rng.choice(["Benjamini-Hochberg", "Benjamini-Hochberg", "Holm"]))
    while True:
        p = sorted(_p_values(rng))
        level = float(rng.choice([0.05, 0.1]))
        steps = [level * (k + 1) / 8 for k in range(8)]
        bh = max((k + 1 for k in range(8) if p[k] <= steps[k]), default=0)
        holm = next((k for k in range(8) if p[k] > level / (8 - k)), 8)
        bonferroni, plain = sum(v <= level / 8 for v in p), sum(v <= level for v in p)
        edges = [*steps, *(level / (8 - k) for k in range(8))]
        clear = all(abs(v - e) > 2e-4 for v in p for e in edges) and len(set(p)) == 8
        if clear and len({bh, holm, bonferroni, plain}) >= 3 and bh > holm >= 1:
            break
    value = bh if which.startswith("B") else holm
    shown = [p[int(at)] for at in rng.permutation(8)]

    def again() -> float:
        # adjusted p-values, from the far end
        if which == "Holm":
            best, count = 0.0, 0
            for k, v in enumerate(p):
                best = max(best, (8 - k) * v)
                count += best <= level
            return count
        adjusted = [min(8 * p[j] / (j + 1) for j in range(k, 8)) for k in range(8)]
        return sum(v <= level for v in adjusted)

    goal = "the false discovery rate" if which.startswith("B") else "the family-wise error rate"
    return number(
        f"Eight hypotheses have the p-values {', '.join(f'{v:.3f}' for v in shown)}. How many are"
        f" rejected by the procedure of {which}, which controls {goal} at {level:g}?",
        value, again=again, tol=0, rel=0,
        solution="In order: " + ", ".join(f"{v:.3f}" for v in p) + ". "
        + (f"Find the largest k with $p_{{(k)}} \\le {level:g}k/8$; reject the first k."
           if which.startswith("B") else
           f"Go up as long as $p_{{(k)}} \\le {level:g}/(8 - k + 1)$ and stop at the first"
           " failure.")
        + f" That gives {value}.",
        mistakes=[
            (plain, "That ignores that eight tests were made."),
            (bonferroni, "That is Bonferroni, which rejects less."),
            (holm if which.startswith("B") else bh, "That is the procedure for the other goal."),
            (next((k for k in range(8) if p[k] > steps[k]), 8),
             "Step up: the largest k that fits counts, even if a smaller one fails."),
        ],
    )  # fmt: skip


def _situations(m: int, k: int) -> list[tuple[str, str]]:
    """Situations and the key of what to control."""
    return [
        (
            f"{m} genes are screened; the hits go to a second laboratory that can live with about"
            " one in ten being false",
            "discovery",
        ),
        (
            f"{m} product ideas are tested; winners go to a cheaper follow-up test, where a modest"
            " share of duds is fine",
            "discovery",
        ),
        (
            f"{m} sensors are checked for drift; a technician visits all that are flagged, and a"
            " small share of needless visits is accepted",
            "discovery",
        ),
        (
            f"a drug trial has {k} primary endpoints; it is approved if a single one of them is"
            " significant",
            "family",
        ),
        (
            f"a press release will name every one of {m} schools found worse than average; a single"
            " wrong name means a lawsuit",
            "family",
        ),
        (
            f"a safety claim compares {k + 2} doses with placebo, and any single wrong claim harms"
            " patients",
            "family",
        ),
        (
            f"one primary metric was fixed beforehand; {k} others are only described, without any"
            " claim",
            "single",
        ),
        (
            f"a trial has one hypothesis fixed in advance and analysed once; {m} patients take"
            " part",
            "single",
        ),
    ]


@question("multiple-choose-goal", "Which error to control", MULTIPLE, skill="choose", minutes=2)
def choose_goal(rng: Rng) -> Variant:
    """Which error rate fits what follows from a rejection."""
    m, k = int(rng.integers(20, 900)), int(rng.integers(2, 6))
    rows = _situations(m, k)
    story, key = rows[int(rng.integers(0, len(rows)))]
    goals = {
        "family": ("the family-wise error rate, for example by Holm",
                   "That is too strict where a share of false findings is tolerable or one test is"
                   " made."),
        "discovery": ("the false discovery rate, for example by Benjamini-Hochberg",
                      "That tolerates some false findings among many, which is not wanted here."),
        "single": ("the level of the one test, without a correction",
                   "Several tests lead to claims here, so errors add up without a correction."),
    }  # fmt: skip

    def again() -> str:
        tolerant = any(word in story for word in ("live with", "is fine", "is accepted"))
        several = "one primary metric" not in story and "one hypothesis" not in story
        return goals["discovery" if tolerant else "family" if several else "single"][0]

    return choose(
        rng, f"The situation: {story}. What should be controlled?",
        goals[key][0], [goal for name, goal in goals.items() if name != key], again=again,
        solution="Ask what a false rejection costs: if any one is grave, control the chance of any"
        " (family-wise); if a share of them is tolerable, control that share; with one planned test"
        f" there is nothing to correct. Here: {goals[key][0]}.",
    )  # fmt: skip


@question("multiple-family-wise", "Chance of any false alarm", MULTIPLE, skill="derive", minutes=3,
          difficulty=0.2)  # fmt: skip
def family_wise(rng: Rng) -> Variant:
    """The number of independent tests that may be made before a false alarm gets likely."""
    while True:
        alpha = float(rng.choice([0.05, 0.02, 0.01, 0.005]))
        limit = int(rng.integers(10, 80)) / 100
        exact = math.log(1 - limit) / math.log(1 - alpha)
        if exact > 2 and abs(exact - round(exact)) > 0.03:
            break
    value = math.floor(exact)

    def again() -> float:
        count, clean = 0, 1.0
        while 1 - clean * (1 - alpha) <= limit:
            clean *= 1 - alpha
            count += 1
        return count

    return number(
        f"A dashboard runs independent A/A comparisons, each tested at level {alpha:g}. How many"
        " may"
        f" run at most so that the probability of at least one false alarm stays within {limit:g}?",
        value, again=again, tol=0, rel=0,
        solution=f"$1 - (1 - {alpha:g})^m \\le {limit:g}$ gives $m \\le \\log({1 - limit:.2f})/"
        f"\\log({1 - alpha:g}) = {exact:.2f}$, so {value}.",
        mistakes=[
            (math.floor(limit / alpha), "Adding up probabilities is only an upper bound."),
            (value + 1, "One more exceeds the limit: round down."),
            (math.floor(math.log(limit) / math.log(1 - alpha)), "The complement of the limit"
             " counts."),
        ],
    )  # fmt: skip
