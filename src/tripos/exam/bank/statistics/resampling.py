"""Bootstrap and permutation tests."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, interval, number
from tripos.exam.question import Rng, Variant, question

BOOTSTRAP = "bootstrap"
PERMUTATION = "permutation-tests"


@question("bootstrap-exact-se", "The exact bootstrap standard error", BOOTSTRAP, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def exact_se(rng: Rng) -> Variant:
    """The ideal bootstrap standard error of a mean, without resampling."""
    while True:
        x = [int(v) for v in rng.integers(1, 40, int(rng.integers(4, 6)))]
        if np.std(x) > 3:
            break
    n = len(x)
    value = float(np.std(x)) / math.sqrt(n)

    def again() -> float:
        return float(np.std([sum(one) / n for one in itertools.product(x, repeat=n)]))

    return number(
        f"The sample is {', '.join(map(str, x))}. What does the bootstrap standard error of the"
        " mean"
        " tend to as the number of resamples grows (three decimals)?",
        value, again=again, tol=0.0011,
        solution="A resample draws independently from the sample, whose variance has divisor n:"
        f" $\\sqrt{{\\sum (x_i - \\bar x)^2}}/n = {value:.4f}$.",
        mistakes=[
            (float(np.std(x, ddof=1)) / math.sqrt(n), "The empirical distribution has the divisor"
             " n, not n - 1: the bootstrap is slightly too small."),
            (float(np.std(x)), "That is the spread of single values; a mean varies less."),
            (0.0, "More resamples remove simulation noise, not the sampling error itself."),
        ],
    )  # fmt: skip


@question("bootstrap-left-out", "Chance of a value in a resample", BOOTSTRAP, skill="compute",
          minutes=3)  # fmt: skip
def left_out(rng: Rng) -> Variant:
    """The probability that a resample holds the maximum, or holds neither of two rows."""
    n = int(rng.integers(4, 40))
    k = int(rng.integers(1, 4))
    inside = bool(rng.integers(0, 2))
    none = (1 - k / n) ** n
    value = 1 - none if inside else none

    def again() -> float:
        chance = 1.0
        for _ in range(n):
            chance *= (n - k) / n
        exact = sum(math.comb(n, j) * (k / n) ** j * (1 - k / n) ** (n - j)
                    for j in range(1, n + 1))  # fmt: skip
        return exact if inside else chance

    asked = "at least one copy of" if inside else "no copy of"
    rows, them = (f"{k} of the {n} rows are", "any of them") if k > 1 else (
        f"one of the {n} rows is", "it")  # fmt: skip
    return number(
        f"In a data set {rows} mislabelled. A bootstrap resample of size {n} is drawn. What is the"
        f" probability that it holds {asked} {them}"
        " (three decimals)?",
        value, again=again, tol=0.0011,
        solution=f"Each of {n} draws misses them with probability {n - k}/{n}; all miss with"
        f" probability $(1 - {k}/{n})^{{{n}}} = {none:.4f}$, near $e^{{-{k}}}$. Answer:"
        f" {value:.4f}.",
        mistakes=[
            (1 - value, "That is the complement."),
            (1 - math.exp(-k) if inside else math.exp(-k), "That is the limit for large n."),
            (k / n if inside else 1 - k / n, "That is for a single draw; there are n."),
        ],
    )  # fmt: skip


@question("bootstrap-basic-interval", "Percentile and basic interval", BOOTSTRAP, skill="read",
          minutes=3, difficulty=0.2)  # fmt: skip
def basic_interval(rng: Rng) -> Variant:
    """The percentile or basic bootstrap interval from quantiles of resampled estimates."""
    estimate = int(rng.integers(40, 200)) / 10
    down, up = int(rng.integers(8, 40)) / 10, int(rng.integers(8, 60)) / 10
    while abs(down - up) < 0.5:
        up = int(rng.integers(8, 60)) / 10
    low, high = round(estimate - down, 1), round(estimate + up, 1)
    inner = (round(estimate - 0.8 * down, 2), round(estimate + 0.8 * up, 2))
    basic = bool(rng.integers(0, 2))
    ends = (2 * estimate - high, 2 * estimate - low) if basic else (low, high)

    def again() -> tuple[float, float]:
        errors = np.array([low, high]) - estimate
        found = estimate - errors[::-1] if basic else estimate + errors
        return float(found[0]), float(found[1])

    name = "basic (reflected)" if basic else "percentile"
    row = [f"{low:g}", f"{inner[0]:g}", f"{estimate:g}", f"{inner[1]:g}", f"{high:g}"]
    return interval(
        f"An estimate is {estimate:g}. The resampled estimates have these quantiles:"
        + table(["2.5%", "5%", "50%", "95%", "97.5%"], [row])
        + f"Give the 95% {name} bootstrap interval.",
        *ends, again=again,
        solution="The percentile interval takes the quantiles themselves; the basic one takes their"
        " distances from the estimate as errors and reflects them:"
        f" $[2\\hat\\theta - q_{{97.5}}, 2\\hat\\theta - q_{{2.5}}]$. Here {ends[0]:g} to"
        f" {ends[1]:g}.",
        mistakes=[
            ((low, high) if basic else (2 * estimate - high, 2 * estimate - low),
             "That is the other kind of interval."),
            (inner, "Those quantiles give a 90% interval."),
            ((2 * estimate - inner[1], 2 * estimate - inner[0]), "Those give a 90% interval."),
        ],
    )  # fmt: skip


@question("permutation-exact-p", "An exact permutation p-value", PERMUTATION, skill="compute",
          minutes=5)  # fmt: skip
def exact_p(rng: Rng) -> Variant:
    """The one-sided permutation p-value for two small groups."""
    while True:
        x = [int(v) for v in rng.choice(np.arange(1, 40), 6, replace=False)]
        sums = [sum(one) for one in itertools.combinations(x, 3)]
        hits = sum(v >= sum(x[:3]) for v in sums)
        if 1 <= hits <= 6:
            break
    value = hits / 20

    def again() -> float:
        gap = np.mean(x[:3]) - np.mean(x[3:])
        count, total = 0, 0
        for labels in itertools.product((0, 1), repeat=6):
            if sum(labels) == 3:
                mask = np.array(labels) == 1
                total += 1
                apart = np.array(x)[mask].mean() - np.array(x)[~mask].mean()
                count += int(apart >= gap - 1e-9)
        return count / total

    return number(
        f"Treated: {', '.join(map(str, x[:3]))}. Control: {', '.join(map(str, x[3:]))}. What is the"
        " exact one-sided permutation p-value for a larger mean under treatment?",
        value, again=again, tol=0.001,
        solution=f"There are $\\binom63 = 20$ ways to label. The treated sum {sum(x[:3])} is"
        " reached"
        f" or exceeded by {hits} of them (the observed one included): {hits}/20.",
        mistakes=[
            ((hits - 1) / 20, "The observed labelling counts as one of the twenty."),
            (2 * value, "That is two-sided."),
            (hits / 720, "Orders within a group do not matter: there are 20 labellings."),
            (1 - value, "Count labellings at least as extreme as the observed one."),
        ],
    )  # fmt: skip


@question("permutation-least-p", "The smallest possible p-value", PERMUTATION, skill="derive",
          minutes=3, difficulty=0.3)  # fmt: skip
def least_p(rng: Rng) -> Variant:
    """The smallest p-value of an exact test of a given design."""
    design = int(rng.integers(0, 3))
    n, m = int(rng.integers(3, 9)), int(rng.integers(3, 9))
    resamples = int(rng.choice([99, 199, 499, 999, 1999]))
    texts = [
        f"An exact one-sided permutation test compares {n} treated and {m} control units with"
        " different values.",
        f"An exact one-sided sign-flip test uses {n} paired differences, none of them zero.",
        f"A one-sided permutation test of {n + 20} against {m + 20} units draws {resamples} random"
        " relabellings and reports (1 + hits)/(1 + draws).",
    ]
    value = [1 / math.comb(n + m, n), 2.0**-n, 1 / (resamples + 1)][design]

    def again() -> float:
        if design == 0:
            return 1 / sum(1 for _ in itertools.combinations(range(n + m), m))
        if design == 1:
            return 1 / sum(1 for _ in itertools.product((0, 1), repeat=n))
        return (1 + 0) / (1 + len(range(resamples)))

    return number(
        f"{texts[design]} What is the smallest p-value that it can report (three significant"
        " digits)?",
        value, again=again, rel=0.01, digits=7,
        solution="The smallest value is one over the number of equally likely arrangements that the"
        f" test considers, the observed one included: {value:.6g}.",
        mistakes=[
            (0.0, "The observed arrangement itself always counts."),
            (2 * value, "That is two-sided."),
            (1 / resamples if design == 2 else 1 / math.factorial(n), "Count the arrangements: the"
             " observed one is among them and order within groups does not matter."),
            (2.0 ** -(n + m), "Group sizes are fixed: not every labelling is possible."),
        ],
    )  # fmt: skip


def _designs(n: int, k: int) -> list[tuple[str, str]]:
    """Designs and the key of the fitting shuffle."""
    return [
        (f"{n} patients were measured before and after a treatment", "pairs"),
        (f"two models were scored on the same {n} data sets", "pairs"),
        (f"{n} tasters rated both recipes, in random order", "pairs"),
        (
            f"whole classes, {k} in all, were randomised to two curricula; {n} pupils a class are"
            " tested",
            "clusters",
        ),
        (
            f"{k} cities were randomised to two prices; {n * 10} sales a city are recorded",
            "clusters",
        ),
        (
            f"{k} servers were randomised to two settings; {n * 100} latencies a server are logged",
            "clusters",
        ),
        (f"{n * 2} users were randomised one by one to two layouts; each gives one value", "free"),
        (
            f"{n * 2} plots were randomised one by one to two fertilisers; each gives one yield",
            "free",
        ),
        (f"{n * 2} mice in {k} litters were randomised within each litter to two diets", "blocks"),
        (f"users of {k} countries were randomised within each country to two texts", "blocks"),
    ]


@question("permutation-what-to-shuffle", "What may be shuffled", PERMUTATION, skill="choose",
          minutes=3, difficulty=0.4)  # fmt: skip
def what_to_shuffle(rng: Rng) -> Variant:
    """Which shuffle respects the exchangeability that a design gives."""
    n, k = int(rng.integers(6, 30)), int(rng.integers(3, 12))
    rows = _designs(n, k)
    story, key = rows[int(rng.integers(0, len(rows)))]
    ways = {
        "pairs": ("flip the labels within each pair at random",
                  "Flips within pairs need two values of the same unit."),
        "clusters": ("shuffle the labels of whole groups, keeping their members together",
                     "Members are kept together only if whole groups were randomised."),
        "free": ("shuffle the labels over all units freely",
                 "A free shuffle makes arrangements that the design could not have produced."),
        "blocks": ("shuffle the labels over units, but only within each group",
                   "That fits only if the randomisation was done inside each group."),
    }  # fmt: skip

    def again() -> str:
        within = "within each" in story
        one_by_one = "one by one" in story
        same_unit = any(word in story for word in ("before and after", "both", "the same"))
        for name, holds in (("blocks", within), ("free", one_by_one), ("pairs", same_unit)):
            if holds:
                return ways[name][0]
        return ways["clusters"][0]

    return choose(
        rng, f"The design: {story}. For a permutation test of no effect one should",
        ways[key][0], [way for name, way in ways.items() if name != key], again=again,
        solution="Shuffle exactly as the design could have assigned the labels, so that all"
        f" arrangements are equally likely without an effect: {ways[key][0]}.",
    )  # fmt: skip
