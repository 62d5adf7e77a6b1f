"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@check("the impurity of a node")
def node(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two rows of one class, one of each of two others: 5/8, 1.5 bits, 1/2."""
    kinds = ("gini", "entropy", "error")
    values = yield [call("impurity", np.array([2, 1, 1]), kind) for kind in kinds]
    found = [as_number(value, "impurity") for value in values]
    expect(np.allclose(found, [0.625, 1.5, 0.5]), "impurity: here 0.625, 1.5 bits and 0.5")


@check("a split halfway")
def halfway(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Values 1, 2, 6 and 7 with classes 0, 0, 1, 1; the other column is constant."""
    X = np.column_stack([np.ones(4), [6.0, 1.0, 7.0, 2.0]])
    found = yield call("best_split", X, np.array([1, 0, 1, 0]), 2, "gini", 1)
    expect(isinstance(found, dict), "best_split: return a dictionary")
    got = [as_number(found.get(name), name) for name in ("feature", "threshold", "decrease")]
    expect(np.allclose(got, [1, 4.0, 0.5]), "best_split: feature 1 at 4, decrease 0.5")


@check("exclusive or")
def exclusive(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """No first split helps; a tree with four leaves is right everywhere."""
    tree = yield call("grow", CORNERS, np.array([0, 1, 1, 0]), 2, "gini", None, 1)
    expect(isinstance(tree, dict), "grow: return a dictionary of arrays")
    found = as_array(tree.get("feature"), (None,), "grow, 'feature',")
    expect(found.tolist() == [0, 1, -1, -1, 1, -1, -1], "grow: 0, then 1 twice, in preorder")


@check("a path of two alphas")
def path(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A root with 2 of 8 rows wrong, and one split that mends both: worth it up to 1/4."""
    counts = np.array([[6, 2], [6, 0], [0, 2]])
    tree = {"feature": np.array([0, -1, -1]), "threshold": np.array([0.5, 0.0, 0.0]),
            "left": np.array([1, -1, -1]), "right": np.array([2, -1, -1]),
            "counts": counts}  # fmt: skip
    found = yield call("pruning_path", tree)
    expect(isinstance(found, dict), "pruning_path: return a dictionary")
    alphas = as_array(found.get("alphas"), (2,), "pruning_path, 'alphas',")
    leaves = as_array(found.get("leaves"), (2,), "pruning_path, 'leaves',")
    expect(np.allclose(alphas, [0, 0.25]), "pruning_path: alphas 0 and 0.25")
    expect(leaves.tolist() == [2, 1], "pruning_path: leaves 2 and 1")
