"""Splits, cross-validation and splits that mirror use."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

SPLIT = "train-test-split"
CROSS = "cross-validation"
GROUPED = "grouped-and-temporal-validation"

_SETS = {
    "train": Verdict("the training part only", "fitted",
                     "Training rows suffice only for what is fitted; this decision compares or"
                     " reports."),
    "valid": Verdict("the validation part, or cross-validation inside the training part",
                     "compared", "Validation data are for choices between fitted candidates."),
    "test": Verdict("the test part, once, after all choices", "reported",
                    "The test part is for the final report; any earlier use makes it a validation"
                    " set."),
    "fresh": Verdict("fresh data collected after the last look at the test part", "spent",
                     "New data are needed where the test part has already steered choices."),
}  # fmt: skip
_SET_SCENES = [
    Scene("The mean and standard deviation by which features are standardised are computed.",
          "fitted", "train", "They are fitted parameters like weights."),
    Scene("The vocabulary of a bag of words and its inverse document frequencies are built.",
          "fitted", "train", "A vocabulary is learned from data."),
    Scene("Missing ages are filled with a median.", "fitted", "train",
          "The median is an estimated parameter."),
    Scene("The number of epochs is chosen by early stopping.", "compared", "valid",
          "Stopping compares the models of successive epochs."),
    Scene("A decision threshold is tuned for the highest F1 of a fitted classifier.", "compared",
          "valid", "Thresholds are compared after fitting."),
    Scene("One of six architectures, all trained, is selected.", "compared", "valid",
          "A choice between fitted candidates."),
    Scene("The error of the final model is stated in the paper.", "reported", "test",
          "An unbiased figure needs data that informed no choice."),
    Scene("A customer asks for the error to be expected of the finished, frozen model.",
          "reported", "test", "Nothing more is chosen: the test part may be used."),
    Scene("After looking at the test error, the team changed the features three times and kept"
          " the best version; now they want an honest error.", "spent", "fresh",
          "The test part steered choices and its minimum is optimistic."),
    Scene("A benchmark's public test labels picked the winner of 400 submissions; the organisers"
          " want the winner's true error.", "spent", "fresh", "The winner was selected on it."),
]  # fmt: skip


@question("split-which-set", "Which set may decide", SPLIT, skill="choose", minutes=2)
def which_set(rng: Rng) -> Variant:
    """The part of the data that may inform a decision."""
    return judged(rng, _SET_SCENES, _SETS, "Which data should this use?")


@question("split-test-size", "How large a test set", SPLIT, skill="derive", minutes=4)
def test_size(rng: Rng) -> Variant:
    """The least size for a wanted half-width of the interval of an error rate."""
    p, half = int(rng.integers(3, 31)) / 100, int(rng.integers(5, 31)) / 1000
    exact = 1.96**2 * p * (1 - p) / half**2
    value = math.ceil(exact)

    def again() -> int:
        low, high = 1, 10**7
        while low < high:
            n = (low + high) // 2
            low, high = (low, n) if 1.96 * math.sqrt(p * (1 - p) / n) <= half else (n + 1, high)
        return low

    return number(
        f"An error rate of about {p * 100:g} % is to be known within plus or minus"
        f" {half * 100:g} percentage point{'s' * (half != 0.01)} (95 % normal interval, quantile"
        f" 1.96). How many"
        " independent test cases are needed at least?",
        value, again=again, rel=0, tol=1,
        solution=f"$n \\ge 1.96^2 \\cdot p(1-p)/h^2 = {exact:.1f}$, so {value}.",
        mistakes=[
            (math.ceil(p * (1 - p) / half**2), "Multiply the standard error by 1.96."),
            (math.ceil(1.96 * math.sqrt(p * (1 - p)) / half), "The half-width falls with the root"
             " of $n$: square."),
            (math.ceil(1.96**2 * 0.25 / half**2), "That is the worst case $p = 0.5$; here $p$ is"
             " known roughly."),
            (math.ceil(exact / 4), "The half-width is to either side, not the whole width."),
        ],
    )  # fmt: skip


@question("split-winners-optimism", "The optimism of the best of two", SPLIT, skill="derive",
          minutes=5, difficulty=0.8)  # fmt: skip
def winners_optimism(rng: Rng) -> Variant:
    """Expected validation accuracy of the better of two equally good models, exactly."""
    n, p = int(rng.integers(3, 7)), int(rng.integers(7, 19)) / 20
    pmf = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    cdf = np.cumsum(pmf)
    top = sum(1 - c**2 for c in cdf[:-1])
    value = top / n

    def again() -> float:
        return sum(a * b * max(i, j) for (i, a), (j, b) in
                   itertools.product(enumerate(pmf), enumerate(pmf))) / n  # fmt: skip

    return number(
        f"Two models both have the true accuracy {p:g}. Each is validated on its own {n}"
        " independent cases and the one with more right answers is kept. What is the expected"
        " validation accuracy of the one kept? Three decimals.",
        value, again=again, tol=0.001,
        solution="$E\\max = \\sum_{k \\ge 0} (1 - F(k)^2)$ with the binomial distribution function"
        f" $F$ = {', '.join(f'{c:.4f}' for c in cdf)}: {top:.4f} right answers, {value:.4f}. The"
        f" excess over {p:g} is the optimism of selection; a fresh test set has none.",
        mistakes=[
            (p, "That is the true accuracy; choosing the winner makes its score too high."),
            (2 * p - value, "That is the expected score of the loser."),
            (min(1.0, p + math.sqrt(p * (1 - p) / n)), "One standard error is a rule of thumb; sum"
             " over the distribution of the maximum."),
        ],
    )  # fmt: skip


@question("cross-one-standard-error", "The one-standard-error rule", CROSS, skill="read",
          minutes=4, difficulty=0.3)  # fmt: skip
def one_standard_error(rng: Rng) -> Variant:
    """Pick the simplest model within one standard error of the best."""
    while True:
        mean = np.sort(rng.integers(200, 300, 5))[::-1] / 10
        mean[4] = mean[3] + int(rng.integers(2, 20)) / 10
        sd = rng.integers(10, 60, 5) / 10
        k = int(rng.choice([4, 5, 10]))
        best = int(mean.argmin())
        limit = mean[best] + sd[best] / math.sqrt(k)
        wide = mean[best] + sd[best]
        pick = int(np.flatnonzero(mean <= limit)[0])
        clear = np.abs(mean - limit).min() > 0.1 and len(set(mean.tolist())) == 5
        if clear and pick < best and pick != int(np.flatnonzero(mean <= wide)[0]):
            break
    depths = [2, 3, 5, 8, 12]
    texts = [f"depth {d}" for d in depths]

    def again() -> str:
        gap = [(m - mean.min()) * math.sqrt(k) <= sd[best] for m in mean]
        return texts[gap.index(True)]

    def said(at: int) -> str:
        if at == best:
            return "That has the least error; the rule takes the simplest near it."
        if at == int(np.flatnonzero(mean <= wide)[0]):
            return "Divide the folds' standard deviation by the root of their number."
        return "Compare its mean with the best mean plus one standard error of the best."

    rows = [[d, f"{m:.1f}", f"{s:.1f}"] for d, m, s in zip(depths, mean, sd, strict=True)]
    return choose(
        rng, f"{k}-fold cross-validation of trees:" + table(
            ["depth", "mean error", "standard deviation over folds"], rows)
        + "Which depth does the one-standard-error rule choose?",
        texts[pick], [(texts[at], said(at)) for at in range(5) if at != pick], again=again,
        solution=f"Best: {texts[best]}, {mean[best]:g}. Its standard error is {sd[best]:g}"
        f" $/\\sqrt{{{k}}} = {sd[best] / math.sqrt(k):.3f}$, the limit {limit:.3f}. The smallest"
        f" tree below it: {texts[pick]}.",
    )  # fmt: skip


@question("cross-leave-one-out", "Leave-one-out of a constant", CROSS, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def constant_left_out(rng: Rng) -> Variant:
    """Leave-one-out mean squared error of predicting the mean."""
    y = rng.integers(0, 20, int(rng.integers(4, 7)))
    while y.std() < 2:
        y = rng.integers(0, 20, 5)
    n = len(y)
    train = float(((y - y.mean()) ** 2).mean())
    value = train * (n / (n - 1)) ** 2

    def again() -> float:
        return float(np.mean([(y[i] - np.delete(y, i).mean()) ** 2 for i in range(n)]))

    return number(
        f"The targets are {', '.join(map(str, y))} and the model predicts the mean of its training"
        " data. What is the leave-one-out mean squared error? Two decimals.",
        value, again=again, tol=0.006,
        solution=f"Without $y_i$ the mean is off by $y_i - \\bar y_{{-i}} = \\frac{{n}}{{n-1}}(y_i"
        f" - \\bar y)$, so the error is $(n/(n-1))^2$ times the training error: $({n}/{n - 1})^2"
        f" \\cdot {train:.4f} = {value:.4f}$.",
        mistakes=[
            (train, "That is the training error: each target helped to predict itself."),
            (train * n / (n - 1), "Each residual grows by $n/(n-1)$, its square by the square."),
            (train * (1 + 1 / n), "That is close to the true error of new data, not leave-one-out"
             " of these."),
        ],
    )  # fmt: skip


@question("cross-nested-fits", "The bill of nested cross-validation", CROSS, skill="compute",
          minutes=3)  # fmt: skip
def nested_fits(rng: Rng) -> Variant:
    """The number of fits in nested cross-validation with refits."""
    outer, inner = int(rng.integers(3, 11)), int(rng.integers(3, 9))
    a, b, seeds = int(rng.integers(2, 7)), int(rng.integers(2, 6)), int(rng.integers(1, 4))
    value = outer * (inner * a * b * seeds + 1) + inner * a * b * seeds + 1

    def again() -> int:
        def search() -> int:
            grid = itertools.product(range(a), range(b), range(seeds), range(inner))
            return sum(1 for _ in grid) + 1

        return sum(search() for _ in range(outer)) + search()

    return number(
        f"A grid of {a} penalties times {b} bandwidths, each with {seeds} random"
        f" seed{'s' * (seeds > 1)}, is"
        f" searched by {inner}-fold cross-validation; the best setting is then refitted once (one"
        f" seed) on all data of the search. The whole procedure is assessed by {outer}-fold outer"
        " cross-validation, and finally run once on all data for the model to ship. How many fits"
        " is that?",
        value, again=again, tol=0, rel=0,
        solution=f"One search costs ${inner} \\cdot {a} \\cdot {b} \\cdot {seeds} + 1 ="
        f" {inner * a * b * seeds + 1}$ fits. It runs {outer} times for the assessment and once"
        f" for the model: {value}.",
        mistakes=[
            (outer * (inner * a * b * seeds + 1), "The search on all data gives the model that"
             " ships: it is missing."),
            ((outer + 1) * inner * a * b * seeds, "Each search ends with a refit."),
            (outer + inner * a * b * seeds, "The inner search runs in every outer fold."),
        ],
    )  # fmt: skip


_PLANS = {
    "group": Verdict("folds that keep each group whole", "newgroup",
                     "Grouped folds mirror use on groups never seen; check whether use does that."),
    "time": Verdict("train on the past, validate on the following period", "future known",
                    "A split in time mirrors prediction of the future of known units."),
    "both": Verdict("hold out whole groups and only their later period", "future newgroup2",
                    "Both are needed only if new groups are predicted in a new period."),
    "gap": Verdict("split in time with a gap as long as the label's horizon", "overlap",
                   "A gap is needed where training labels reach into the validation period."),
    "random": Verdict("stratified random folds", "iid",
                      "Random folds presume independent rows and use on the same population."),
}  # fmt: skip
_PLAN_SCENES = [
    Scene("Each of 300 patients has 20 X-ray images; the model will read images of new patients.",
          "newgroup", "group", "Images of a patient resemble one another; use is on new patients."),
    Scene("Ten speakers recorded 500 words each; users will be other speakers.", "newgroup",
          "group", "The speaker is the group and use is on new ones."),
    Scene("Sentences stem from 40 newspapers; the tagger will be used on other newspapers.",
          "newgroup", "group", "Sentences of a paper share style."),
    Scene("Daily sales of the same 50 shops are forecast one day ahead, every day; the label is"
          " the next day's sales.", "future known", "time", "The shops are known, the days are"
          " new."),
    Scene("Next hour's load of a known grid is forecast from earlier loads.", "future known",
          "time", "Validation must lie after training."),
    Scene("A model trained on this year's shops forecasts next year's sales of shops that have not"
          " opened yet.", "future newgroup2", "both", "Shop and period are both new in use."),
    Scene("Churn in the coming year is predicted for firms that become customers next year.",
          "future newgroup2", "both", "Customer and period are both new in use."),
    Scene("Each day's label is the return over the following 20 days; the model is used daily.",
          "overlap", "gap", "Labels of the last 20 training days look into the validation period."),
    Scene("A label says whether a machine fails within 30 days; rows are days, and validation"
          " follows training.", "overlap", "gap", "Late training labels are decided by the"
          " validation period."),
    Scene("One row for each of 50 000 unrelated applicants of one month; use is on more applicants"
          " of this kind in the same weeks.", "iid", "random", "Rows are independent and use is on"
          " the same population."),
]  # fmt: skip


@question("grouped-which-plan", "A split that mirrors use", GROUPED, skill="choose", minutes=2)
def which_plan(rng: Rng) -> Variant:
    """Choose the split for repeated, clustered or ordered data."""
    return judged(rng, _PLAN_SCENES, _PLANS, "Which validation mirrors the use?", 5)


@question("grouped-leaking-share", "How many groups leak", GROUPED, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def leaking_share(rng: Rng) -> Variant:
    """The chance that a test row has a sibling in training under a random split."""
    k, share = int(rng.integers(2, 9)), float(rng.choice([0.1, 0.2, 0.25, 0.3, 0.4, 0.5]))
    groups = int(rng.integers(2, 20)) * 10
    value = groups * k * share * (1 - share ** (k - 1))

    def again() -> float:
        total = 0.0
        for place in itertools.product((0, 1), repeat=k):  # 1: the row is in the test part
            chance = math.prod(share if one else 1 - share for one in place)
            total += chance * sum(place) * (sum(place) < k)
        return groups * total

    return number(
        f"{groups} patients have {k} scans each. Every scan goes to the test part with probability"
        f" {share:g}, independently. How many test scans, in expectation, have another scan of the"
        " same patient in the training part? One decimal.",
        value, again=again, tol=0.06,
        solution=f"There are ${groups * k} \\cdot {share:g}$ test scans in expectation; all"
        f" {k - 1} siblings are in the test part too with probability"
        f" ${share:g}^{{{k - 1}}} = {share ** (k - 1):.5f}$, otherwise one leaks: {value:.2f}.",
        mistakes=[
            (groups * k * share * (1 - share), "One sibling in training is enough: take the"
             " complement of all being in the test part."),
            (groups * k * share, "That is the number of test scans."),
            (groups * k * (1 - share ** (k - 1)), "Count test scans only."),
            (groups * k * share * (1 - share**k), "The scan itself is in the test part: only its"
             " siblings matter."),
        ],
    )  # fmt: skip


@question("grouped-rolling-origin", "Rolling origin with a gap", GROUPED, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def rolling_origin(rng: Rng) -> Variant:
    """The number of folds in rolling-origin evaluation with a gap."""
    days, first = int(rng.integers(200, 800)), int(rng.integers(60, 150))
    gap, width = int(rng.integers(3, 31)), int(rng.integers(7, 31))
    value = (days - first - gap) // width

    def again() -> int:
        folds, end = 0, first
        while end + gap + width <= days:
            folds, end = folds + 1, end + width
        return folds

    return number(
        f"{days} days of data are evaluated with a rolling origin: the first training window holds"
        f" the first {first} days, then {gap} days are left out as a gap because labels look so far"
        f" ahead, then {width} days are validated. For each next fold the training window grows by"
        f" {width} days. How many complete folds are there?",
        value, again=again, tol=0, rel=0,
        solution=f"Fold $j$ needs ${first} + (j-1) \\cdot {width} + {gap} + {width} \\le {days}$"
        f" days, so $j \\le ({days} - {first} - {gap})/{width}$, which is {value} whole folds.",
        mistakes=[
            ((days - first) // width, "The gap takes days as well."),
            ((days - first) // (width + gap), "The gap moves along: it is spent once, not in every"
             " fold."),
            ((days - first - gap) // width + 1, "One fold too many: the last is not complete."),
        ],
    )  # fmt: skip
