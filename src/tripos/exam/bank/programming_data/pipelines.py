"""Pipelines: what is fitted on what, how often, and what comes out."""

from __future__ import annotations

import itertools

import numpy as np

from tripos.exam.bank.programming_data.running import code
from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

ABOUT = "preprocessing-pipelines"


@question("pipeline-fit-count", "How often is each step fitted", ABOUT, skill="compute",
          minutes=3, difficulty=0.3)  # fmt: skip
def fit_count(rng: Rng) -> Variant:
    """Fits of a model in a nested or plain grid search over a pipeline."""
    a, b = int(rng.integers(2, 6)), int(rng.integers(3, 7))
    inner, outer = int(rng.integers(3, 8)), int(rng.integers(3, 7))
    nested = bool(rng.integers(2))
    cached = not nested and bool(rng.integers(2))
    searches = outer if nested else 1
    pairs = a * b
    fits = searches * (pairs * inner + 1)
    value = searches * (a * inner + 1) if cached else fits
    what = "PCA" if cached or rng.integers(2) else "SVC"

    def again() -> float:
        done: list[tuple[object, ...]] = []
        for search in range(searches):
            for n, depth, fold in itertools.product(range(a), range(b), range(inner)):
                done.append((search, n, fold) if cached else (search, n, depth, fold))
            done.append((search, "all"))
        return len(set(done))

    memory = ", memory='cache'" if cached else ""
    program = (
        f"pipe = Pipeline([('pca', PCA()), ('svc', SVC())]{memory})\n"
        f"grid = {{'pca__n_components': {[5 * n + 5 for n in range(a)]},\n"
        f"        'svc__C': {[10 ** (n - 2) for n in range(b)]}}}\n"
        f"search = GridSearchCV(pipe, grid, cv={inner})"
    ) + (f"\ncross_val_score(search, X, y, cv={outer})" if nested else "\nsearch.fit(X, y)")
    ending = (
        " The cache saves PCA fits with the same number of components on the same rows (the refit"
        " on all rows is a fit of its own)." if cached else ""
    )  # fmt: skip
    return number(
        f"How many times is the {what} of this pipeline fitted (the search refits its best setting"
        f" on all its rows)?{ending}{code(program)}",
        value, again=again, tol=0, rel=0,
        solution=f"The grid has ${a} \\cdot {b} = {pairs}$ settings. One search needs"
        + (f" ${a} \\cdot {inner} + 1$ PCA fits with the cache" if cached
           else f" ${pairs} \\cdot {inner} + 1$ fits, the last for the refit")
        + (f", and there are {outer} searches, one for each outer fold" if nested else "")
        + f": {value}.",
        mistakes=[
            (value - searches, "After the search, the best setting is refitted on all its rows."),
            (fits, "With the cache, PCA is fitted once for each number of components and fold, not"
             " for each C."),
            (searches * (inner + 1), "In a pipeline the transformer is fitted anew for each"
             " setting of its own, on each fold."),
            (searches, "That is one fit before the folds: the leak that the pipeline prevents."),
            (pairs * inner + 1, "Each outer fold runs a whole search." if nested else
             "Settings of C share the cached PCA."),
        ],
    )  # fmt: skip


@question("pipeline-train-statistics", "Transform with training statistics", ABOUT,
          skill="compute", minutes=3, difficulty=0.2)  # fmt: skip
def train_statistics(rng: Rng) -> Variant:
    """Impute and standardise one test value with what was learned in training."""
    while True:
        train = [int(x) for x in rng.choice(range(2, 30), 5, replace=False)]
        test = [int(x) for x in rng.choice(range(20, 60), 3, replace=False)]
        ordered = sorted(train)
        median = ordered[2]
        mean = (sum(train) + median) / 6
        if abs(np.mean(train) - median) > 1.5:
            break
    filled = [*train, median]
    deviation = float(np.std(filled))
    ask_missing = bool(rng.integers(2))
    x = median if ask_missing else test[0]
    value = (x - mean) / deviation
    shown = [str(v) for v in train]
    shown.insert(int(rng.integers(0, 6)), "missing")

    def again() -> float:
        column = np.array([float("nan") if v == "missing" else float(v) for v in shown])
        new = np.array([float("nan") if ask_missing else float(test[0])])
        middle = float(np.nanmedian(column))
        column[np.isnan(column)] = middle
        new[np.isnan(new)] = middle
        root = np.sqrt((column**2).mean() - column.mean() ** 2)
        return float((new[0] - column.mean()) / root)

    both = np.array([*filled, *test], float)
    plain = np.array(train, float)
    target = "a test row in which it is missing" if ask_missing else f"a test row with {test[0]}"
    return number(
        f"A pipeline fills gaps with the median and then standardises (dividing by the population"
        f" deviation). A feature has the training values {', '.join(shown)}; the test rows have"
        f" {', '.join(map(str, test))} and one gap. What does the model get for {target}? Three"
        " decimals.",
        value, again=again, rel=0, tol=0.0021, digits=3,
        solution=f"The median of the known training values is {median}. With the gap filled, the"
        f" training column has mean {mean:.3f} and deviation {deviation:.3f}. The test value"
        f" {f'is filled with {median} and' if ask_missing else ''} becomes $({x} - {mean:.3f}) /"
        f" {deviation:.3f} = {value:.3f}$.",
        mistakes=[
            ((x - both.mean()) / both.std(), "Test values were used in the mean and deviation: they"
             " must come from the training rows."),
            ((x - plain.mean()) / plain.std(), "The scaler comes after the imputer: the filled gap"
             " counts in its mean and deviation."),
            ((x - mean) / float(np.std(filled, ddof=1)), "The population deviation divides by n."),
            (0.0, "The gap is filled with the median, which is not the mean."),
        ],
    )  # fmt: skip


@question("pipeline-column-transformer", "Columns that come out", ABOUT, skill="compute",
          minutes=3, difficulty=0.3)  # fmt: skip
def column_transformer(rng: Rng) -> Variant:
    """The number of columns behind a ColumnTransformer with several branches."""
    numeric, gaps = int(rng.integers(3, 9)), int(rng.integers(1, 4))
    levels = [int(x) for x in rng.integers(3, 9, 2)]
    left = int(rng.integers(2, 6))
    keep, first, degree = (bool(x) for x in rng.integers(0, 2, 3))
    inputs = numeric + gaps
    squares = inputs * (inputs + 1) // 2 if degree else 0
    dummies = sum(levels) - (2 if first else 0)
    value = inputs + squares + dummies + (left if keep else 0)
    steps = "SimpleImputer(add_indicator=True)" + (
        ", PolynomialFeatures(2, include_bias=False)" if degree else ""
    )
    branch = f"make_pipeline({steps}, StandardScaler())"
    drop = ", drop='first'" if first else ""
    program = (
        "ColumnTransformer([\n"
        f"    ('num', {branch}, numeric),\n"
        f"    ('cat', OneHotEncoder(handle_unknown='ignore'{drop}), categories),\n"
        f"], remainder='{'passthrough' if keep else 'drop'}')"
    )

    def again() -> float:
        columns = [("x", n) for n in range(numeric)] + [("gap", n) for n in range(gaps)]
        powers = list(itertools.combinations_with_replacement(columns, 2)) if degree else []
        coded = [(c, n) for c, size in enumerate(levels) for n in range(first, size)]
        others = range(left) if keep else range(0)
        return len(columns) + len(powers) + len(coded) + len(others)

    parts = [f"{numeric} numeric columns and {gaps} indicator{'s' * (gaps > 1)} of gaps"]
    parts += [f"{squares} squares and products of these"] * degree
    parts += [f"{dummies} one-hot columns"] + [f"{left} columns passed through"] * keep
    return number(
        f"`numeric` names {numeric} columns, and gaps occur in {gaps} of them in training;"
        f" `categories` names two columns with {levels[0]} and {levels[1]} levels; {left} more"
        f" columns exist. How many columns come out?{code(program)}",
        value, again=again, tol=0, rel=0,
        solution=f"{'; '.join(parts)}: {value}.",
        mistakes=[
            (value - gaps, "`add_indicator=True` adds a column for each feature with gaps in"
             " training."),
            (value + (-left if keep else left), "See what `remainder` says about the columns that"
             " are not named."),
            (value + (2 if first else -2), "See whether a level is dropped in each category."),
            (numeric + 2 + left, "Steps may add columns: indicators, products, one column a"
             " level."),
        ],
    )  # fmt: skip


_WHERE = {
    "inside": Verdict("put the step into the pipeline that is cross-validated", "outside",
                      "The step is inside the pipeline already, or needs no fitting."),
    "fit": Verdict("call `transform`, not `fit_transform`, on the new rows", "refit",
                   "The new rows are not used for fitting in this story."),
    "train": Verdict("apply the step to training rows only, after the split", "resample",
                     "The step may and must also be applied to new rows."),
    "save": Verdict("save and serve the fitted pipeline as one object", "skew",
                    "Training and serving share the same fitted object here."),
    "unknown": Verdict("tell the encoder what to do with unseen categories", "newlevel",
                       "All categories of the new rows were seen in training."),
    "fine": Verdict("change nothing: the step learns nothing from the data", "stateless",
                    "The step learns from rows that it must not see, or is used in another way"
                    " when serving."),
}  # fmt: skip
_FAULTS = [
    ("`X = StandardScaler().fit_transform(X)` stands above `cross_val_score(SVC(), X, y, cv={k})`.",
     "outside", "inside", "The scaler saw the test folds."),
    ("The {k}0 columns most correlated with y are chosen, then the model is cross-validated.",
     "outside", "inside", "The selection used the targets of all folds."),
    ("PCA to {k} components is fitted on all rows 'because it ignores the labels', then a grid"
     " search runs.", "outside", "inside", "PCA still learns from the test folds."),
    ("In the weekly scoring job: `Z = scaler.fit_transform(new)` and then `model.predict(Z)`, on"
     " {k} hundred rows.", "refit", "fit", "Each week gets another scale, which drift disappears"
     " in."),
    ("`imputer.fit_transform(X_test)` fills the gaps of {k} test rows.", "refit", "fit",
     "The test part fills its gaps with its own statistics."),
    ("Before the split, minority rows are copied {k} times to balance the classes.", "resample",
     "train", "Copies of a row land on both sides, and the test part loses its natural rate."),
    ("SMOTE runs on all rows, then {k}-fold cross-validation.", "resample", "train",
     "Synthetic rows mix test rows into training, and the test folds are balanced."),
    ("The service repeats in Java the scaling that the notebook does in Python; {k} % of the scores"
     " differ.", "skew", "save", "Two implementations drift apart."),
    ("Only the model was pickled; the service fits a new encoder on the first {k} requests.",
     "skew", "save", "The columns of the new encoder mean other things."),
    ("The service fails with `Found unknown categories` on {k} of 1000 requests.", "newlevel",
     "unknown", "OneHotEncoder raises on levels that it has not seen, unless told otherwise."),
    ("A new branch office opened; since then {k} % of requests raise an error in the encoder.",
     "newlevel", "unknown", "The level was not in the training part."),
    ("`X['area'] = np.log(X['area'])` is applied to all {k} thousand rows before the split.",
     "stateless", "fine", "The logarithm of a row depends on that row alone."),
    ("Distances to the nearest station are computed from the coordinates of each row and a fixed"
     " list of {k} stations, before the split.", "stateless", "fine",
     "Each row is treated alone, with knowledge from outside the data."),
]  # fmt: skip


@question("pipeline-find-fault", "Where the step belongs", ABOUT, skill="diagnose", minutes=2)
def find_fault(rng: Rng) -> Variant:
    """Find what is wrong with the place of a preprocessing step."""
    k = int(rng.integers(3, 11))
    scenes = [Scene(text.format(k=k), *rest) for text, *rest in _FAULTS]
    return judged(rng, scenes, _WHERE, "What should be done?", 5)


@question("pipeline-selection-bias-size", "How good does noise look", ABOUT, skill="derive",
          minutes=4, difficulty=0.8)  # fmt: skip
def selection_bias(rng: Rng) -> Variant:
    """Features picked on all rows by agreement with the label: the chance that noise passes."""
    n = int(rng.integers(8, 15))
    features = int(rng.integers(2, 10)) * 500
    misses = int(rng.integers(1, 3))
    ways = 1 + n + (n * (n - 1) // 2 if misses == 2 else 0)
    chance = ways / 2**n
    value = features * chance

    def again() -> float:
        bits = np.arange(2**n)
        counts = np.zeros(2**n, int)
        for at in range(n):
            counts += (bits >> at) & 1
        return features * float((counts <= misses).mean())

    what = pick(rng, ["genes", "words", "sensor flags", "survey answers", "wavelet signs"])
    return number(
        f"{n} cases have a yes/no label. Each of {features} binary features ({what}) is pure noise:"
        " fair coin flips, independent of the label. On all cases together, before any"
        f" cross-validation, those are kept that equal the label in at least {n - misses} of the"
        f" {n} cases. How many features are expected to pass?",
        value, again=again, rel=0.01, digits=2,
        solution=f"A feature passes with probability"
        f" $(1 + {n}{f' + {n * (n - 1) // 2}' if misses == 2 else ''}) / 2^{{{n}}} = {chance:.5f}$;"
        f" times {features} that is {value:.2f}. Cross-validated on these, any model looks"
        " excellent although there is nothing to learn: selection belongs in the pipeline.",
        mistakes=[
            (features / 2**n, "Features with a few misses pass as well: add the binomial terms."),
            (features * (ways - 1) / 2**n, "Count also those that agree in all cases."),
            (features * 0.5 ** (n - misses), "Which cases are missed can be chosen in several ways,"
             " and the rest must come out too."),
            (0.0, "So many noise features leave some that agree by luck."),
        ],
    )  # fmt: skip
