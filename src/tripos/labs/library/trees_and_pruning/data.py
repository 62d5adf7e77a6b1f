"""Data of the lab, and trees grown and pruned by slower, independent routes."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Tree = dict[str, npt.NDArray[Any]]


@cache
def _table() -> tuple[Floats, Whole]:
    from bokeh_sampledata.forensic_glass import data  # noqa: PLC0415 - heavy

    kinds = sorted(set(data["type"]))
    y = np.array([kinds.index(kind) for kind in data["type"]])
    return np.rint(100 * data.drop(columns="type").to_numpy(dtype=float)), y


def glass(rng: Rng, rows: int, columns: int) -> tuple[Floats, Whole, int]:
    """Some splinters and columns in units of their own; some class may have no row.

    Whole numbers times powers of two: halfway between two of them is exact, so that a row which
    lies on a threshold goes the same way whatever formula found it.
    """
    X, y = _table()
    kept = rng.choice(len(y), rows, replace=False)
    taken = rng.choice(X.shape[1], columns, replace=False)
    return (
        X[np.ix_(kept, taken)] * 2.0 ** rng.integers(-6, 7, columns),
        rng.permutation(6)[y[kept]],
        6,
    )


def lone_row(rng: Rng) -> tuple[Floats, Whole]:
    """Two blocks, and one wrong row that a column of its own gives away: useful to itself only."""
    X = np.column_stack([rng.permutation(60), np.zeros(60)])
    y = (X[:, 0] >= 30).astype(int)
    far = int(np.flatnonzero(X[:, 0] == rng.choice([rng.integers(5, 25), rng.integers(35, 55)]))[0])
    X[far, 1], y[far] = 1.0, 1 - y[far]
    return X, y


def flagged(rng: Rng) -> tuple[Floats, Whole, Whole]:
    """Two halves with 20 wrong rows, and flags on 4 and 3 rows: one split within one standard
    error of the least error, both together beyond it, but within two."""
    X = np.column_stack([np.repeat(np.arange(40.0), 10), np.zeros(400), np.zeros(400)])
    y = (X[:, 0] >= 20).astype(int)
    drawn = [10 * rng.permutation(np.arange(18) + 22 * half)[:14] for half in (0, 1)]
    flags = drawn[0][:4], drawn[1][:3]
    X[flags[0], 1], X[flags[1], 2] = 1.0, 1.0
    other = np.concatenate([*flags, drawn[0][4:], drawn[1][4:]])
    y[other] = 1 - y[other]
    folds = rng.permutation(np.arange(400) % 4)
    folds[flags[0]], folds[flags[1]] = np.arange(4), np.arange(3)
    order = rng.permutation(400)
    return X[order], y[order], folds[order]


def impure(labels: Whole, criterion: str) -> float:
    """Impurity from the labels of a node, class by class."""
    shares = [float(np.mean(labels == k)) for k in sorted(set(labels.tolist()))]
    if not shares:
        return 0.0
    if criterion == "gini":
        return sum(p * (1 - p) for p in shares)
    if criterion == "entropy":
        return sum(p * float(np.log2(1 / p)) for p in shares)
    return min(1 - p for p in shares)


def split_of(X: Floats, y: Whole, criterion: str, min_leaf: int) -> tuple[int, float, float]:
    """The best split, each threshold counted anew."""
    tried = []
    whole, n = impure(y, criterion), len(y)
    for feature, column in enumerate(X.T):
        values = sorted(set(column.tolist()))
        for low, high in pairwise(values):
            left = column <= low
            few, many = int(left.sum()), int((~left).sum())
            if min(few, many) < min_leaf:
                continue
            inside = few * impure(y[left], criterion) + many * impure(y[~left], criterion)
            middle = low / 2 + high / 2
            tried.append((whole - inside / n, feature, middle if middle < high else low))
    if not tried:
        return -1, 0.0, 0.0
    most = max(one[0] for one in tried)
    decrease, feature, threshold = next(one for one in tried if one[0] >= most - 1e-9)
    return feature, threshold, decrease


def grown(
    X: Floats, y: Whole, classes: int, criterion: str, max_depth: int | None, min_leaf: int
) -> Tree:
    """A tree as the brief defines it."""
    lines: list[list[Any]] = []
    _add(lines, X, y, (classes, criterion, min_leaf), max_depth)
    names = ("feature", "threshold", "left", "right", "counts")
    return {name: np.array([one[i] for one in lines]) for i, name in enumerate(names)}


def _add(lines: list[list[Any]], X: Floats, y: Whole, how: Any, depth: int | None) -> None:
    classes, criterion, min_leaf = how
    lines.append([-1, 0.0, -1, -1, [int((y == k).sum()) for k in range(classes)]])
    own = lines[-1]
    if len(set(y.tolist())) == 1 or depth == 0:
        return
    feature, threshold, _ = split_of(X, y, criterion, min_leaf)
    if feature < 0:
        return
    left, rest = X[:, feature] <= threshold, None if depth is None else depth - 1
    own[:3] = feature, threshold, len(lines)
    _add(lines, X[left], y[left], how, rest)
    own[3] = len(lines)
    _add(lines, X[~left], y[~left], how, rest)


def said(tree: Tree, X: Floats) -> Whole:
    """Row by row down the tree."""
    found = []
    for row in X:
        at = 0
        while tree["feature"][at] >= 0:
            left = row[tree["feature"][at]] <= tree["threshold"][at]
            at = tree["left" if left else "right"][at]
        counts = tree["counts"][at].tolist()
        found.append(counts.index(max(counts)))
    return np.array(found)


def fewest(tree: Tree, t: int = 0) -> Floats:
    """The fewest wrong rows of any pruned subtree below t, by its number of leaves (from 1)."""
    counts = tree["counts"][t]
    alone = float(counts.sum() - counts.max())
    if tree["feature"][t] < 0:
        return np.array([alone])
    a, b = fewest(tree, tree["left"][t]), fewest(tree, tree["right"][t])
    found = np.full(len(a) + len(b), np.inf)
    for i, wrong in enumerate(a):
        found[i + 1 : i + 1 + len(b)] = np.minimum(found[i + 1 : i + 1 + len(b)], wrong + b)
    found[0] = alone
    return found


def best_leaves(tree: Tree, alpha: float) -> tuple[int, float]:
    """Leaves and wrong rows of the smallest subtree of least cost."""
    wrong = fewest(tree)
    cost = wrong / tree["counts"][0].sum() + alpha * np.arange(1, len(wrong) + 1)
    at = int(np.flatnonzero(cost <= cost.min() + 1e-12)[0])
    return at + 1, float(wrong[at])


def hull(tree: Tree) -> tuple[list[float], list[int]]:
    """The pruning path: corners of the lower hull of wrong rows against leaves."""
    wrong, n = fewest(tree), float(tree["counts"][0].sum())
    at = int(np.flatnonzero(wrong <= wrong.min())[0])
    alphas, leaves = [0.0], [at + 1]
    while at > 0:
        slopes = (wrong[:at] - wrong[at]) / (n * (at - np.arange(at)))
        alphas.append(float(slopes.min()))
        at = int(np.flatnonzero(slopes <= slopes.min() + 1e-12)[0])
        leaves.append(at + 1)
    return alphas, leaves


def cut(tree: Tree, alpha: float, t: int = 0) -> tuple[Tree, float]:
    """The pruned tree below t and its cost, put together from its pruned branches."""
    counts, n = tree["counts"][t], tree["counts"][0].sum()
    alone = float((counts.sum() - counts.max()) / n) + alpha
    leaf = {"feature": np.array([-1]), "threshold": np.array([0.0]), "left": np.array([-1]),
            "right": np.array([-1]), "counts": counts[None, :]}  # fmt: skip
    if tree["feature"][t] < 0:
        return leaf, alone
    (a, first), (b, second) = (cut(tree, alpha, tree[side][t]) for side in ("left", "right"))
    if alone <= first + second + 1e-12:
        return leaf, alone
    size = len(a["feature"])
    top = {"feature": tree["feature"][t], "threshold": tree["threshold"][t], "left": 1,
           "right": 1 + size, "counts": counts}  # fmt: skip
    joined = {}
    for name, value in top.items():
        moved = [np.where(one[name] < 0, -1, one[name] + by) if name in ("left", "right")
                 else one[name] for one, by in ((a, 1), (b, 1 + size))]  # fmt: skip
        joined[name] = np.concatenate([np.asarray(value)[None], *moved])
    return joined, first + second


def chosen(
    X: Floats, y: Whole, classes: int, folds: Whole, criterion: str, min_leaf: int
) -> dict[str, Any]:
    """Candidates, their errors when left out, and the two choices."""
    path, _ = hull(grown(X, y, classes, criterion, None, min_leaf))
    alphas = [float(np.sqrt(a * b)) for a, b in pairwise(path)]
    alphas.append(2 * path[-1])
    wrong = np.zeros((len(alphas), len(y)), bool)
    for fold in sorted(set(folds.tolist())):
        out = folds == fold
        tree = grown(X[~out], y[~out], classes, criterion, None, min_leaf)
        for i, alpha in enumerate(alphas):
            wrong[i, out] = said(cut(tree, alpha)[0], X[out]) != y[out]
    errors = wrong.mean(axis=1)
    e = float(errors.min())
    limit = e + float(np.sqrt(e * (1 - e) / len(y)))
    best, wide = (max(a for a, r in zip(alphas, errors, strict=True) if r <= most + 1e-12)
                  for most in (e, limit))  # fmt: skip
    return {"alphas": np.array(alphas), "errors": errors, "best": best, "one_se": wide}
