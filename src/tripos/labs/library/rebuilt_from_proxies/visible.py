"""What can be checked on one's own: four scores, two groups."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("four scores with a tie")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Of four pairs two are right, one is a tie."""
    found = as_number((yield call("separation", [1.0, 2.0, 2.0, 3.0], [0, 1, 0, 1])), "separation")
    expect(abs(found - 0.875) < 1e-12, "separation: 3.5 of 4 pairs here")


@check("a table of counts")
def counts(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Three of four where x is 1, one of four where it is 0."""
    X, y = np.array([[0.0]] * 4 + [[1.0]] * 4), [0, 0, 0, 1, 0, 1, 1, 1]
    value = yield call("rebuilt", X, y, np.array([[0.0], [1.0]]), [0])
    found = as_array(value, (2,), "rebuilt")
    expect(np.allclose(found, [0.25, 0.75], atol=1e-6), "rebuilt: 1/4 and 3/4 here")


@check("two groups with means 1 and 5")
def groups(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Shifted to 3."""
    X = np.array([[0.0], [2.0], [4.0], [6.0]])
    value = yield call("cleaned", X, [0, 0, 1, 1], np.array([[1.5], [5.0]]), [0, 1])
    found = as_array(value, (2, 1), "cleaned")
    expect(np.allclose(found, [[3.5], [3.0]]), "cleaned: 3.5 and 3 here")
