"""The checks of trees: impurity, splits, growth, pruning, the choice of alpha, instability."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.trees_and_pruning.data import (
    Tree,
    Whole,
    best_leaves,
    chosen,
    cut,
    flagged,
    glass,
    grown,
    hull,
    impure,
    lone_row,
    said,
    split_of,
)

_KINDS = ("gini", "entropy", "error")
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_NAMES = ("feature", "threshold", "left", "right", "counts")


@check("impurity is right, with classes that are absent and nodes that are empty", points=1)
def impurities(rng: Rng) -> Steps:
    """Random counts with a class that is absent, one class alone, no row."""
    counts = rng.integers(1, 30, 5)
    counts[rng.integers(5)] = 0
    one = np.array([0, int(rng.integers(1, 9)), 0])
    cases = [(c, kind) for c in (counts, one, np.zeros(3, int)) for kind in _KINDS]
    values = yield [call("impurity", *case) for case in cases]
    for value, (c, kind) in zip(values, cases, strict=True):
        found = as_number(value, f"impurity ({kind})")
        right = impure(np.repeat(np.arange(len(c)), c), kind)
        expect(
            abs(found - right) < 1e-9,
            f"impurity ({kind}): wrong for {len(c)} classes with {int((c > 0).sum())} present; the"
            " logarithm has base 2, an absent class adds 0, and a node without rows has 0",
        )


@check("best_split finds the split, whatever ties there are", points=3)
def splits(rng: Rng) -> Steps:
    """Glass under three criteria, ties, a minimum of rows, neighbours in floating point."""
    X, y, classes = glass(rng, 90, 5)
    low = float(rng.integers(2, 99)) + np.spacing(float(64))
    near = np.repeat([[low], [np.nextafter(low, np.inf)]], 4, axis=0)
    twin = np.column_stack([X[:, 0], X, X])
    plain = [(X, y, classes, kind, 1, f"glass by {kind}") for kind in _KINDS]
    flip = rng.permutation([0, 1])
    cases = [
        *plain,
        (X, y, classes, "gini", 30, "at least 30 rows on each side"),
        (twin, y, classes, "gini", 3, "columns that occur twice, a tie for the lowest feature"),
        (_line(9), flip[[0, 1, 1, 0, 0, 0, 1, 1, 0]], 2, "gini", 1, "two thresholds that tie"),
        (np.hstack([_line(6), -_line(6)]), flip[[0, 0, 0, 0, 1, 1]], 2, "gini", 1, "two that tie"),
        (_CORNERS, np.array([0, 1, 1, 0]), 2, "gini", 1, "exclusive or, where nothing decreases"),
        (np.ones((6, 3)), np.array([0, 1, 0, 1, 1, 0]), 2, "entropy", 1, "constant features"),
        (_line(5), np.array([0, 1, 0, 1, 1]), 2, "gini", 3, "too few rows for min_leaf"),
        (near, np.repeat([0, 1], 4), 2, "gini", 1, "two values that are neighbouring doubles"),
        (near[::-1] + np.spacing(low), np.repeat([1, 0], 4), 2, "gini", 1, "neighbouring doubles"),
    ]
    values = yield [call("best_split", *case[:5]) for case in cases]
    for value, (features, labels, _, kind, least, told) in zip(values, cases, strict=True):
        _split(value, split_of(features, labels, kind, least), told)


def _line(n: int) -> Floats:
    return np.arange(n, dtype=float)[:, None]


def _split(value: Any, right: tuple[int, float, float], told: str) -> None:
    expect(isinstance(value, dict), "best_split: return a dictionary")
    names = ("feature", "threshold", "decrease")
    found = [as_number(value.get(name), f"best_split, '{name}'") for name in names]
    expect(
        found[0] == right[0],
        f"best_split ({told}): another feature is right; feature -1 only if no threshold leaves"
        " min_leaf rows on both sides, and of splits within 1e-9 of the best the lowest feature",
    )
    expect(
        found[1] == right[1],
        f"best_split ({told}): right feature, wrong threshold: it lies halfway between neighbouring"
        " distinct values, the lowest of those that tie, and always below the upper value (in"
        " floating point, halfway can round up to it: then take the lower value)",
    )
    expect(
        abs(found[2] - right[2]) < 1e-9,
        f"best_split ({told}): the decrease weighs the two sides by their share of the node's rows",
        share=0.5,
    )


def _tree(value: Any, classes: int, name: str) -> Tree:
    expect(
        isinstance(value, dict) and set(_NAMES) <= set(value),
        f"{name}: return a dictionary with {', '.join(_NAMES)}",
    )
    counts = as_array(value["counts"], (None, classes), f"{name}, 'counts',")
    shape = (len(counts),)
    found = {key: as_array(value[key], shape, f"{name}, '{key}',") for key in _NAMES[:4]}
    return {**found, "counts": counts}


def _same(found: Tree, right: Tree) -> bool:
    return all(
        found[key].shape == right[key].shape and np.allclose(found[key], right[key], atol=0)
        for key in _NAMES
    )


@check("grow makes the very tree, node for node", points=3)
def grows(rng: Rng) -> Steps:
    """Glass under three criteria with limits, exclusive or, constant rows, and noise."""
    X, y, classes = glass(rng, 110, 4)
    same = np.vstack([X, X[:6]]), np.concatenate([y, (y[:6] + 1) % classes])
    limits = ((None, 1), (3, 1), (0, 1), (None, 8))
    plans: list[tuple[Any, ...]] = [(X, y, classes, kind, None, 1) for kind in _KINDS]
    plans += [(X, y, classes, "gini", *limit) for limit in limits[1:]]
    plans += [
        (_CORNERS, np.array([1, 0, 0, 1]), 2, "entropy", None, 1),
        (*same, classes, "gini", None, 1),
        (np.column_stack([rng.permutation(60), rng.permutation(60)]) + 0.0,
         rng.integers(0, 2, 60), 2, "gini", None, 1),
    ]  # fmt: skip
    told = [f"glass by {kind}" for kind in _KINDS]
    told += ["no deeper than 3", "no deeper than 0", "at least 8 rows in a leaf", "exclusive or",
             "equal rows of different classes", "labels dealt by lot"]  # fmt: skip
    for value, plan, case in zip(
        (yield [call("grow", *plan) for plan in plans]), plans, told, strict=True
    ):
        found, right = _tree(value, plan[2], "grow"), grown(*plan)
        expect(
            len(found["feature"]) == len(right["feature"]),
            f"grow ({case}): the number of nodes is wrong: go on until a node is pure, too deep"
            " (the root has depth 0) or without a possible split; a decrease of 0 is no reason to"
            " stop",
        )
        expect(
            _same(found, right),
            f"grow ({case}): the number of nodes is right, but not the nodes in preorder (root,"
            " left subtree, right subtree; rows at the threshold go left; counts of training rows)",
        )


@check("predict follows the tree, and settles ties by the lowest class", points=1)
def predicts(rng: Rng) -> Steps:
    """New rows, rows exactly at a threshold, and leaves in which classes tie."""
    X, y, classes = glass(rng, 120, 5)
    tree = grown(X[:80], y[:80], classes, "gini", 4, 4)
    at = X[80:].copy()
    at[:, tree["feature"][0]] = tree["threshold"][0]
    even = {**tree, "counts": np.full_like(tree["counts"], 3)}
    for (rows, known, told), value in zip(
        ((X, tree, "old and new rows"), (at, tree, "rows at a threshold"), (X, even, "ties")),
        (yield [call("predict", *one) for one in ((tree, X), (tree, at), (even, X))]),
        strict=True,
    ):
        found = as_array(value, (len(rows),), "predict")
        expect(
            np.array_equal(found, said(known, rows)),
            f"predict ({told}): left if at most the threshold; most rows, lowest class in a tie",
        )


def _plane(rng: Rng) -> list[tuple[str, Tree]]:
    """Trees to be pruned: glass, glass on few rows, noise, and one that is only a root."""
    X, y, classes = glass(rng, 130, 5)
    lot = rng.integers(0, 2, 64)
    return [
        ("a tree on glass", grown(X, y, classes, "gini", None, 1)),
        ("a tree on glass by entropy", grown(X[:70], y[:70], classes, "entropy", None, 2)),
        ("a tree on labels dealt by lot", grown(X[:64], lot, 2, "gini", None, 1)),
        ("a tree on exclusive or", grown(*_squares(rng), 2, "gini", None, 1)),
        ("a single node", grown(X[:5], np.ones(5, int), 2, "gini", None, 1)),
    ]


def _squares(rng: Rng) -> tuple[Floats, Whole]:
    """Exclusive or with many rows, a few of them wrong."""
    X = rng.integers(0, 2, (60, 2)) + 0.0
    y = (X.sum(axis=1) == 1).astype(int)
    return np.column_stack([X, rng.permutation(60) + 0.0]), np.where(
        rng.random(60) < 0.08, 1 - y, y
    )


@check("pruning_path has every alpha at which the best subtree changes", points=3)
def paths(rng: Rng) -> Steps:
    """Against the hull of the fewest errors with each number of leaves."""
    trees = _plane(rng)
    values = yield [call("pruning_path", tree) for _, tree in trees]
    for value, (told, tree) in zip(values, trees, strict=True):
        expect(isinstance(value, dict), "pruning_path: return a dictionary")
        alphas, leaves = hull(tree)
        found = as_array(value.get("alphas"), (None,), "pruning_path, 'alphas',")
        count = as_array(value.get("leaves"), found.shape, "pruning_path, 'leaves',")
        expect(
            len(found) and found[0] == 0 and count[0] == leaves[0],
            f"pruning_path ({told}): it begins with alpha 0 and the leaves of T(0), which is"
            " smaller than the tree if splits mend no error",
        )
        expect(
            len(found) == len(alphas),
            f"pruning_path ({told}): {'more' if len(found) > len(alphas) else 'fewer'} alphas than"
            " there are; branches whose gain per leaf is equal go together, alphas rise strictly",
        )
        expect(
            np.allclose(found, alphas, atol=1e-9) and count.tolist() == leaves,
            f"pruning_path ({told}): right number of alphas, wrong values or leaves: a branch goes"
            " at (its errors as a leaf - errors of its leaves) / (rows of the root x (leaves - 1)),"
            " computed anew after each cut",
        )


@check("prune finds the smallest subtree of least cost", points=3)
def prunes(rng: Rng) -> Steps:
    """Between the alphas of the path, exactly at one, at 0 and beyond the last."""
    cases = []
    for told, tree in _plane(rng):
        path, _ = hull(tree)
        between = np.sqrt(np.array(path[:-1]) * np.array(path[1:])).tolist()
        tried = {0.0, path[len(path) // 2], path[-1], 2 * path[-1] + 0.1, *between}
        cases += [(told, tree, alpha) for alpha in sorted(tried)]
    values = yield [call("prune", tree, alpha) for _, tree, alpha in cases]
    for value, (told, tree, alpha) in zip(values, cases, strict=True):
        found = _tree(value, tree["counts"].shape[1], "prune")
        leaves = int((found["feature"] < 0).sum())
        right, _ = best_leaves(tree, alpha)
        where = "at alpha 0" if alpha == 0 else "at an alpha above 0"
        expect(
            leaves == right,
            f"prune ({told}, {where}): too {'many' if leaves > right else 'few'} leaves; decide"
            " from the last node to the first, a branch against its own best pruned form, and of"
            " equal costs take the smaller tree",
        )
        expect(
            _same(found, cut(tree, alpha)[0]),
            f"prune ({told}, {where}): the number of leaves is right, but the nodes are not those"
            " of the tree, numbered in preorder without gaps",
        )


@check("choose_alpha counts only rows that were left out", points=3)
def chooses(rng: Rng) -> Steps:
    """Glass with folds of unequal size; labels dealt by lot; a tree that is only a root."""
    X, y, classes = glass(rng, 110, 4)
    folds = rng.permutation(np.repeat([0, 1, 2, 5], [40, 30, 25, 15]))
    lot = rng.permutation(np.repeat([0, 1], [50, 60]))
    few = rng.permutation(np.arange(110) % 3)
    halves = flagged(rng)
    cases = (
        (X, y, classes, folds, "gini", 1, "glass"),
        (X, lot, 2, few, "entropy", 4, "labels dealt by lot"),
        (*lone_row(rng), 2, few[:60], "gini", 1, "a split for the sake of one row"),
        (*halves[:2], 2, halves[2], "gini", 1, "two small groups of rows"),
        (X, lot * 0, 2, few, "gini", 1, "a single class"),
    )
    values = yield [call("choose_alpha", *case[:6]) for case in cases]
    for value, case in zip(values, cases, strict=True):
        told = f"choose_alpha ({case[6]})"
        expect(isinstance(value, dict), "choose_alpha: return a dictionary")
        right = chosen(*case[:6])
        alphas = as_array(value.get("alphas"), (None,), f"{told}, 'alphas',")
        expect(
            alphas.shape == right["alphas"].shape
            and np.allclose(alphas, right["alphas"], rtol=1e-7, atol=1e-12),
            f"{told}: the candidates are the geometric means of neighbouring alphas of the tree on"
            " all rows, and twice the last alpha",
        )
        errors = as_array(value.get("errors"), alphas.shape, f"{told}, 'errors',")
        expect(
            np.allclose(errors, right["errors"], atol=1e-9),
            f"{told}: for each candidate count the rows that are wrong when left out, over all rows"
            " (folds differ in size); each fold's tree is grown on the other folds and cut at the"
            " same alpha, not at the same place of its own path",
        )
        for name, rule in (("best", "the largest candidate of least error"),
                           ("one_se", "the largest candidate with an error of at most"
                            " e + sqrt(e(1 - e)/n), e the least error")):  # fmt: skip
            got = as_number(value.get(name), f"{told}, '{name}'")
            expect(
                abs(got - right[name]) <= 1e-7 * right[name],
                f"{told}: '{name}' is {rule}",
            )


@check("instability measures how much trees differ when rows do", points=2)
def shaky(rng: Rng) -> Steps:
    """Bootstrap samples at two alphas, and the same rows each time."""
    X, y, classes = glass(rng, 90, 5)
    drawn = rng.integers(0, 90, (5, 90))
    same = np.tile(drawn[0], (3, 1))
    cases = ((drawn, 0.0, "bootstrap samples"), (drawn[:, :60], 0.03, "pruned"),
             (drawn[:, :60], 2.0, "pruned to the root"), (same, 0.01, "the same rows"))  # fmt: skip
    values = yield [call("instability", X, y, classes, rows, alpha) for rows, alpha, _ in cases]
    for value, (rows, alpha, told) in zip(values, cases, strict=True):
        expect(isinstance(value, dict), "instability: return a dictionary")
        trees = [cut(grown(X[r], y[r], classes, "gini", None, 1), alpha)[0] for r in rows]
        roots = as_array(value.get("roots"), (len(rows),), "instability, 'roots',")
        expect(
            roots.tolist() == [int(tree["feature"][0]) for tree in trees],
            f"instability ({told}): 'roots' are the features of the roots of the pruned trees, -1"
            " for a single node; rows drawn twice count twice",
        )
        seen = [said(tree, X) for tree in trees]
        right = float(np.mean([np.mean(a != b) for a, b in combinations(seen, 2)]))
        expect(
            abs(as_number(value.get("disagreement"), "instability") - right) < 1e-9,
            f"instability ({told}): 'disagreement' is the mean over pairs of different runs of the"
            " share of the rows of X that the two pruned trees see differently",
        )
