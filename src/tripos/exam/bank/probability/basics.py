"""Events, conditioning and Bayes' rule."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

AXIOMS = "probability-axioms"
CONDITIONAL = "conditional-probability"
BAYES = "bayes-rule"


@question("axioms-collision", "A collision of buckets", AXIOMS, skill="compute", minutes=3)
def collision(rng: Rng) -> Variant:
    """The probability that a few hashed features share a bucket."""
    k, n = int(rng.integers(3, 9)), int(rng.integers(10, 120))
    value = 1 - math.prod(1 - i / n for i in range(k))
    pairs = k * (k - 1) / 2 / n

    def again() -> float:
        return 1 - math.comb(n, k) * math.factorial(k) / float(n) ** k

    return number(
        f"{k} features are hashed independently and uniformly into {n} buckets. What is the"
        " probability that at least two share a bucket (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"All different: $\\prod_{{i=0}}^{{{k - 1}}} (1 - i/{n}) = {1 - value:.5f}$. The"
        f" complement is {value:.4f}.",
        mistakes=[
            (1 - value, "That is the probability of no collision."),
            (pairs, "Adding up over pairs counts outcomes with several collisions repeatedly."),
            (1 - (1 - 1 / n) ** (k - 1), "That is a collision with one given feature only."),
            (1 - (1 - 1 / n) ** (k * (k - 1) // 2), "Pairs are not independent: multiply along."),
        ],
    )  # fmt: skip


@question("axioms-inclusion-exclusion", "At least one of three faults", AXIOMS, skill="derive",
          minutes=4, difficulty=0.2)  # fmt: skip
def inclusion_exclusion(rng: Rng) -> Variant:
    """Exactly one of three overlapping events, from counts."""
    regions = {key: int(v) for key, v in zip(
        ["a", "b", "c", "ab", "ac", "bc", "abc"], rng.integers(3, 40, 7), strict=True)}  # fmt: skip
    regions["abc"] = int(rng.integers(1, 12))
    size = {key: sum(v for name, v in regions.items() if set(key) <= set(name))
            for key in regions}  # fmt: skip
    total = (sum(regions.values()) // 100 + 1) * 100
    value = regions["a"] + regions["b"] + regions["c"]
    singles, doubles = size["a"] + size["b"] + size["c"], size["ab"] + size["ac"] + size["bc"]

    def again() -> float:
        return (singles - 2 * doubles + 3 * size["abc"]) / total

    return number(
        f"Of {total} records, {size['a']} lack the age, {size['b']} the income, {size['c']} the"
        f" postcode; {size['ab']} lack age and income, {size['ac']} age and postcode,"
        f" {size['bc']} income and postcode, and {size['abc']} all three. One record is drawn at"
        " random. What is the probability that it lacks exactly one of the three (three decimals)?",
        value / total, again=again, tol=0.0011,
        solution=f"Exactly one: singles less twice the pairs plus three times the triple:"
        f" $({singles} - 2 \\cdot {doubles} + 3 \\cdot {size['abc']})/{total} = {value}/{total}$.",
        mistakes=[
            ((singles - doubles + size["abc"]) / total, "That is at least one of the three."),
            (singles / total, "Records with several gaps are counted several times."),
            ((singles - doubles) / total, "Pairs must be taken out of both of their events."),
            ((singles - 2 * doubles) / total, "The triple was subtracted too often: add it back."),
        ],
    )  # fmt: skip


@question("axioms-draw-without", "A balanced draw", AXIOMS, skill="compute", minutes=3)
def draw_without(rng: Rng) -> Variant:
    """A hypergeometric probability for a random validation set."""
    total, good = int(rng.integers(12, 25)), int(rng.integers(3, 8))
    size = int(rng.integers(4, 8))
    hits = int(rng.integers(1, 3))
    value = math.comb(good, hits) * math.comb(total - good, size - hits) / math.comb(total, size)

    def again() -> float:
        # place by place: the chance of one order, times the number of orders
        chance = 1.0
        for at in range(size):
            left = total - at
            chance *= (good - at) / left if at < hits else (total - good - at + hits) / left
        return chance * math.comb(size, hits)

    p = good / total
    return number(
        f"Of {total} patients {good} are positive. A validation set of {size} patients is drawn at"
        f" random without replacement. What is the probability that it holds exactly {hits}"
        " positive (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"$\\binom{{{good}}}{{{hits}}} \\binom{{{total - good}}}{{{size - hits}}} /"
        f" \\binom{{{total}}}{{{size}}} = {value:.4f}$.",
        mistakes=[
            (math.comb(size, hits) * p**hits * (1 - p) ** (size - hits),
             "That is with replacement; here nobody is drawn twice."),
            (value / math.comb(size, hits), "Positives may come at any place in the draw."),
            (p * hits, "Count the favourable sets and divide by all sets."),
        ],
    )  # fmt: skip


@question("conditional-table", "Reading a conditional probability", CONDITIONAL, skill="read",
          minutes=2, difficulty=-0.4)  # fmt: skip
def from_table(rng: Rng) -> Variant:
    """One of four conditional probabilities from a table of counts."""
    n = rng.integers(8, 150, (2, 2))
    while len(set(n.ravel().tolist())) < 4:
        n = rng.integers(8, 150, (2, 2))
    rows, cols = ["churned", "stayed"], ["used the app", "used the web"]
    i, j = int(rng.integers(0, 2)), int(rng.integers(0, 2))
    given_column = bool(rng.integers(0, 2))
    by_column, by_row = n[i, j] / n[:, j].sum(), n[i, j] / n[i].sum()
    value = by_column if given_column else by_row
    asked = f"{rows[i]}, given that they {cols[j]}"
    if not given_column:
        asked = f"{cols[j]}, given that they {rows[i]}"

    def again() -> float:
        joint = n / n.sum()
        base = joint.sum(0)[j] if given_column else joint.sum(1)[i]
        return float(joint[i, j] / base)

    body = [[name, *map(int, n[k])] for k, name in enumerate(rows)]
    return number(
        f"Customers in a month:{table(['', *cols], body)}What is the probability that a random"
        f" customer {asked} (three decimals)?",
        float(value), again=again, tol=0.0011,
        solution=f"Restrict to the condition and take the share there: {n[i, j]} of"
        f" {n[:, j].sum() if given_column else n[i].sum()} gives {value:.4f}.",
        mistakes=[
            (float(by_row if given_column else by_column),
             "That conditions the other way round: the condition sets the denominator."),
            (float(n[i, j] / n.sum()), "That is the joint probability; divide by the condition."),
            (float(1 - value), "That is the complement."),
        ],
    )  # fmt: skip


_KINDS = (
    "independent given the group, but not overall", "independent given the group and overall",
    "not independent given the group",
)  # fmt: skip


@question("conditional-dependence", "Independent or only given the group", CONDITIONAL,
          skill="diagnose", minutes=5, difficulty=0.6)  # fmt: skip
def dependence(rng: Rng) -> Variant:
    """Marginal and conditional independence of two tests, decided from probabilities."""
    kind = int(rng.integers(0, 3))
    while True:
        p = Fraction(int(rng.integers(2, 9)), 10)
        a1, a0 = (Fraction(int(v), 10) for v in rng.choice(np.arange(1, 10), 2, replace=False))
        b1, b0 = (Fraction(int(v), 10) for v in rng.choice(np.arange(1, 10), 2, replace=False))
        if kind == 1:
            b0 = b1
        ab1, ab0 = a1 * b1, a0 * b0
        if kind == 2:
            ab1 += Fraction(1, 20)
        a, b = p * a1 + (1 - p) * a0, p * b1 + (1 - p) * b0
        joint = p * ab1 + (1 - p) * ab0
        inside = ab1 <= min(a1, b1) and a1 + b1 - ab1 <= 1
        if inside and (joint == a * b) == (kind == 1) and abs(joint - a * b) != Fraction(1, 1000):
            break
    names = _KINDS
    said = [
        "Compute both products: within the groups, and overall by total probability.",
        "Overall the joint probability is not the product of the marginal ones.",
        "In each group the joint probability equals the product.",
    ]

    def again() -> str:
        cells = {}
        for g, x, y in itertools.product((1, 0), repeat=3):
            share, one, two, both = (p, a1, b1, ab1) if g else (1 - p, a0, b0, ab0)
            part = {(1, 1): both, (1, 0): one - both, (0, 1): two - both,
                    (0, 0): 1 - one - two + both}  # fmt: skip
            cells[g, x, y] = share * part[x, y]
        within = all(
            cells[g, 1, 1] * cells[g, 0, 0] == cells[g, 1, 0] * cells[g, 0, 1] for g in (0, 1)
        )
        flat = {(x, y): cells[0, x, y] + cells[1, x, y] for x in (0, 1) for y in (0, 1)}
        whole = flat[1, 1] * flat[0, 0] == flat[1, 0] * flat[0, 1]
        return names[2] if not within else names[1] if whole else names[0]

    body = [[g, *(f"{float(v):g}" for v in row)]
            for g, row in (("1", (p, a1, b1, ab1)), ("0", (1 - p, a0, b0, ab0)))]  # fmt: skip
    return choose(
        rng,
        "Two alarms A and B watch machines of two groups."
        + table(["group", "share", "P(A)", "P(B)", "P(A and B)"], body)
        + "The last three columns hold within the group. What is true of A and B?",
        names[kind], [(n, said[k]) for k, n in enumerate(names) if k != kind], again=again,
        solution=f"Within groups: {float(a1):g} · {float(b1):g} = {float(a1 * b1):g} against"
        f" {float(ab1):g}, and {float(a0):g} · {float(b0):g} = {float(a0 * b0):g} against"
        f" {float(ab0):g}. Overall: P(A) P(B) = {float(a * b):.5g} against {float(joint):.5g}."
        f" So they are {names[kind]}.",
    )  # fmt: skip


@question("conditional-chain", "Survival through a pipeline", CONDITIONAL, skill="derive",
          minutes=3)  # fmt: skip
def chain(rng: Rng) -> Variant:
    """Which stage a failure came from, given that the pipeline failed."""
    p = [int(v) / 100 for v in rng.integers(3, 30, 3)]
    at = int(rng.integers(1, 3))
    reach = math.prod(1 - v for v in p[:at])
    fails = 1 - math.prod(1 - v for v in p)
    value = reach * p[at] / fails

    def again() -> float:
        found = {0: 0.0, 1: 0.0, 2: 0.0}
        for outcome in itertools.product((0, 1), repeat=3):
            weight = math.prod(v if bad else 1 - v for v, bad in zip(p, outcome, strict=True))
            if any(outcome):
                found[outcome.index(1)] += weight
        return found[at] / sum(found.values())

    return number(
        f"A job passes three stages; each fails, if it is reached, with probability {p[0]:g},"
        f" {p[1]:g} and {p[2]:g}, and a failure stops the job. A job failed. What is the"
        f" probability that stage {at + 1} stopped it (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Stage {at + 1} stops it with probability {reach:.4f} · {p[at]:g} ="
        f" {reach * p[at]:.5f}; any failure has probability {fails:.5f}. The ratio is {value:.4f}.",
        mistakes=[
            (reach * p[at], "Divide by the probability that the job failed at all."),
            (p[at] / sum(p), "Later stages are reached less often: weight by reaching them."),
            (p[at] / fails, "The stage must be reached first."),
            (p[at], "That is the failure rate if the stage is reached."),
        ],
    )  # fmt: skip


@question("bayes-precision-of-alarm", "How often an alarm is right", BAYES, skill="compute",
          minutes=3)  # fmt: skip
def precision_of_alarm(rng: Rng) -> Variant:
    """The posterior probability of fraud after an alarm."""
    base = int(rng.integers(2, 40)) / 1000
    hit, false = int(rng.integers(75, 99)) / 100, int(rng.integers(1, 12)) / 100
    value = base * hit / (base * hit + (1 - base) * false)

    def again() -> float:
        odds = base / (1 - base) * hit / false
        return odds / (1 + odds)

    return number(
        f"{base:.1%} of transactions are fraudulent. A detector flags {hit:.0%} of the fraudulent"
        f" and {false:.0%} of the honest ones. A transaction is flagged. What is the probability"
        " that it is fraudulent (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Of 100000 transactions {base * 1e5:.0f} are fraudulent, {base * hit * 1e5:.0f}"
        " of"
        f" them flagged; of the honest {(1 - base) * false * 1e5:.0f} are flagged. The share is"
        f" {value:.4f}.",
        mistakes=[
            (hit, "That is P(flag | fraud); the question asks for P(fraud | flag)."),
            (1 - false, "That is the share of honest ones not flagged."),
            (base * hit, "Divide by the probability of a flag."),
            (hit / (hit + false), "The base rate was left out."),
        ],
    )  # fmt: skip


@question("bayes-two-signals", "Two pieces of evidence", BAYES, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def two_signals(rng: Rng) -> Variant:
    """The posterior after a positive and a negative result that are independent given the class."""
    base = int(rng.integers(5, 40)) / 100
    s1, f1 = int(rng.integers(70, 98)) / 100, int(rng.integers(3, 25)) / 100
    s2, f2 = int(rng.integers(60, 95)) / 100, int(rng.integers(5, 30)) / 100
    yes, no = base * s1 * (1 - s2), (1 - base) * f1 * (1 - f2)
    value = yes / (yes + no)

    def again() -> float:
        first = base * s1 / (base * s1 + (1 - base) * f1)
        odds = first / (1 - first) * (1 - s2) / (1 - f2)
        return odds / (1 + odds)

    return number(
        f"{base:.0%} of messages are spam. Filter 1 flags {s1:.0%} of spam and {f1:.0%} of other"
        f" mail, filter 2 flags {s2:.0%} and {f2:.0%}; given the class they err independently."
        " Filter 1 flags a message, filter 2 does not. What is the probability of spam (three"
        " decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Spam: {base:g} · {s1:g} · {1 - s2:.2f} = {yes:.5f}. Other: {1 - base:.2f} ·"
        f" {f1:g} · {1 - f2:.2f} = {no:.5f}. The posterior is {value:.4f}.",
        mistakes=[
            (base * s1 / (base * s1 + (1 - base) * f1), "The silence of filter 2 is evidence too."),
            (base * s1 * s2 / (base * s1 * s2 + (1 - base) * f1 * f2),
             "Filter 2 did not flag it: use the complements."),
            (s1 * (1 - s2) / (s1 * (1 - s2) + f1 * (1 - f2)), "The base rate was left out."),
            (yes, "Divide by the probability of this evidence."),
        ],
    )  # fmt: skip


@question("bayes-needed-specificity", "How specific must a test be", BAYES, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def needed_specificity(rng: Rng) -> Variant:
    """The largest false-positive rate that still gives a wanted precision."""
    base, hit = int(rng.integers(2, 60)) / 1000, int(rng.integers(70, 99)) / 100
    want = float(rng.choice([0.5, 0.6, 0.7, 0.75, 0.8, 0.9]))
    value = base * hit * (1 - want) / want / (1 - base)

    def again() -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            f = (low + high) / 2
            good = base * hit / (base * hit + (1 - base) * f) >= want
            low, high = (f, high) if good else (low, f)
        return 100 * low

    return number(
        f"A defect occurs in {base:.1%} of parts; a detector finds {hit:.0%} of the defects. An"
        " alarm"
        f" should be right with probability {want:g} at least. What is the largest false-positive"
        " rate allowed, in per cent (three significant digits)?",
        100 * value, again=again, rel=0.006,
        solution="Posterior odds = prior odds times likelihood ratio:"
        f" ${want:g}/{1 - want:.2f} = \\frac{{{base:g}}}{{{1 - base:g}}} \\cdot"
        f" \\frac{{{hit:g}}}{{f}}$, so $f = {value:.5f}$.",
        mistakes=[
            (100 * (1 - want), "That is the share of false alarms, not the false-positive rate."),
            (100 * base * hit * (1 - want) / want, "False positives come from the good parts"
             " only."),
            (100 * (1 - value), "That is the specificity."),
            (100 * hit * (1 - want) / want, "The base rate was left out."),
        ],
    )  # fmt: skip
