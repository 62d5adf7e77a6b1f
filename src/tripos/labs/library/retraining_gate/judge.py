"""The checks of the gate: errors by group, right verdicts, few false passes, features alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.retraining_gate.data import (
    clustered,
    diabetes,
    features,
    losses,
    table,
    verdict,
)


def _verdict(found: Any, said: str) -> tuple[bool, str, list[Any]]:
    fits = isinstance(found, dict) and {"accept", "reason", "slices"} <= set(found)
    expect(fits, f"decide ({said}): return a dict with accept, reason and slices")
    expect(isinstance(found["accept"], bool), f"decide ({said}): accept must be true or false")
    expect(isinstance(found["slices"], list), f"decide ({said}): slices must be a list")
    known = found["reason"] in ("better", "small", "slice", "broken")
    expect(known, f"decide ({said}): the reason must be better, small, slice or broken")
    consistent = found["accept"] == (found["reason"] == "better")
    expect(consistent, f"decide ({said}): accept must be true for the reason better, and only then")
    return found["accept"], found["reason"], found["slices"]


@check("paired gives the gain and its standard error by groups", points=2)
def errors(rng: Rng) -> Steps:
    """Rows that hang together, rows that do not, one group, and patients."""
    old, new, sex = diabetes(rng)
    cases = [losses(rng, 0.1, 0.4)[:3], losses(rng, 0.0)[:3], (old, new, np.arange(len(old)) * 1.0)]
    values = yield [*(call("paired", *case) for case in cases), call("paired", old, new, 0 * sex)]
    for value in values:
        expect(isinstance(value, dict), "paired: return a dict with gain and error")
    for value, (a, b, groups) in zip(values[:3], cases, strict=True):
        gain, error = clustered(a - b, groups)
        found = as_number(value.get("gain"), "paired: gain")
        expect(abs(found - gain) < 1e-9, "paired: gain is the mean of old loss minus new loss")
        found = as_number(value.get("error"), "paired: error")
        expect(
            abs(found - error) < 1e-9 * (1 + error),
            "paired: error is not that of the mean with independent groups: add up the"
            " deviations within"
            " a group before you square",
            share=0.25,
        )
    infinite = values[3].get("error") == np.inf
    expect(infinite, "paired: with a single group the error is infinite", share=0.7)


@check("decide comes to the right verdict where it is clear", points=3)
def verdicts(rng: Rng) -> Steps:
    """Better, too little, worse, a slice that got worse, and patients."""
    old, new, sex = diabetes(rng)
    patients = (old, new, np.arange(len(old)) * 1.0, sex)
    cases = (
        (losses(rng, 0.5), 0.1, "a large gain"),
        (losses(rng, 0.05), 0.1, "a sure gain below the least"),
        (losses(rng, -0.3), 0.0, "losses that rise"),
        (losses(rng, 0.5, bad=2), 0.05, "a gain in all but one slice"),
        ((new, old, *patients[2:]), 0.0, "patients, the better model replaced"),
        (losses(rng, 0.12, 0.9), 0.0, "a gain that hangs on a few groups"),
        (patients, 0.0, "patients, more measurements"),
    )
    values = yield [call("decide", *case, least, 0.05, 1) for case, least, _ in cases]
    for done, (value, (case, least, said)) in enumerate(zip(values, cases, strict=True)):
        reason, slices, near = verdict(case, least, 0.05, 1)
        _, found, worse = _verdict(value, said)
        share = 0.6 * done / len(cases) if done > 3 else 0.0
        if near > 1e-6:
            expect(found == reason, f"decide ({said}): the reason must be '{reason}'", share=share)
            expect(
                worse == slices,
                f"decide ({said}): not the slices that are surely worse",
                share=share,
            )


@check("decide passes few worthless candidates, also when many are tried", points=2)
def worthless(rng: Rng) -> Steps:
    """Sixty candidates that are no better, rows of a group alike; verdicts near the edge."""
    cases = [losses(rng, 0.0, 0.3) for _ in range(60)]
    tries = [1] * 40 + [20] * 20
    values = yield [
        call("decide", *case, 0.0, 0.05, n) for case, n in zip(cases, tries, strict=True)
    ]
    passed = sum(_verdict(value, "a worthless candidate")[0] for value in values)
    expect(
        passed <= 7,
        f"decide: {passed} of 60 worthless candidates pass at level 0.05: rows of one group are"
        " not"
        " independent, and the bound is one-sided",
    )
    for value, case, n in zip(values, cases, tries, strict=True):
        reason, slices, near = verdict(case, 0.0, 0.05, n)
        _, found, worse = _verdict(value, "a worthless candidate")
        if near > 1e-6:
            expect(
                found == reason and worse == slices,
                f"decide: a wrong verdict near the edge, with {n} tries: level / tries for the"
                " whole, and that"
                " shared out over the slices that are tested",
                share=0.4,
            )


@check("decide does not test tiny slices, and refuses broken losses", points=2)
def edges(rng: Rng) -> Steps:
    """A slice of three groups that got much worse, and losses that are not finite."""
    old, new, groups, slices = losses(rng, 0.5)
    tiny = np.where(groups < 3, 9.0, slices)
    worse = np.where(groups < 3, old + 0.4 + 0.01 * rng.random(len(old)), new)
    broken, endless = new.copy(), old.copy()
    broken[5], endless[7] = np.nan, np.inf
    values = yield [
        call("decide", old, worse, groups, tiny, 0.05, 0.05, 1),
        call("decide", old, broken, groups, slices, 0.05, 0.05, 1),
        call("decide", endless, new, groups, slices, 0.05, 0.05, 1),
    ]
    for value in values[1:]:
        _, reason, _ = _verdict(value, "a loss that is not finite")
        expect(reason == "broken", "decide: where a loss is not finite the reason is broken")
    _, reason, _ = _verdict(values[0], "a slice of three groups")
    expect(reason == "better", "decide: a slice of fewer than 5 groups is not tested", share=0.5)


@check("decide shares the level over the tested slices only", points=2)
def shared(rng: Rng) -> Steps:
    """Many candidates with harm in a slice at the edge of what can be seen."""
    cases = []
    for _ in range(30):
        old, new, groups, slices = losses(rng, 0.3, 0.4)
        harm = float(rng.uniform(0.3, 0.65))
        slices = np.where((groups % 16) == 7, 4 + groups // 16, slices)
        cases.append((old, new + np.where(slices == 1, harm, 0), groups, slices))
    values = yield [call("decide", *case, 0.0, 0.05, 2) for case in cases]
    for value, case in zip(values, cases, strict=True):
        reason, slices, near = verdict(case, 0.0, 0.05, 2)
        _, found, worse = _verdict(value, "harm in one slice")
        if near > 1e-6:
            expect(
                found == reason and worse == slices,
                "decide: wrong about a slice at the edge: the level is level / tries / (number"
                " of slices"
                " tested), and slices come before the gain over all",
            )


@check("batch computes the features with what was learnt in training", points=2)
def learnt(rng: Rng) -> Steps:
    """New rows, unknown texts, carelessly written ones, all missing."""
    fitted = table(rng, 120)
    X, texts = table(rng, 25)
    texts[0], texts[1], X[2, 0] = "moon", "  NORTH", np.nan
    X[:, 1] += 30
    state = yield call("fit_features", *fitted)
    expect(isinstance(state, dict), "fit_features: return a dict of plain data")
    truth = features(fitted, X, texts)
    found = as_array((yield call("batch", state, X, texts)), truth.shape, "batch")
    p = X.shape[1]
    missing = np.isnan(X)
    expect(
        np.allclose(found[:, :p][~missing], truth[:, :p][~missing], atol=1e-6),
        "batch: scaled numbers are wrong: mean and population deviation of the values there"
        " were in"
        " training, and 1 for a deviation of 0",
    )
    expect(
        np.allclose(found[:, :p][missing], truth[:, :p][missing], atol=1e-6),
        "batch: a missing value becomes the training median, and is scaled then",
        share=0.3,
    )
    told = np.allclose(found[:, p : 2 * p], truth[:, p : 2 * p])
    expect(told, "batch: the columns that tell of missing values are wrong", share=0.5)
    expect(
        np.allclose(found[:, 2 * p :], truth[:, 2 * p :]),
        "batch: the columns of texts are wrong: alphabetical, lower case, no spaces around,"
        " unknown zeros",
        share=0.5,
    )


@check("one row served has the features that it has in a batch", points=2)
def served(rng: Rng) -> Steps:
    """Row by row; the state survives its own journey."""
    fitted = table(rng, 100)
    X, texts = table(rng, 12)
    texts[3] = "nowhere"
    state = yield call("fit_features", *fitted)
    rows = [call("one", state, row, text) for row, text in zip(X, texts, strict=True)]
    *single, whole = yield [*rows, call("batch", state, X, texts)]
    width = 8 + len({text.strip().lower() for text in fitted[1]})
    whole = as_array(whole, (12, width), "batch")
    for value, row in zip(single, whole, strict=True):
        found = as_array(value, (width,), "one")
        expect(
            np.allclose(found, row, atol=1e-12),
            "one: a row alone gets other features than in a batch",
        )
    truth = features(fitted, X, texts)
    expect(
        np.allclose(whole, truth, atol=1e-6), "one and batch agree, and both are wrong", share=0.3
    )


@check("parity names the columns that differ", points=1)
def names(rng: Rng) -> Steps:
    """Noise below the tolerance, large numbers, missing on one side and on both."""
    a = rng.normal(size=(40, 7)) * np.array([1, 1e6, 1, 1, 1, 1, 1e-3])
    a[3, 1], a[4, 3] = 2e6, np.nan
    a[5, 4] = np.nan
    b = a * (1 + 1e-8)
    b[9, 0] += 0.01
    b[3, 1] = a[3, 1] * (1 + 5e-7)
    b[4, 3] = np.nan
    b[5, 4] = 0.0
    b[6, 5] = np.nan
    b[:, 6] += 2e-7
    found = yield call("parity", a, b, 1e-6)
    expect(isinstance(found, list), "parity: return a list of the numbers of columns")
    missed = "parity: a column that differs is not named (one number in it is enough, or a nan)"
    expect({0, 4, 5} <= set(found), missed)
    expect(
        found == [0, 4, 5],
        "parity: a column is named though it is alike: two nan are, and large numbers within"
        " their share,"
        " and small ones within the tolerance itself",
        share=0.4,
    )
