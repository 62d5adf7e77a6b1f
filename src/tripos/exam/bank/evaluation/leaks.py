"""Leaks of the target, of the future, and of the test part."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table
from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

LEAKS = "data-leakage"

_KINDS = {
    "target": Verdict("a target leak: drop the feature that is known only after the outcome",
                      "after", "A target leak is a feature that the outcome itself produces."),
    "time": Verdict("a temporal leak: compute features only from data before the forecast",
                    "future", "A temporal leak is a feature or split that looks into the future."),
    "prep": Verdict("a preprocessing leak: fit the step inside each training fold only",
                    "allrows", "A preprocessing leak is a step fitted on test rows as well."),
    "twins": Verdict("duplicates across the split: remove them or group the split", "copies",
                     "Twins leak where copies of a row stand on both sides of the split."),
    "none": Verdict("no leak: the figure can be trusted as it stands", "clean",
                    "Look again at what is known when the prediction is made, and on which rows"
                    " each step was fitted."),
}  # fmt: skip
_LEAK_SCENES = [
    Scene("A pneumonia model gets AUC 0.99; its top feature is whether antibiotics were given,"
          " taken from the discharge letter.", "after", "target",
          "Antibiotics follow the diagnosis."),
    Scene("A churn model uses the number of calls to the cancellation hotline in the month in which"
          " the contract ended.", "after", "target", "The calls are part of the outcome."),
    Scene("A default model uses the collection fee charged on the account.", "after", "target",
          "The fee is charged because of the default."),
    Scene("Sales forecasts use a centred seven-day average of sales; the split is by date.",
          "future", "time", "A centred average contains the next three days."),
    Scene("Stock features are scaled by the maximum of the whole coming year; training precedes"
          " testing.", "future", "time", "The maximum is not known on the day."),
    Scene("Of 5000 genes the 50 most correlated with the label are kept, using all samples; then"
          " the classifier is cross-validated to 2 % error.", "allrows", "prep",
          "The selection saw the labels of the test folds."),
    Scene("Minority cases are synthesised by interpolation in the whole data set, which is then"
          " split at random.", "allrows", "prep", "Synthetic training rows were made from test"
          " rows."),
    Scene("Category means of the target are computed on all rows, then the data are split.",
          "allrows", "prep", "The encoding holds the targets of the test rows."),
    Scene("Web pages were crawled several times; a random split puts nearly equal pages on both"
          " sides.", "copies", "twins", "The model recognises pages that it has seen."),
    Scene("Each image was augmented ten times before the random split.", "copies", "twins",
          "Copies of a test image stand in training."),
    Scene("Scaling and imputation are in a pipeline fitted in each training fold; features end at"
          " the date of prediction, rows are distinct customers.", "clean", "none",
          "Each step is fitted on training rows and uses only what is known."),
]  # fmt: skip


@question("leaks-which-kind", "Find the leak", LEAKS, skill="diagnose", minutes=2)
def which_kind(rng: Rng) -> Variant:
    """Name the leak in a pipeline and its fix."""
    return judged(rng, _LEAK_SCENES, _KINDS, "What is wrong, if anything, and what is the fix?", 5)


@question("leaks-target-encoding", "A target encoding without the row itself", LEAKS,
          skill="compute", minutes=4, difficulty=0.3)  # fmt: skip
def target_encoding(rng: Rng) -> Variant:
    """A smoothed leave-one-out encoding of one row."""
    n, ones = int(rng.integers(4, 15)), 0
    ones = int(rng.integers(1, n))
    prior, m = int(rng.integers(5, 60)) / 100, int(rng.integers(2, 11))
    label = int(rng.integers(2))
    value = (ones - label + m * prior) / (n - 1 + m)

    def again() -> float:
        rest = [1] * ones + [0] * (n - ones)
        rest.remove(label)
        rest_and_prior = [*rest, *[prior] * m]
        return float(np.mean(rest_and_prior))

    return number(
        f"In the training part a city has {n} rows, {ones} of them positive. The city is encoded by"
        " its mean label, smoothed towards the prior"
        f" {prior:g} as if {m} further rows had that mean, **leaving out the row that is encoded**."
        f" What is the encoding for a row of this city with label {label}? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Without the row: {ones - label} positive of {n - 1}. $({ones - label} + {m}"
        f" \\cdot {prior:g})/({n - 1} + {m}) = {value:.4f}$.",
        mistakes=[
            ((ones + m * prior) / (n + m), "The row's own label is still in: that is the leak."),
            ((ones - label) / (n - 1), "The smoothing is missing."),
            ((ones - label + m * prior) / (n + m), "The row leaves the count as well."),
            (ones / n, "That is the raw mean with the row's own label."),
        ],
    )  # fmt: skip


@question("leaks-duplicates", "Accuracy without the twins", LEAKS, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def duplicates(rng: Rng) -> Variant:
    """The accuracy on clean rows when some test rows have copies in training."""
    share, on_twins = int(rng.integers(8, 50)) / 100, int(rng.integers(95, 101)) / 100
    clean = int(rng.integers(55, 88)) / 100
    n = int(rng.integers(5, 40)) * 100
    twins = round(n * share)
    right = round(twins * on_twins) + round((n - twins) * clean)
    seen = round(twins * on_twins)
    value = (right - seen) / (n - twins)

    def again() -> float:
        share_now, rate = twins / n, seen / twins
        return (right / n - share_now * rate) / (1 - share_now)

    rows = [["all test rows", n, right], ["test rows with a copy in training", twins, seen]]
    return number(
        "A deduplication check found copies across the split:"
        + table(["rows", "number", "predicted correctly"], rows)
        + "What accuracy is to be expected on new rows, of which none has a copy in training?"
        " Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Only the {n - twins} other rows speak of new ones: $({right} - {seen})/({n} -"
        f" {twins}) = {value:.4f}$, against {right / n:.4f} reported.",
        mistakes=[
            (right / n, "That is the reported accuracy, inflated by the twins."),
            ((right - seen) / n, "Take the twins out of the denominator as well."),
            (seen / twins, "That is the accuracy on the twins, mere memory."),
            (right / n - twins / n, "Accuracy does not fall by the share of twins: some of the"
             " others are right too."),
        ],
    )  # fmt: skip
