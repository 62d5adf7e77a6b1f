"""What can be checked on one's own: three columns, two of which are the same."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_X = np.array([[1.0, 1, 0], [2, 2, 5], [3, 3, -5], [4, 4, 1]])


@check("groups of three columns")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The first two have the same order of rows."""
    found = yield call("groups_of", _X * np.array([1, -7, 1]), 0.9)
    expect(found == [[0, 1], [2]], "groups_of: [0, 1] and [2] here")


@check("a model that adds two equal columns")
def adds(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """y = x, predicted by halves: permuted alone a half is lost, a quarter of the whole error."""
    model = {"bias": 0.0, "weights": [0.5, 0.5, 0.0], "pairs": []}
    y = _X[:, 0]
    found = yield call("importance", model, _X, y, [[0], [0, 1], [2]])
    found = as_array(found, (3,), "importance")
    expect(np.allclose(found, [0.625, 2.5, 0]), "importance: 0.625, 2.5 and 0 here")
    alone = as_number((yield call("conditional", model, _X, y, 0)), "conditional")
    expect(abs(alone) < 1e-9, "conditional: the second column tells all of the first, so 0")


@check("what a refit loses")
def refit(rng: Rng) -> Steps:
    """The outcome is the first column; its twin replaces it."""
    x = rng.normal(size=60)
    X, folds = np.column_stack([x, x, rng.normal(size=60)]), np.arange(60) % 3
    found = yield call("refitted", X, x, [[0], [0, 1]], folds, 1e-6)
    found = as_array(found, (2,), "refitted")
    expect(abs(found[0]) < 0.01, "refitted: without the first column its twin does the work")
    expect(found[1] > 0.5, "refitted: without both nearly everything is lost")
