"""The checks of importance: groups, permutations, conditional, refits, order, what is enough."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.grouped_importance.data import (
    Study,
    clear_study,
    components,
    joint,
    loco,
    model,
    partial,
    study,
    tested,
)


def _groups(found: Any, columns: int, what: str) -> list[list[int]]:
    fits = isinstance(found, list) and all(isinstance(one, list) and one for one in found)
    expect(fits, f"{what}: return a list of lists of column numbers")
    flat = [int(as_number(j, what)) for one in found for j in one]
    whole = sorted(flat) == list(range(columns))
    expect(whole, f"{what}: each column must be in one group, and in one only")
    return [sorted(int(j) for j in one) for one in found]


@check("groups_of joins columns by rank correlation, through others if need be", points=3)
def grouped(rng: Rng) -> Steps:
    """Chains, turned copies, curved copies, ties, constant columns; several thresholds."""
    x = rng.normal(size=(150, 4))
    chain = [x[:, 0] + 0.4 * k * x[:, 1] for k in range(6)]
    cases: list[tuple[Any, float, str]] = [
        (np.column_stack([x[:, 2], -x[:, 2] * 1e6, x[:, 3]]), 0.9, "a copy turned round"),
        (np.column_stack([x[:, 2], x[:, 3], np.exp(3 * x[:, 2])]), 0.95, "a curved copy"),
        (np.column_stack([x[:, 3], *chain]), 0.9, "a chain whose ends hardly correlate"),
        (np.column_stack([np.ones(150), x[:, 2], np.full(150, 0.1)]), 0.5, "constant columns"),
        (np.round(np.column_stack([x[:, 2], x[:, 2] + 0.5 * x[:, 3], x[:, 3]])), 0.8, "many ties"),
        (x, 1.0, "no copies"), (np.column_stack([x[:, 0], x[:, 0]]), 1.0, "equal columns, 1"),
    ]  # fmt: skip
    made = study(rng)
    cases += [(made.X, t, "patients") for t in (0.3, 0.6, 0.8, 0.97)]
    values = yield [call("groups_of", X, threshold) for X, threshold, _ in cases]
    for value, (X, threshold, said) in zip(values, cases, strict=True):
        found = _groups(value, X.shape[1], "groups_of")
        expect(
            sorted(found) == components(X, threshold),
            f"groups_of ({said}): not the columns that hang together by an absolute Spearman"
            " correlation (equal values share their mean rank) at or above the threshold, directly"
            " or through others; constant columns stay alone",
        )
        expect(found == sorted(found), f"groups_of ({said}): in the order of their first columns")


@check("importance permutes a group as one, on average over all permutations", points=3)
def permuted(rng: Rng) -> Steps:
    """Twins, single columns, all columns, none; models with products."""
    cases = []
    for pairs in (0, 3):
        made = study(rng)
        X, y = made.X[:120], made.y[:120]
        groups = [made.drivers[0], *([j] for j in made.drivers[0]), made.drivers[1],
                  list(range(X.shape[1])), [], [*made.drivers[0], *made.drivers[2]]]  # fmt: skip
        cases.append((model(rng, X, y, pairs), X, y, groups))
    values = yield [call("importance", *case) for case in cases]
    for value, (made_model, X, y, groups) in zip(values, cases, strict=True):
        found = as_array(value, (len(groups),), "importance")
        right = np.array([joint(made_model, X, y, group) for group in groups])
        said = "a model with products" if made_model["pairs"] else "a linear model"
        single = [len(group) == 1 for group in groups]
        near = np.isclose(found, right, rtol=1e-6, atol=1e-9 * (1 + np.abs(right).max()))
        expect(
            near[single].all(),
            f"importance ({said}): wrong for single columns: error after less error before, on"
            " average over all permutations (each row gets the value of each row equally often,"
            " its own included)",
        )
        expect(
            near.all(),
            f"importance ({said}): wrong for groups: all columns of a group move together, from"
            " the same other row; the parts do not add up",
            share=0.1,
        )


@check("conditional permutes only what the other columns do not tell", points=3)
def told(rng: Rng) -> Steps:
    """A twin, a driver without twins, a column that is told entirely, models with products."""
    made = study(rng)
    X, y = made.X[:100], made.y[:100]
    double = np.column_stack([X, 3 * X[:, 0] - X[:, 1], np.full(100, 2.0)])
    cases = [
        (model(rng, X, y, 0), X, y, made.drivers[0][0], "a twin"),
        (model(rng, X, y, 2), X, y, made.drivers[0][-1], "a twin, in a model with products"),
        (model(rng, X, y, 2), X, y, made.drivers[1][0], "a column without twin"),
        (model(rng, double, y, 0), double, y, 0, "a column that the others tell entirely"),
    ]
    values = yield [call("conditional", *case[:4]) for case in cases]
    for value, (made_model, table, y, column, said) in zip(values, cases, strict=True):
        found = as_number(value, "conditional")
        right = partial(made_model, table, y, column)
        expect(
            abs(found - right) < 1e-6 * (1 + abs(right)),
            f"conditional ({said}): the column becomes its least-squares prediction from all other"
            " columns (with intercept) for its own row, plus the residual of another row, on"
            " average over all rows",
        )


@check("refitted trains anew without the group", points=3)
def lost(rng: Rng) -> Steps:
    """Twins, one of them, noise, everything; a constant column; folds of unequal size."""
    made = study(rng)
    X = np.column_stack([made.X, np.full(len(made.X), 3.0)])
    p = X.shape[1]
    folds = rng.permutation(np.repeat([0, 1, 2, 5], [50, 70, 80, 100]))
    groups = [made.drivers[0], made.drivers[0][:1], made.drivers[1], [p - 1], list(range(p)), []]
    values = yield [call("refitted", X, made.y, groups, folds, c) for c in (1.0, 40.0)]
    for value, penalty in zip(values, (1.0, 40.0), strict=True):
        found = as_array(value, (len(groups),), "refitted")
        right = [loco(X, made.y, group, folds, penalty) for group in groups]
        expect(
            np.allclose(found, right, rtol=1e-6, atol=1e-9),
            "refitted: not the rise of the cross-validated squared error of ridge regression"
            " trained anew without the columns: centre and scale by the training rows (dividing by"
            " n, 1 for constant columns), nothing is penalised but the coefficients; without any"
            " column the mean of the training rows predicts",
        )


@check("ranked puts the driver first, although each of its twins matters little", points=3)
def order(rng: Rng) -> Steps:
    """Eight studies in which a rival has more weight than any single twin."""
    studies = [clear_study(rng) for _ in range(8)]
    values = yield [call("ranked", made.X, made.y) for made in studies]
    together = first = whole = 0
    for value, made in zip(values, studies, strict=True):
        found = _groups(value, made.X.shape[1], "ranked")
        together += made.drivers[0] in found
        first += found[0] == made.drivers[0]
        whole += found[:3] == made.drivers and sorted(found) == made.groups
    expect(together >= 7, f"ranked: the driver and its near copies are one group in {together} of 8"
           " studies only; a copy may be turned round, or on another scale")  # fmt: skip
    expect(first >= 7, f"ranked: the driver's group comes first in {first} of 8 studies only: what"
           " is lost if all of it goes counts, not what each twin adds to the others")  # fmt: skip
    expect(whole >= 7, f"ranked: the three groups that matter come first, in their order, in"
           f" {whole} of 8 studies only", share=0.1)  # fmt: skip


@check("kept needs one column of each group that matters, and the right one", points=3)
def enough(rng: Rng) -> Steps:
    """Judged by least squares on these columns, on patients never seen."""
    studies = [clear_study(rng) for _ in range(8)]
    values = yield [call("kept", made.X, made.y) for made in studies]
    many = few = good = 0
    for value, made in zip(values, studies, strict=True):
        columns = [int(one) for one in as_array(value, (None,), "kept")]
        inside = all(0 <= j < made.X.shape[1] for j in columns) and columns == sorted(set(columns))
        expect(inside, "kept: return numbers of columns, ascending, each once")
        many += len(columns) > 3
        few += len(columns) < 3
        good += _ratio(made, columns) <= 1.03
    expect(many <= 1, f"kept: columns too many in {many} of 8 studies: twins of a column that is"
           " kept, or columns that do not matter")  # fmt: skip
    expect(few <= 1, f"kept: columns too few in {few} of 8 studies: of each group that matters one"
           " must stay")  # fmt: skip
    expect(good >= 7, f"kept: in {8 - good} of 8 studies the error on new patients is more than 3%"
           " above what three columns can do: of twins, keep the one that the others can least"
           " replace; a copy adds noise", share=0.1)  # fmt: skip


def _ratio(made: Study, columns: list[int]) -> float:
    return tested(made, columns) / tested(made, sorted(made.sources))
