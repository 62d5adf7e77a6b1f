"""The checks of the proxies: area, model, recovery out of fold, smallest sets, cleaned rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.rebuilt_from_proxies.data import (
    SLACK,
    World,
    area,
    probabilities,
    recovered,
    world,
)


@check("separation is the area under the curve, ties by half", points=2)
def areas(rng: Rng) -> Steps:
    """Continuous scores, many ties, all the same, perfect, turned round."""
    labels = rng.permutation(np.arange(60) % 3 == 0).astype(int)
    scores = rng.normal(size=60) + labels
    cases = [scores, np.round(scores), np.zeros(60), labels * 2.0, -labels * 1.0]
    values = yield [call("separation", one, labels) for one in cases]
    for value, one in zip(values, cases, strict=True):
        expect(
            abs(as_number(value, "separation") - area(one, labels)) < 1e-9,
            "separation: not the share of pairs (one row of each label) in which the row with label"
            " 1 scores higher, ties counted by half; below 0.5 stays below 0.5",
        )


@check("rebuilt has the probabilities of the model of these columns", points=2)
def fitted(rng: Rng) -> Steps:
    """Columns in units from 0.05 to 300 and far from zero; one column, some, all."""
    made = world(rng, "pair")
    sets = [made.planted, [made.planted[0]], list(range(7))]
    values = yield [
        call("rebuilt", made.X, made.forbidden, made.X_new, columns) for columns in sets
    ]
    for value, columns in zip(values, sets, strict=True):
        found = as_array(value, (len(made.X_new),), "rebuilt")
        right = probabilities(made.X[:, columns], made.forbidden, made.X_new[:, columns])
        expect(
            np.allclose(found, right, atol=1e-4),
            "rebuilt: not the probabilities of logistic regression by maximum likelihood on these"
            " columns alone: an intercept, no penalty, scale the columns before you iterate",
        )


@check("recovery scores every row by a model that has not seen it", points=3)
def out_of_fold(rng: Rng) -> Steps:
    """Two columns of noise among few rows, where the difference shows; no columns."""
    made, none = world(rng, "pair"), world(rng, "none")
    few = rng.choice(600, 60, replace=False)
    small = World(none.X[few], none.forbidden[few], none.folds[few], none.X_new,
                  none.forbidden_new, [])  # fmt: skip
    cases = [(made, made.planted), (made, list(range(7))), (small, list(range(6))), (small, [])]
    values = yield [
        call("recovery", one.X, one.forbidden, one.folds, columns) for one, columns in cases
    ]
    for value, (one, columns) in zip(values, cases, strict=True):
        found = as_number(value, "recovery")
        right = recovered(one, columns) if columns else 0.5
        expect(
            abs(found - right) < 1e-4,
            "recovery: not the area under the curve of scores of which each comes from the model"
            " trained on the other folds, all folds taken together; 0.5 without columns",
        )


def _asked(made: World) -> Any:
    return call("proxies", made.X, made.forbidden, made.folds, SLACK)


def _set(value: Any) -> list[int]:
    found = as_array(value, (None,), "proxies")
    whole = (found == found.astype(int)).all() and (np.diff(found) > 0).all()
    expect(whole and ((found >= 0) & (found < 7)).all(), "proxies: numbers of columns, ascending")
    return [int(one) for one in found]


@check("proxies finds two columns that are harmless each by itself", points=3)
def pairs(rng: Rng) -> Steps:
    """A difference of two, a sum of three."""
    worlds = [world(rng, "pair"), world(rng, "pair"), world(rng, "three")]
    values = yield [_asked(made) for made in worlds]
    for value, made in zip(values, worlds, strict=True):
        found, wanted = _set(value), len(made.planted)
        expect(
            found == made.planted,
            f"proxies: {len(found)} columns are named, and {wanted} others together recover as"
            " much as all; none of them tells anything alone, so neither correlations nor adding"
            " the best column step by step finds them",
        )


@check("proxies names no more than it takes, and nobody where there is nothing", points=3)
def least(rng: Rng) -> Steps:
    """One column that says it all; none that says anything."""
    one, none = world(rng, "one"), world(rng, "none")
    values = yield [_asked(made) for made in (one, none)]
    expect(
        _set(values[0]) == one.planted,
        "proxies: one column recovers as much as all but for the slack; name it alone",
    )
    expect(
        _set(values[1]) == [],
        "proxies: nothing tells of the forbidden column, so [] is the answer; the area under the"
        " curve of rows that were trained on flatters",
    )


@check("cleaned shifts each group to the common mean, and nothing else", points=3)
def clean(rng: Rng) -> Steps:
    """New rows of both groups, of one group only; means of the known rows."""
    made = world(rng, "pair")
    ones = made.forbidden_new == 1
    cases = [(made.X_new, made.forbidden_new), (made.X_new[ones], made.forbidden_new[ones])]
    values = yield [call("cleaned", made.X, made.forbidden, *case) for case in cases]
    means = [made.X[made.forbidden == g].mean(axis=0) for g in (0, 1)]
    for value, (rows, group) in zip(values, cases, strict=True):
        found = as_array(value, rows.shape, "cleaned")
        gap = np.where(group[:, None] == 1, means[1], means[0]) - made.X.mean(axis=0)
        expect(
            np.allclose(found, rows - gap, rtol=1e-6, atol=1e-6),
            "cleaned: each column of a group is shifted by the difference between the group's mean"
            " and the mean of all rows, both of the known rows and not of the new ones; spreads"
            " stay as they are",
        )
