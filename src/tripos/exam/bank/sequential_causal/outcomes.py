"""Potential outcomes: effects, what identifies them, and bounds without assumptions."""

from __future__ import annotations

import numpy as np

from tripos.exam.makers import choose, interval, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "potential-outcomes"
_ASKED = (
    "the average treatment effect (all six)",
    "the average effect on the treated",
    "the naive difference of observed means, treated minus untreated",
    "the selection bias: how much the treated would have differed from the untreated without"
    " treatment, on average",
)


@question("outcomes-both-columns", "Effects from both potential outcomes", ABOUT, skill="compute",
          minutes=4, difficulty=0.1)  # fmt: skip
def both_columns(rng: Rng) -> Variant:
    """One of four contrasts from a table with both potential outcomes."""
    while True:
        y0 = rng.integers(2, 12, 6)
        y1 = y0 + rng.integers(-2, 6, 6)
        chosen = (y1 - y0 + rng.normal(0, 1.5, 6)).argsort()[-3:]
        treated = np.isin(np.arange(6), chosen)
        gap = (y1 - y0).astype(float)
        found = [float(gap.mean()), float(gap[treated].mean()),
                 float(y1[treated].mean() - y0[~treated].mean()),
                 float(y0[treated].mean() - y0[~treated].mean())]  # fmt: skip
        if min(abs(a - b) for n, a in enumerate(found) for b in found[:n]) > 0.1:
            break
    at = int(rng.integers(4))

    def again() -> float:
        # naive = effect on the treated + bias; effect on all = mean of both groups' effects
        untreated = float(y1[~treated].sum() - y0[~treated].sum()) / 3
        att = float(y1[treated].sum() - y0[treated].sum()) / 3
        naive = float(np.where(treated, y1 / 3, -y0 / 3).sum())
        return [(att + untreated) / 2, att, naive, naive - att][at]

    rows = "\n".join(
        f"| {n + 1} | {y0[n]} | {y1[n]} | {'yes' if treated[n] else 'no'} |" for n in range(6)
    )
    said = ("That is the average effect on all units: another contrast is asked.",
            "That is the average effect on the treated alone.",
            "That is the naive difference, which mixes the effect on the treated with selection.",
            "That is the selection bias, the difference of untreated outcomes.")  # fmt: skip
    return number(
        "A simulation shows both potential outcomes (an observer sees only the one that was"
        " realised):\n\n| unit | outcome untreated | outcome treated | was treated |\n|---|---|---|"
        f"---|\n{rows}\n\nWhat is {_ASKED[at]}? Two decimals.",
        found[at], again=again, tol=0.006,
        solution=f"All: {found[0]:.3f}. Treated: {found[1]:.3f}. Naive: {found[2]:.3f}, which is"
        f" the effect on the treated plus the selection bias {found[3]:.3f}.",
        mistakes=[(found[n], said[n]) for n in range(4) if n != at],
    )  # fmt: skip


@question("outcomes-standardise", "Standardising over a confounder",
          {ABOUT: 1.0, "causal-graphs": 0.4}, skill="compute", minutes=5,
          difficulty=0.2)  # fmt: skip
def standardise(rng: Rng) -> Variant:
    """The average effect from a table by severity, given ignorability within severity."""
    while True:
        sizes = {(z, t): int(rng.integers(2, 13)) * 20 for z in (0, 1) for t in (0, 1)}
        rates = {key: int(rng.integers(2, 10)) / 10 for key in sizes}
        total = {z: sizes[z, 0] + sizes[z, 1] for z in (0, 1)}
        gaps = {z: rates[z, 1] - rates[z, 0] for z in (0, 1)}
        n = sum(total.values())
        value = sum(total[z] * gaps[z] for z in (0, 1)) / n
        mean = [sum(sizes[z, t] * rates[z, t] for z in (0, 1)) / (sizes[0, t] + sizes[1, t])
                for t in (0, 1)]  # fmt: skip
        crude = mean[1] - mean[0]
        if abs(crude - value) > 0.08 and gaps[0] != gaps[1] and abs(value) > 0.02:
            break
    treated = sizes[0, 1] + sizes[1, 1]

    def again() -> float:
        # inverse probability weighting
        weighted = 0.0
        for (z, t), size in sizes.items():
            score = sizes[z, 1] / total[z]
            weighted += size * rates[z, t] * (1 / score if t else -1 / (1 - score))
        return weighted / n

    rows = "\n".join(
        f"| {'severe' if z else 'mild'} | {'yes' if t else 'no'} | {sizes[z, t]} |"
        f" {round(sizes[z, t] * rates[z, t])} |"
        for z, t in sorted(sizes)
    )
    return number(
        "Within each severity the treatment is as good as random (as the doctors chose it by"
        f" severity alone):\n\n| severity | treated | patients | recovered |\n|---|---|---|---|\n"
        f"{rows}\n\nWhat is the average treatment effect on the probability of recovery in this"
        " population? Three decimals.",
        value, again=again, tol=0.002,
        solution=f"Effects: mild {gaps[0]:.2f}, severe {gaps[1]:.2f}. Weighted with the shares"
        f" {total[0]}/{n} and {total[1]}/{n}: {value:.4f}. The crude difference is {crude:.4f}.",
        mistakes=[
            (crude, "That is the crude difference: severity decided the treatment and confounds"
             " it. Compare within severity and average."),
            ((gaps[0] + gaps[1]) / 2, "Weight the strata by their share of the population."),
            (sum(sizes[z, 1] * gaps[z] for z in (0, 1)) / treated,
             "Weighted by the treated only, that is the effect on the treated."),
        ],
    )  # fmt: skip


@question("outcomes-bounds", "Bounds without assumptions", ABOUT, skill="derive", minutes=5,
          difficulty=0.8)  # fmt: skip
def bounds(rng: Rng) -> Variant:
    """The interval for the average effect of a binary outcome with no assumption at all."""
    share = float(rng.integers(20, 81)) / 100
    p1, p0 = (float(x) / 100 for x in rng.integers(15, 90, 2))
    low1, high1 = p1 * share, p1 * share + 1 - share
    low0, high0 = p0 * (1 - share), p0 * (1 - share) + share
    low, high = low1 - high0, high1 - low0

    def again() -> tuple[float, float]:
        # go through all values of the four unseen means at their extremes
        found = []
        for missing1 in (0.0, 1.0):
            for missing0 in (0.0, 1.0):
                mean1 = share * p1 + (1 - share) * missing1
                mean0 = (1 - share) * p0 + share * missing0
                found.append(mean1 - mean0)
        return min(found), max(found)

    naive = p1 - p0
    return interval(
        f"Of the customers, {100 * share:.0f} % chose to join a programme. Of those who joined,"
        f" {100 * p1:.0f} % renewed; of the others, {100 * p0:.0f} %. Nothing is assumed about why"
        " they joined. Between which bounds must the average effect of joining on the probability"
        " of renewal lie? Write low and high, three decimals.",
        low, high, again=again,
        solution=f"$E[Y(1)]$ lies in $[{low1:.4f}, {high1:.4f}]$ (the unseen part is 0 to 1),"
        f" $E[Y(0)]$ in $[{low0:.4f}, {high0:.4f}]$. The difference lies in"
        f" $[{low:.4f}, {high:.4f}]$, of width 1: without assumptions the sign is never known.",
        mistakes=[
            ((-1.0, 1.0), "The observed halves narrow it down to width 1: each unit shows one of"
             " its potential outcomes."),
            ((naive - 0.5, naive + 0.5), "The interval has width 1 but is not centred at the naive"
             " difference: bound both means one by one."),
            ((min(low1 - low0, high1 - high0), max(low1 - low0, high1 - high0)),
             "For the extremes combine the low end of one mean with the high end of the other."),
        ],
    )  # fmt: skip


@question("outcomes-compliers", "The effect on compliers", ABOUT, skill="compute", minutes=5,
          difficulty=0.5)  # fmt: skip
def compliers(rng: Rng) -> Variant:
    """The Wald estimate from an experiment with one-sided or two-sided noncompliance."""
    took, others = float(rng.integers(45, 90)) / 100, float(rng.choice([0, 0.05, 0.1, 0.2]))
    effect = float(rng.integers(4, 20))
    base = float(rng.integers(30, 60))
    up = round((took - others) * effect + base, 1)
    value = (up - base) / (took - others)

    def again() -> float:
        # intention to treat is a mixture: always- and never-takers contribute nothing
        share = {"always": others, "never": 1 - took}
        return (up - base) / (1 - sum(share.values()))

    return number(
        f"Students were randomly invited to a course. Of the invited, {100 * took:.0f} % took it,"
        f" of the others {100 * others:.0f} %. The mean score was {up:g} among the invited and"
        f" {base:g} among the others. The invitation matters only through the course, and nobody"
        " takes the course just because they were not invited. What is the average effect of the"
        " course on those whom the invitation moved to take it (the compliers)? Two decimals.",
        value, again=again, tol=0.02,
        solution=f"The invitation raised the mean by {up - base:.1f} and the uptake by"
        f" {took - others:.2f}; always- and never-takers do not change, so the compliers' effect is"
        f" {up - base:.1f}/{took - others:.2f} = {value:.2f}.",
        mistakes=[
            (up - base, "That is the effect of the invitation; it is diluted by those whom it did"
             " not move."),
            ((up - base) / took, "The others took the course too in part: divide by the difference"
             " of the uptakes."),
            ((up - base) * (took - others), "The invitation's effect is the compliers' effect times"
             " their share: divide, not multiply."),
        ],
    )  # fmt: skip


_FAILS = {
    "interference": ("no interference between units",
                     "treated units change the outcomes of the untreated ones"),
    "versions": ("consistency: one well-defined treatment",
                 "the same label covers several treatments with different effects"),
    "positivity": ("positivity (overlap)",
                   "for some kind of unit one of the treatments never occurs"),
    "confounding": ("ignorability given the covariates",
                    "something that drives both treatment and outcome was not recorded"),
}  # fmt: skip
_STUDIES = (
    ("interference", "Half of the drivers in a city, picked by lot, get a bonus for rides; the"
     " drivers without it lose rides to those with it."),
    ("interference", "Pupils are vaccinated by lot, pupil by pupil, in {n} classes; infections of"
     " all pupils are compared."),
    ("interference", "Sellers in a market with fixed demand are shown a price hint by lot; sales"
     " of both groups are compared over {n} days."),
    ("versions", "'Exercise' is self-reported by {n} people and covers anything from a walk to"
     " marathon training; allocation by lot to 'exercise' left the kind open."),
    ("versions", "'Lost ten kilos' is compared with 'did not', whether by diet, surgery or"
     " illness, with rich health records of {n} people."),
    ("versions", "{n} hospitals were assigned by lot to 'use an AI tool'; each chose its own"
     " product and its own way of using it."),
    ("positivity", "By guideline all patients over 80 get the drug; among {n} records, which hold"
     " everything the doctors saw, not one over 80 is untreated."),
    ("positivity", "The discount went automatically to every basket above a limit and to none"
     " below; basket size is the only covariate, {n} baskets."),
    ("positivity", "Loans below a score of 500 are always refused; the effect of a loan on all {n}"
     " applicants is asked, and the score is recorded."),
    ("confounding", "Among {n} patients of all ages both treatments are common; doctors also looked"
     " at frailty, which affects survival and is not in the file."),
    ("confounding", "{n} users chose the new design themselves; keen users chose it more often and"
     " stay longer, and keenness was not measured."),
    ("confounding", "Firms applied for a subsidy as they pleased, at all sizes ({n} firms); the"
     " drive of their managers was not recorded."),
)  # fmt: skip


@question("outcomes-which-assumption", "Which assumption fails", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.2)  # fmt: skip
def which_assumption(rng: Rng) -> Variant:
    """Name the identifying assumption that a study breaks."""
    key, story = _STUDIES[int(rng.integers(len(_STUDIES)))]
    told = story.format(n=int(rng.integers(12, 90)) * 10)

    def again() -> str:
        signs = {
            "positivity": ("not one", "none below", "always refused"),
            "confounding": ("not in the file", "not measured", "not recorded"),
            "versions": ("covers anything", "whether by", "its own way"),
        }
        for name, words in signs.items():
            if any(word in told for word in words):
                return _FAILS[name][0]
        return _FAILS["interference"][0]

    return choose(
        rng,
        f"{told} Which assumption for a causal effect fails most plainly?",
        _FAILS[key][0],
        [(text, f"It would fail if {what}; the study points at something else.")
         for name, (text, what) in _FAILS.items() if name != key],
        again=again,
        solution=f"Here {_FAILS[key][1]}: that breaks {_FAILS[key][0]}.",
    )  # fmt: skip
