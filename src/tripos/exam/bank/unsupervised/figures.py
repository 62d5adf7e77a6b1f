"""Figures of unsupervised learning to read: scree plots and the elbow of k-means."""

from __future__ import annotations

import itertools

import numpy as np

from tripos.exam.bank.drawn import bars, curves, read_back
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question


@question("figure-scree", "Components from a scree plot", "principal-component-analysis",
          skill="read", minutes=3, difficulty=0.3)  # fmt: skip
def scree(rng: Rng) -> Variant:
    """The fewest components for a share of variance; the plot shows only the first six."""
    while True:
        total = int(rng.integers(9, 15))
        steps = np.sort(rng.integers(1, 20, 6))[::-1]
        first = [float(x) / 4 for x in steps]
        share = int(rng.choice([60, 70, 75, 80]))
        rest = total - sum(first)
        sums = np.cumsum(first)
        enough = sums >= share / 100 * total
        shown = sums >= share / 100 * sum(first)
        if (
            len(set(first)) == 6
            and 0.4 <= rest <= (total - 6) * first[-1]
            and enough[-1]
            and enough.argmax() != shown.argmax()
            and np.abs(sums / total - share / 100).min() > 0.01
        ):
            break
    value = int(enough.argmax()) + 1
    what = pick(rng, ["lab values", "survey answers", "sensor channels", "financial ratios",
                      "soil measurements", "player statistics"])  # fmt: skip
    ticks = [0, 1, 2, 3, 4, 5]
    figure = bars({str(at + 1): x for at, x in enumerate(first)}, ticks, "component", "eigenvalue")

    def again() -> int:
        left = float(total)
        for at, x in enumerate(read_back(figure, "one", ticks)):
            left -= round(4 * x) / 4
            if left <= (1 - share / 100) * total:
                return at + 1
        return 7

    return number(
        f"PCA of {total} standardised {what} (of their correlation matrix) gave the scree plot of"
        " the chart, which shows the first six eigenvalues, all multiples of 0.25. What is the"
        f" least number of components that explains at least {share} % of the total variance?",
        value, again=again, rel=0, tol=0, figure=figure,
        figure_said="A bar chart of eigenvalues by component: "
        + ", ".join(f"{at + 1}: {x:g}" for at, x in enumerate(first)) + ".",
        solution=f"Each standardised variable has variance 1, so all {total} eigenvalues add up to"
        f" {total}, though the chart shows only six. Needed are"
        f" ${share / 100:g} \\cdot {total} = {share * total / 100:g}$; the running sums are "
        + ", ".join(f"{x:g}" for x in sums) + f", so it takes {value}.",
        mistakes=[
            (int(shown.argmax()) + 1, "The six bars are not the whole variance: the eigenvalues of"
             " a correlation matrix add up to the number of variables."),
            (sum(x > 1 for x in first), "That counts the eigenvalues above 1 (Kaiser's rule),"
             " whatever share they explain."),
            (value - 1, "That falls just short of the share asked for: add up the eigenvalues"
             " again."),
        ],
    )  # fmt: skip


@question("figure-elbow", "Elbow or no elbow", "choosing-number-of-clusters", skill="diagnose",
          minutes=3, difficulty=0.2)  # fmt: skip
def elbow(rng: Rng) -> Variant:
    """The number of clusters at a clear elbow, or none where the curve bends smoothly."""
    bend = int(rng.choice([0, 0, 3, 4, 5]))
    size = int(rng.integers(2, 9)) * 100
    ks = list(range(1, 10))
    if bend:
        last = float(rng.uniform(0.14, 0.2))
        sums = [1 - (1 - last) * (k - 1) / (bend - 1) if k <= bend else
                last * (bend / k) ** 0.5 for k in ks]  # fmt: skip
    else:
        power = float(rng.uniform(0.3, 0.5))
        sums = [k**-power for k in ks]
    points = [(float(k), round(100 * s)) for k, s in zip(ks, sums, strict=True)]
    ticks = list(range(0, 101, 20))
    figure = curves({"": points}, ticks, ks, "number of clusters k",
                    "within-cluster sum of squares (k = 1: 100)")  # fmt: skip
    texts = {k: f"k = {k}, where the curve has a sharp elbow" for k in (3, 4, 5)}
    none = "no k: the curve bends smoothly, as it does for data without clusters"
    lowest = "k = 9, where the sum of squares is least"

    def again() -> str:
        shown = read_back(figure, "one", ticks)
        gains = [a - b for a, b in itertools.pairwise(shown)]
        ratio = [gains[k - 2] / max(gains[k - 1], 0.5) for k in (3, 4, 5)]
        return texts[3 + int(np.argmax(ratio))] if max(ratio) > 3 else none

    right = texts[bend] if bend else none
    keep = [bend or 3, next(k for k in (4, 5) if k != bend)]
    wrong = [
        (texts[k], f"The falls from {k - 1} to {k} and from {k} to {k + 1} do not differ sharply:"
         " that is no sharp elbow.") for k in keep if k != bend
    ]  # fmt: skip
    if bend:
        wrong.append((none, "There is a sharp change of slope: up to it each cluster saves much,"
                      " after it hardly anything."))  # fmt: skip
    falls = [int(a[1] - b[1]) for a, b in itertools.pairwise(points)]
    return choose(
        rng,
        f"k-means was run on {size} {pick(rng, ['customers', 'documents', 'cells', 'stations'])}"
        " with k from 1 to 9, the best of 50 starts each. Which number of clusters does the chart"
        " support?",
        right,
        [*wrong, (lowest, "The sum of squares falls with every further cluster, even in data"
                  " without any: its least value says nothing.")],
        again=again, figure=figure,
        figure_said="A falling curve of the within-cluster sum of squares, as a percentage of that"
        " for k = 1: " + ", ".join(f"k = {k:g}: {y}" for k, y in points) + ".",
        solution=f"The falls from one k to the next are {', '.join(map(str, falls))}. "
        + (f"They are large up to k = {bend} and small after it: {right}. Silhouette and stability"
           " should confirm it." if bend else
           f"Each is somewhat smaller than the one before, with no break: {none}. Compare with a"
           " reference (gap statistic) before any k is claimed."),
    )  # fmt: skip
