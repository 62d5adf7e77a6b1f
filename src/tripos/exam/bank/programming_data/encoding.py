"""Categorical encoding: columns, target statistics without leaks, hashing, order."""

from __future__ import annotations

import itertools

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "categorical-encoding"


@question("encoding-column-count", "Columns of a design matrix", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def column_count(rng: Rng) -> Variant:
    """Dummies with a reference level, an interaction, and numeric columns."""
    a, b, c = (int(x) for x in rng.integers(3, 12, 3))
    numeric = int(rng.integers(2, 7))
    drop, crossed = bool(rng.integers(4)), bool(rng.integers(2))
    less = int(drop)
    cross = (a - less) * (b - less) if crossed else 0
    value = 1 + numeric + (a - less) + (b - less) + (c - less) + cross
    names = pick(rng, [("region", "plan", "device"), ("ward", "drug", "shift"),
                       ("brand", "fuel", "gear"), ("faculty", "degree", "city")])  # fmt: skip

    def again() -> float:
        levels = [list(range(less, size)) for size in (a, b, c)]
        columns: set[tuple[object, ...]] = {("one",), *(("x", at) for at in range(numeric))}
        for name, rows in zip(names, levels, strict=True):
            columns |= {(name, row) for row in rows}
        if crossed:
            columns |= {("both", *pair) for pair in itertools.product(levels[0], levels[1])}
        return len(columns)

    how = "leaving out one reference level of each" if drop else "leaving out no level"
    also = (
        f" To these come all products of a column of {names[0]} and a column of {names[1]}."
        if crossed else ""
    )  # fmt: skip
    dummies = f"({a} - {less}) + ({b} - {less}) + ({c} - {less})"
    product = f" + ({a} - {less})({b} - {less})" if crossed else ""
    return number(
        f"A linear model has an intercept, {numeric} numeric features and the categories {names[0]}"
        f" ({a} levels), {names[1]} ({b}) and {names[2]} ({c}), one-hot encoded, {how}.{also} How"
        " many columns has its design matrix, with the intercept?",
        value, again=again, tol=0, rel=0,
        solution=f"$1 + {numeric} + {dummies}{product} = {value}$ columns."
        + ("" if drop else " With the intercept they are linearly dependent: fine with a ridge"
           " penalty, not for plain least squares."),
        mistakes=[
            (value + 3 * less, "With a reference level, k levels need k - 1 columns."),
            (value - 1, "The intercept is a column too."),
            (value - cross, "The interaction adds one column for each pair of dummies."),
            (value - cross + a * b if crossed else value + a * b,
             "Only pairs of columns that are there, and are asked for, are multiplied."),
            (value - 3 * (1 - less), "No level was dropped here."),
        ],
    )  # fmt: skip


@question("encoding-smoothed-target", "Shrink a target mean", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def smoothed_target(rng: Rng) -> Variant:
    """Target encoding shrunk towards the overall rate, without the row's own target."""
    n, rest = int(rng.integers(4, 13)), int(rng.integers(60, 200))
    ones = int(rng.integers(2, n))
    all_ones = ones + int(rng.integers(rest // 10, rest // 3))
    m = int(pick(rng, [5, 10, 20]))
    own = int(rng.integers(2))
    prior = (all_ones - own) / (n + rest - 1)
    value = (ones - own + m * prior) / (n - 1 + m)

    def again() -> float:
        mean = (ones - own) / (n - 1)
        trust = (n - 1) / (n - 1 + m)
        overall = np.r_[np.ones(all_ones), np.zeros(n + rest - all_ones)]
        return trust * mean + (1 - trust) * float(np.delete(overall, 0 if own else -1).mean())

    p_all = all_ones / (n + rest)
    what = pick(rng, ["shop", "zip code", "merchant", "doctor", "campaign"])
    return number(
        f"The {what} K appears in {n} of {n + rest} training rows; {ones} of these {n} and"
        f" {all_ones} of all have the target 1. Categories are encoded by the mean of the target,"
        f" shrunk to the overall mean as if {m} rows of it were added, and leave-one-out: the row"
        " itself is left out of both the category's mean and the overall mean. What is the code of"
        f" K in a row whose own target is {own}? Three decimals.",
        value, again=again, rel=0, tol=0.0016, digits=4,
        solution=f"Without the row, K has {ones - own} ones in {n - 1} rows; the overall mean is"
        f" ${all_ones - own} / {n + rest - 1} = {prior:.4f}$. The code is $({ones - own} + {m}"
        f" \\cdot {prior:.4f}) / ({n - 1} + {m}) = {value:.4f}$.",
        mistakes=[
            ((ones + m * p_all) / (n + m), "The row's own target is in there: this is the leak that"
             " leaving it out prevents."),
            (ones / n, "That is the plain mean: neither shrunk nor without the row."),
            ((ones - own) / (n - 1), "The mean of few rows is unsure: shrink it to the overall"
             " mean."),
            ((ones - own + m * prior) / (n + m), f"The row left out does not count: {n - 1} rows."),
        ],
    )  # fmt: skip


@question("encoding-leave-one-out-leak", "What leave-one-out gives away", ABOUT, skill="derive",
          minutes=4, difficulty=0.9)  # fmt: skip
def leave_one_out_leak(rng: Rng) -> Variant:
    """Within a category, unshrunk leave-one-out codes tell the target exactly."""
    n = int(rng.integers(5, 41))
    ones = int(rng.integers(2, n - 1))
    what = pick(rng, ["branch", "user", "product", "city", "server", "author"])
    codes = [(ones - 1) / (n - 1), ones / (n - 1)]

    def again() -> list[float]:
        target = np.r_[np.ones(ones), np.zeros(n - ones)]
        found = [float(np.delete(target, at).mean()) for at in range(n)]
        return [found[0], found[-1]]

    return matrix(
        f"A {what} has {n} training rows, {ones} with the target 1. It is encoded by leave-one-out"
        " means of the target without shrinkage or noise. Write the code in its rows with target 1"
        " and that in its rows with target 0 (four decimals), and see what a tree can learn from"
        " their order.",
        codes, again=again, rel=0, tol=0.0006, digits=4,
        solution=f"Target 1: $({ones} - 1)/({n} - 1) = {codes[0]:.4f}$; target 0: ${ones}/({n} - 1)"
        f" = {codes[1]:.4f}$. A split between the two separates the training rows of the {what}"
        " perfectly, and is worthless on new rows: encode out of fold instead.",
        mistakes=[
            ([codes[1], codes[0]], "A row with target 1 takes a one out of its own mean: its code"
             " is the lower one."),
            ([ones / n, ones / n], "That is the plain mean; the row itself must be left out."),
            ([(ones - 1) / n, ones / n], "Without the row, one row fewer is averaged."),
            ([(ones - 1) / (n - 1), (ones - 1) / (n - 1)],
             "A row with target 0 takes away no one."),
        ],
    )  # fmt: skip


@question("encoding-out-of-fold", "Encode out of fold", ABOUT, skill="compute", minutes=4,
          difficulty=0.5)  # fmt: skip
def out_of_fold(rng: Rng) -> Variant:
    """Target means computed from the other folds only, with a fallback."""
    while True:
        cats = [pick(rng, "pqr") for _ in range(9)]
        folds = [1, 2, 3] * 3
        ys = [int(x) for x in rng.integers(1, 10, 9)]
        rows = list(zip(range(1, 10), folds, cats, ys, strict=True))
        ask = int(rng.integers(9))
        mine = [y for _, f, c, y in rows if c == cats[ask] and f != folds[ask]]
        every = [y for _, _, c, y in rows if c == cats[ask]]
        if 2 <= len(mine) < len(every) and abs(np.mean(mine) - np.mean(every)) > 0.2:
            break
    value = sum(mine) / len(mine)

    def again() -> float:
        keep = np.array(folds) != folds[ask]
        dummies = (np.array(cats)[:, None] == np.array(list("pqr")))[keep].astype(float)
        fit = np.linalg.lstsq(dummies, np.array(ys, float)[keep], rcond=None)[0]
        return float(fit["pqr".index(cats[ask])])

    same = [y for _, f, c, y in rows if c == cats[ask] and f == folds[ask]]
    loo = (sum(every) - ys[ask]) / (len(every) - 1)
    return number(
        f"Training rows with their fold:{table(('row', 'fold', 'category', 'y'), rows)}The category"
        " is target encoded out of fold (mean, no shrinkage). What is the code of row"
        f" {ask + 1}?",
        value, again=again, tol=0.006, digits=3,
        solution=f"Row {ask + 1} is in fold {folds[ask]}; the rows with {cats[ask]} in the other"
        f" folds have {mine}: mean {value:.3f}.",
        mistakes=[
            (sum(every) / len(every), "The rows of the same fold, and the row itself, are in"
             " there: use the other folds only."),
            (loo, "That leaves out the row only; out of fold leaves out its whole fold."),
            (sum(same) / len(same), "That is the mean within the fold: the rows to leave out."),
            (float(np.mean([y for _, f, _, y in rows if f != folds[ask]])),
             "Only rows of the same category count."),
        ],
    )  # fmt: skip


@question("encoding-hash-collisions", "How many categories collide", ABOUT, skill="derive",
          minutes=4, difficulty=0.8)  # fmt: skip
def hash_collisions(rng: Rng) -> Variant:
    """The expected share of categories that share a bucket of the hashing trick."""
    buckets = 2 ** int(rng.integers(8, 15))
    share = float(rng.choice([0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.5]))
    k = round(buckets * share / 10) * 10 + 1
    alone = (1 - 1 / buckets) ** (k - 1)
    value = 1 - alone

    def again() -> float:
        # the expected number of buckets with exactly one category, over k
        single = 1.0
        for _ in range(k - 1):
            single *= 1 - 1 / buckets
        return 1 - buckets * (k / buckets) * single / k

    return number(
        f"{k} categories are hashed, uniformly and independently, into {buckets} columns. What"
        " share of the categories is expected to share its column with at least one other? Three"
        " decimals.",
        value, again=again, rel=0, tol=0.0025, digits=4,
        solution=f"One category is alone if each of the {k - 1} others misses its column: $(1 -"
        f" 1/{buckets})^{{{k - 1}}} \\approx e^{{-{(k - 1) / buckets:.3f}}} = {alone:.4f}$. So the"
        f" share that collides is {value:.4f}.",
        mistakes=[
            (alone, "That is the share that is alone."),
            (min(1.0, (k - 1) / buckets), "Adding the chances counts several collisions of one"
             " category several times."),
            (1 - buckets * (1 - (1 - 1 / buckets) ** k) / k, "That compares the number of used"
             " columns with the categories: it counts one of each colliding group as safe."),
        ],
    )  # fmt: skip


_WAYS = {
    "ordinal": Verdict("ordinal codes in the known order", "ordered", "There is no order in these"
                       " categories that codes 1, 2, 3 could follow."),
    "onehot": Verdict("one-hot columns", "few", "That many levels would make as many sparse"
                      " columns, or an order would be lost."),
    "target": Verdict("out-of-fold target means, shrunk to the overall mean", "many trees",
                      "Target statistics are needed only where there are too many levels for"
                      " columns of their own."),
    "hash": Verdict("the hashing trick with a fixed number of columns", "unbounded", "The set of"
                    " levels is known and stays: no hashing is needed."),
    "cycle": Verdict("sine and cosine of the position in the cycle", "cyclic", "The variable does"
                     " not run in a circle."),
    "embed": Verdict("an embedding learned with the network", "many network", "Embeddings are"
                     " learned inside a network with much data."),
}  # fmt: skip
_SITUATIONS = [
    ("Answers from 'never' to 'always' in five steps enter a gradient boosting model.", "ordered",
     "ordinal", "The steps are ordered, and trees use only the order."),
    ("School degrees, from none to doctorate, enter a decision tree.", "ordered", "ordinal",
     "The degrees are ordered."),
    ("The blood group ({k} samples) enters a logistic regression.", "few", "onehot",
     "Few levels without any order, and a linear model."),
    ("The colour of a car, one of six, enters a ridge regression on {k} cars.", "few", "onehot",
     "Six levels without order."),
    ("One of 30 000 merchants is a feature of a gradient boosting model on {k} thousand payments;"
     " most merchants have few.", "many trees", "target", "So many levels in trees are summarised"
     " by the target, shrunk and out of fold."),
    ("A random forest gets zip codes with 8 000 values, {k} thousand rows.", "many trees", "target",
     "Too many levels for columns; a shrunk mean of the target is one column."),
    ("An online logistic model reads search terms that nobody has seen before, {k} thousand a"
     " minute, in constant memory.", "unbounded", "hash", "New levels come all the time, so no"
     " table of them can be kept."),
    ("Browser strings of an unbounded kind enter a streaming linear model that has {k} MB.",
     "unbounded", "hash", "The set of levels grows without end."),
    ("The hour of the day enters a linear model of the load, with {k} days of data.", "cyclic",
     "cycle", "Hour 23 is next to hour 0."),
    ("The direction of the wind in degrees enters a support vector machine ({k} stations).",
     "cyclic", "cycle", "359 degrees are next to 0."),
    ("A recommender network with {k} million clicks has 200 000 item ids as an input.",
     "many network", "embed", "Much data and a network: the items' vectors are learned."),
    ("A network forecasts the sales of 40 000 products, with {k} million rows, and shall find"
     " products that are alike.", "many network", "embed", "Learned vectors place like products"
     " near one another."),
]  # fmt: skip


@question("encoding-choose-way", "Choose the encoding", ABOUT, skill="choose", minutes=2)
def choose_way(rng: Rng) -> Variant:
    """The encoding that fits the variable, its levels and the learner."""
    k = int(rng.integers(20, 500))
    scenes = [Scene(text.format(k=k), *rest) for text, *rest in _SITUATIONS]
    return judged(rng, scenes, _WAYS, "Which encoding fits best?")
