"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

TREE: dict[str, Any] = {
    "feature": [0, -1, -1], "threshold": [2.0, 0.0, 0.0], "left": [1, -1, -1],
    "right": [2, -1, -1], "value": [0.0, -1.0, 4.0],
}  # fmt: skip


@check("a stump among weights")
def stump(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Rows 1 to 4 with labels -1, 1, -1, 1: weights make the first threshold the best."""
    X, y = np.arange(1.0, 5.0)[:, None], np.array([-1, 1, -1, 1])
    found = yield call("best_stump", X, y, np.array([3.0, 3.0, 1.0, 3.0]))
    expect(isinstance(found, dict), "best_stump: return a dictionary")
    got = [as_number(found.get(k), k) for k in ("feature", "threshold", "sign", "error")]
    expect(np.allclose(got, [0, 1.5, 1, 0.1]), "best_stump: feature 0 at 1.5, sign 1, error 0.1")


@check("the first two alphas of AdaBoost")
def alphas(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One of four rows wrong, then one of weight 1/6."""
    X, y = np.arange(1.0, 5.0)[:, None], np.array([-1, 1, -1, 1])
    found = yield call("adaboost", X, y, 2)
    expect(isinstance(found, dict), "adaboost: return a dictionary")
    got = as_array(found.get("alphas"), (2,), "adaboost, 'alphas',")
    expect(np.allclose(got, [np.log(3) / 2, np.log(5) / 2]), "adaboost: ln(3)/2, then ln(5)/2")


@check("one Newton step")
def newton(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Three ones of four: residuals 1/4 and -3/4, curvature 3/16 each."""
    X, y = np.arange(1.0, 5.0)[:, None], np.array([0, 1, 1, 1])
    found = yield call("boost", X, y, "logistic", 1, 0.5, 1, 1)
    expect(isinstance(found, dict), "boost: return a dictionary")
    expect(abs(as_number(found.get("start"), "start") - np.log(3)) < 1e-9, "boost: start ln 3")
    expect(isinstance(found.get("trees"), list) and found["trees"], "boost: a list of trees")
    got = as_array(found["trees"][0].get("value"), (3,), "boost, 'value',")
    expect(np.allclose(got[1:], [-4, 4 / 3]), "boost: the leaves hold -4 and 4/3")


@check("two trees, three stages")
def stages(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """From 10 by half of -1 and of 4, twice; a value at the threshold goes left."""
    model = {"start": 10.0, "rate": 0.5, "trees": [TREE, TREE]}
    found = as_array((yield call("staged", model, np.array([[2.0], [3.0]]))), (3, 2), "staged")
    expect(np.allclose(found, [[10, 10], [9.5, 12], [9, 14]]), "staged: 10, then 9.5 and 12, ...")
