"""Randomised controlled experiments."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "randomised-experiments"


@question("experiment-ratio-mismatch", "Is the split as designed", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.2)  # fmt: skip
def ratio_mismatch(rng: Rng) -> Variant:
    """The chi-square statistic of the arm sizes, and whether the experiment can be trusted."""
    share = float(rng.choice([0.5, 0.5, 0.2, 0.1]))
    total = int(rng.integers(20, 400)) * 500
    z = float(rng.choice([-1, 1])) * float(rng.uniform(0.3, 6))
    arm = round(total * share + z * math.sqrt(total * share * (1 - share)))
    other = total - arm
    wanted = (total * share, total * (1 - share))
    value = (arm - wanted[0]) ** 2 / wanted[0] + (other - wanted[1]) ** 2 / wanted[1]

    def again() -> float:
        return (arm - total * share) ** 2 / (total * share * (1 - share))

    verdict = (
        "far beyond 10.8, the 0.1% point: look for the defect before reading any metric"
        if value > 10.8 else "no clear sign of a broken split"
    )  # fmt: skip
    return number(
        f"Users were to go to treatment with probability {share:g}. The logs hold {arm} treated and"
        f" {other} control users. What is the chi-square statistic (one degree of freedom) of a"
        " test"
        " for sample ratio mismatch (two decimals)?",
        value, again=again, tol=0.011,
        solution=f"Expected {wanted[0]:g} and {wanted[1]:g}; the difference"
        f" {abs(arm - wanted[0]):g}, squared, over each, added: {value:.3f}: {verdict}.",
        mistakes=[
            (math.sqrt(value), "That is |z|; chi-square is its square."),
            ((arm - wanted[0]) ** 2 / wanted[0], "Both cells contribute."),
            ((arm - other) ** 2 / total if share != 0.5 else value / 2,
             "Compare with the designed shares."),
            (abs(arm - wanted[0]) / total, "Scale the squared difference by what is expected."),
        ],
    )  # fmt: skip


@question("experiment-unit", "Cluster randomisation costs", ABOUT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def cluster(rng: Rng) -> Variant:
    """The sample size inflated by the design effect of whole groups, in clusters."""
    m = int(rng.choice([5, 10, 20, 25, 40, 50]))
    rho = float(rng.choice([0.01, 0.02, 0.05, 0.1, 0.15]))
    n = int(rng.integers(4, 40)) * 50
    effect = 1 + (m - 1) * rho
    value = math.ceil(n * effect / m - 1e-9)

    def again() -> float:
        cov = np.full((m, m), rho) + (1 - rho) * np.eye(m)
        variance_of_cluster_mean = float(cov.sum()) / m**2
        k = 1
        while variance_of_cluster_mean / k > 1 / n + 1e-15:
            k += 1
        return k

    return number(
        f"With users randomised one by one, {n} users an arm would do. To avoid spill-over, whole"
        f" villages of {m} users are randomised; outcomes within a village have correlation"
        f" {rho:g}."
        " How many villages does each arm need for the same precision?",
        value, again=again, tol=0, rel=0,
        solution=f"The design effect is $1 + ({m} - 1) \\cdot {rho:g} = {effect:g}$, so"
        f" ${n} \\cdot {effect:g} = {n * effect:g}$ users, in villages of {m}: {value}.",
        mistakes=[
            (math.ceil(n / m), "Users of a village resemble one another and tell less."),
            (math.ceil(n * effect), "That is the number of users."),
            (n, "Villages are not worth only one user each: the correlation is not one."),
            (math.ceil(n * (1 + m * rho) / m), "A user has m - 1 others in the village."),
        ],
    )  # fmt: skip


@question("experiment-variance-reduction", "What a pre-period covariate saves", ABOUT,
          skill="derive", minutes=3, difficulty=0.3)  # fmt: skip
def variance_reduction(rng: Rng) -> Variant:
    """The days an experiment lasts after adjusting for a covariate."""
    days, rho = int(rng.integers(10, 60)), int(rng.integers(3, 10)) / 10
    value = math.ceil(days * (1 - rho * rho) - 1e-9)

    def again() -> float:
        cov = np.array([[1, rho], [rho, 1]])
        theta = cov[0, 1] / cov[1, 1]
        left = float(np.array([1, -theta]) @ cov @ np.array([1, -theta]))
        d = 1
        while left / d > 1 / days + 1e-12:
            d += 1
        return d

    return number(
        f"An experiment needs {days} days of equal traffic for its planned precision. The metric of"
        f" a user correlates with the same metric before the experiment, $\\rho = {rho:g}$, and is"
        " adjusted for it by regression. How many whole days suffice now?",
        value, again=again, tol=0, rel=0,
        solution=f"The adjusted variance is $(1 - \\rho^2) = {1 - rho * rho:.2f}$ of the old one,"
        " and"
        f" so is the sample needed: {days} · {1 - rho * rho:.2f} ="
        f" {days * (1 - rho * rho):.2f}, rounded up {value}.",
        mistakes=[
            (math.ceil(days * (1 - rho) - 1e-9), "The explained share is the squared correlation."),
            (math.ceil(days * rho * rho - 1e-9), "That is the share explained, not the rest."),
            (math.ceil(days * math.sqrt(1 - rho * rho) - 1e-9),
             "That is the ratio of standard errors; samples go with variances."),
            (days, "Adjustment lowers the variance without moving the effect."),
        ],
    )  # fmt: skip


def _flawed_designs(n: int, k: int) -> list[tuple[str, str]]:
    """Stories and the key of their flaw."""
    return [
        (
            f"The test is looked at daily for up to {k} days and stopped as soon as p < 0.05.",
            "peek",
        ),
        (
            f"The trial was planned for {n} users, extended by {n // 2} because p was 0.07, and"
            " then analysed as if planned so.",
            "peek",
        ),
        (
            f"All {k} colleagues who asked for the new editor got it; the others kept the old one.",
            "assign",
        ),
        (
            f"The {n} most active users got the feature first and are compared with the rest.",
            "assign",
        ),
        (
            f"Drivers of one city were split in two halves, one with a bonus; trips shift from the"
            f" other half to it ({n} trips).",
            "spill",
        ),
        (
            f"{n} users were split to test a chat feature that needs a partner who has it too.",
            "spill",
        ),
        (
            f"Page views ({n * 10}) were analysed as independent though users, {n} in all, were"
            " randomised.",
            "unit",
        ),
        (
            f"{k} schools were randomised, and a t test was run on {n} pupils as independent"
            " values.",
            "unit",
        ),
        (
            f"Of {k} metrics recorded, the one with the smallest p-value was declared the goal"
            " afterwards.",
            "metric",
        ),
        (
            f"After the data of {n} users were seen, the success criterion was changed from sales"
            " to clicks, which had risen.",
            "metric",
        ),
    ]


@question("experiment-find-flaw", "What is wrong with this experiment", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.3)  # fmt: skip
def find_flaw(rng: Rng) -> Variant:
    """Names the flaw of a design told in one sentence."""
    n, k = int(rng.integers(5, 60)) * 100, int(rng.integers(8, 25))
    rows = _flawed_designs(n, k)
    story, key = rows[int(rng.integers(0, len(rows)))]
    flaws = {
        "peek": ("the stopping rule depends on the results",
                 "The sample size did not depend on the results here."),
        "assign": ("treatment was not assigned at random",
                   "Treatment was assigned at random here."),
        "spill": ("treatment of some units changes the outcome of others",
                  "Nothing tells of effects between units here."),
        "unit": ("the unit of analysis is not the unit of randomisation",
                 "Units of analysis and of randomisation do not clash in this story."),
        "metric": ("the goal metric was picked after seeing the data",
                   "Nothing tells of a metric chosen afterwards."),
    }  # fmt: skip
    signs = {"peek": ("stopped as soon", "extended"), "assign": ("asked for", "most active"),
             "spill": ("shift from", "partner"), "unit": ("as independent",),
             "metric": ("afterwards", "changed from")}  # fmt: skip

    def again() -> str:
        (one,) = (name for name, words in signs.items() if any(word in story for word in words))
        return flaws[one][0]

    others = [name for name in flaws if name != key]
    drawn = [flaws[others[int(at)]] for at in rng.permutation(len(others))[:3]]
    return choose(
        rng, f"{story} What is the main flaw?", flaws[key][0], drawn, again=again,
        solution="Check in turn: random assignment, the unit, interference between units, and what"
        f" was fixed beforehand (metric, size, stopping). Here {flaws[key][0]}.",
    )  # fmt: skip


@question("experiment-dilution", "Effect among the exposed", ABOUT, skill="read", minutes=4,
          difficulty=0.4)  # fmt: skip
def dilution(rng: Rng) -> Variant:
    """The effect on those who took the treatment, from an intention-to-treat table."""
    n, m = int(rng.integers(10, 60)) * 100, int(rng.integers(10, 60)) * 100
    taken = int(rng.integers(20, 90)) / 100
    base = int(rng.integers(5, 30)) / 100
    gain = int(rng.integers(1, 8)) / 100
    a, b = round(m * base), round(n * (base + gain * taken))
    users = round(n * taken)
    value = 100 * (b / n - a / m) / (users / n)

    def again() -> float:
        # of those who would take it, the control group holds the same share
        excess = b - a * n / m
        return 100 * excess / users

    body = [["treatment", n, users, b], ["control", m, 0, a]]
    return number(
        "Users were randomised; only some of those offered the tool used it, and nobody in control"
        f" could.{table(['arm', 'users', 'used the tool', 'converted'], body)}By how many"
        " percentage"
        " points did the tool raise conversion among those who use it when offered, if the offer"
        " works only through use (two decimals)?",
        value, again=again, tol=0.011,
        solution=f"Effect of the offer: {b / n:.4f} - {a / m:.4f} = {b / n - a / m:.4f}; only"
        f" {users / n:.3f} used it, so the effect among them is {value:.3f} points.",
        mistakes=[
            (100 * (b / n - a / m), "That is the effect of the offer; divide by the share of"
             " users."),
            (100 * (b / users - a / m), "Comparing users with all of control breaks"
             " randomisation."),
            (100 * (b / n - a / m) * users / n, "Divide by the share who used it."),
        ],
    )  # fmt: skip
