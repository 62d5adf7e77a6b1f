"""The checks of validation: exact predictions, audits for leaks, noise, groups, time, encodings."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, call, check, expect, wrong
from tripos.labs.library.leak_free_validation.data import (
    chosen_columns,
    encoded,
    out_of_fold,
    patients,
    split,
    tuned,
)


@check("select takes the columns that correlate most, whatever their units and sign", points=1)
def selects(rng: Rng) -> Steps:
    """Patients among noise, and a constant column."""
    features, y = patients(rng, 150, 40)
    features[:, 5] = 7.1
    found, every = yield [call("select", features, y, 6), call("select", features, y, 49)]
    columns = as_array(found, (6,), "select")
    expect(
        columns.tolist() == chosen_columns(features, y, 6),
        "select: not the columns with the largest absolute correlation, in ascending order"
        " (correlation has"
        " no unit, and a negative one counts as much)",
    )
    most = as_array(every, (49,), "select with a constant column")
    expect(5 not in most.tolist(), "select: a constant column was chosen before others that vary")


@check("cross_validated trains on the other folds only", points=3)
def exact(rng: Rng) -> Steps:
    """Compared with the model by another route; folds of unequal size."""
    features, y = patients(rng, 120, 30)
    folds = rng.permutation(np.repeat([0, 1, 2, 3], [20, 25, 35, 40]))
    found = as_array(
        (yield call("cross_validated", features, y, folds, 5, 8.0)), y.shape, "cross_validated"
    )
    expect(
        np.allclose(found, out_of_fold(features, y, folds, 5, 8.0), rtol=1e-6),
        "cross_validated: not the predictions of models that choose columns, scale and fit on the"
        " other folds"
        " only, with the intercept free and the deviation divided by n",
    )


@check("predictions for a fold do not move when its own outcomes do", points=3)
def audit(rng: Rng) -> Steps:
    """What is held out is replaced by something wild."""
    features, y = patients(rng, 90, 200)
    folds, inner = split(rng, 90, 3), split(rng, 90, 3)
    out = folds == 1
    wild = np.where(out, 300 * rng.normal(size=90), y)
    moved = features.copy()
    far = np.flatnonzero(out)[0]
    moved[far] = 100 + 50 * features[far]
    rest = out.copy()
    rest[far] = False
    plans: list[tuple[str, tuple[Any, ...]]] = [
        ("cross_validated", (folds, 4, 5.0)),
        ("nested", (folds, inner, [2, 8], 5.0)),
    ]
    for name, more in plans:
        values = yield [
            call(name, x, t, *more) for x, t in ((features, y), (features, wild), (moved, y))
        ]
        a, b, c = (_predictions(value, y, name) for value in values)
        expect(
            np.allclose(a[out], b[out], rtol=1e-9),
            f"{name}: other outcomes of a held-out fold change the predictions for that very"
            f" fold: something"
            " that learns (selection, tuning, fit) sees rows it is tested on",
        )
        expect(
            np.allclose(a[rest], c[rest], rtol=1e-9),
            f"{name}: moving one held-out row changes the predictions for others of its fold: the"
            f" scale is"
            " learnt from rows that are tested on",
            share=0.5,
        )


def _predictions(value: Any, y: Floats, name: str) -> Floats:
    if name == "nested":
        if not isinstance(value, dict) or set(value) != {"predictions", "chosen"}:
            wrong("nested must return a dictionary with 'predictions' and 'chosen'")
        value = value["predictions"]
    return as_array(value, y.shape, name)


@check("where there is nothing to be found, nothing is found", points=2)
def noise(rng: Rng) -> Steps:
    """Sixty rows, fifteen hundred columns of noise."""
    features, y = rng.normal(size=(60, 1500)), rng.normal(size=60)
    folds, inner = split(rng, 60, 5), split(rng, 60, 3)
    values = yield [
        call("cross_validated", features, y, folds, 10, 1.0),
        call("nested", features, y, folds, inner, [1, 10], 1.0),
    ]
    for name, value in zip(("cross_validated", "nested"), values, strict=True):
        found = _predictions(value, y, name)
        explained = 1 - ((found - y) ** 2).mean() / y.var()
        expect(
            explained < 0.3,
            f"{name}: on 1500 columns of noise it claims to explain part of the outcome: columns"
            f" were chosen"
            " with the rows they are tested on",
        )


@check("nested tunes within the training rows of each outer fold", points=3)
def inside(rng: Rng) -> Steps:
    """Predictions and the numbers chosen, compared with another route; a tie goes to the first."""
    features, y = patients(rng, 90, 40)
    folds, inner = split(rng, 90, 4), split(rng, 90, 3)
    ks = [12, 3, 1, 30, 3]
    value, tie = yield [
        call("nested", features, y, folds, inner, ks, 4.0),
        call("nested", features[:, :1] * 0 + 1.0, y, folds, inner, [1], 4.0),
    ]
    found = _predictions(value, y, "nested")
    right, chosen = tuned(features, y, folds, inner, ks, 4.0)
    got = as_array(value["chosen"], (4,), "nested, 'chosen',")
    expect(
        got.tolist() == chosen,
        "nested: for some outer fold another k has the least mean squared error in the inner"
        " folds of its"
        " training rows",
    )
    expect(
        np.allclose(found, right, rtol=1e-6),
        "nested: the numbers chosen are right, the predictions are not",
        share=0.5,
    )
    flat = _predictions(tie, y, "nested")
    means = np.array([y[folds != fold].mean() for fold in folds])
    expect(
        np.allclose(flat, means),
        "nested: from a constant column only the mean of the training rows can be predicted",
        share=0.5,
    )


@check("grouped_folds keeps groups whole, folds even, and uses the seed", points=2)
def groups(rng: Rng) -> Steps:
    """Groups of very unequal size, as numbers and as texts."""
    sizes = np.concatenate([[40, 31, 22], rng.integers(1, 9, 40)])
    numbers = rng.permutation(np.repeat(np.arange(43) * 7, sizes))
    texts = [f"p{one}" for one in numbers]
    seed = int(rng.integers(1000))
    calls = [
        call("grouped_folds", g, 5, s)
        for g, s in ((numbers, seed), (texts, seed), (numbers, seed), (numbers, seed + 1))
    ]
    found = [as_array(value, numbers.shape, "grouped_folds") for value in (yield calls)]
    for fold in found:
        expect(
            set(fold.tolist()) == set(range(5)),
            "grouped_folds: the folds must be 0 to count - 1, each used",
        )
        split_up = any(len(set(fold[numbers == g].tolist())) > 1 for g in set(numbers.tolist()))
        expect(not split_up, "grouped_folds: a group is in two folds")
        filled = np.bincount(fold.astype(int), minlength=5)
        expect(
            np.ptp(filled) <= sizes.max(),
            "grouped_folds: the largest fold has more rows above the smallest than the largest"
            " group has; give"
            " out groups by size, large ones first",
        )
    expect(
        np.array_equal(found[0], found[2]), "grouped_folds: the same seed must give the same folds"
    )
    together = [one[:, None] == one[None, :] for one in (found[0], found[3])]
    expect(
        not np.array_equal(*together), "grouped_folds: which groups meet must depend on the seed"
    )


@check("time_folds trains on the past, with a gap", points=3)
def past(rng: Rng) -> Steps:
    """Rows out of order, times shared by many rows and unevenly far apart."""
    days = np.cumsum(rng.integers(1, 4, 30))
    times = rng.permutation(np.repeat(days, rng.integers(1, 12, 30)))
    cases = [(times, 4, 0), (times, 4, int(days[12] - days[11]) + 2), (times * 1.0, 3, 5.0)]
    for (t, count, gap), value in zip(
        cases, (yield [call("time_folds", *one) for one in cases]), strict=True
    ):
        if (
            not isinstance(value, list)
            or len(value) != count
            or any(len(one) != 2 for one in value)
        ):
            wrong(
                "time_folds must return a list of [train, test], one for each of the count test"
                " blocks"
            )
        for (train, test), block in zip(
            value, np.array_split(np.unique(t), count + 1)[1:], strict=True
        ):
            a = as_array(train, (None,), "time_folds, train,").astype(int)
            b = as_array(test, (None,), "time_folds, test,").astype(int)
            expect(
                b.tolist() == np.flatnonzero(np.isin(t, block)).tolist(),
                "time_folds: a test block is not the rows of its block of distinct times (rows"
                " that share a time"
                " stay together; row numbers ascend)",
            )
            expect(
                (t[a] < block[0] - gap).all(),
                "time_folds: a training row is not earlier than the test block by more than the"
                " gap",
            )
            expect(
                a.tolist() == np.flatnonzero(t < block[0] - gap).tolist(),
                "time_folds: training rows are left out that are early enough, or do not ascend",
                share=0.5,
            )


@check("target_encoded does not give the outcome away", points=3)
def encoding(rng: Rng) -> Steps:
    """Categories of one to many rows, compared row by row; then rare ones and no signal."""
    category = [f"c{one}" for one in rng.zipf(1.6, 200) % 40]
    y, folds = rng.normal(3, 1, 200), split(rng, 200, 4)
    found = as_array(
        (yield call("target_encoded", category, y, folds, 2.5)), (200,), "target_encoded"
    )
    expect(
        np.allclose(found, encoded(category, y, folds, 2.5)),
        "target_encoded: not (s + weight m)/(c + weight) with s, c and m from the other folds"
        " only, and m for"
        " a category that occurs in no other fold",
    )
    other = np.where(folds == 2, y + 10 * rng.normal(size=200), y)
    value = yield [
        call("target_encoded", category, other, folds, 2.5),
        call("target_encoded", category, y, folds, 0.0),
    ]
    again = as_array(value[0], (200,), "target_encoded")
    expect(
        np.allclose(again[folds == 2], found[folds == 2]),
        "target_encoded: other outcomes of a fold change the encoding of that very fold",
    )
    as_array(value[1], (200,), "target_encoded with weight 0")
