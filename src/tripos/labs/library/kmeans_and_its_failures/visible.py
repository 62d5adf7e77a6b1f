"""What can be checked on one's own: a few points by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_X = np.array([[0.0, 0.0], [0.0, 2.0], [10.0, 0.0], [10.0, 2.0]])


@check("two pairs of points")
def pairs(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """From (0, 0) and (10, 0) the centres are the middles of the pairs, and the cost is 4."""
    found = yield call("lloyd", _X, _X[[0, 2]])
    expect(isinstance(found, dict) and "path" in found, "lloyd: return a dict with the path")
    centres = as_array(found.get("centres"), (2, 2), "lloyd: centres")
    expect(np.allclose(centres, [[0, 1], [10, 1]]), "lloyd: the centres are (0, 1) and (10, 1)")
    path = as_array(found["path"], (None,), "lloyd: path")
    expect(
        len(path) > 1 and path[0] == 8 and path[-1] == 4, "lloyd: the path begins at 8, ends at 4"
    )


@check("silhouette of two pairs")
def silhouettes(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """All rows have the same by symmetry."""
    s = as_array((yield call("silhouette", _X, np.array([0, 0, 1, 1]))), (4,), "silhouette")
    other = (10 + np.sqrt(104)) / 2
    expect(np.allclose(s, 1 - 2 / other), "silhouette: a is 2 and b about 10.1 here for each row")


@check("agreement does not care for names")
def names(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The same partition under other names."""
    value = yield call("agreement", np.array([0, 0, 1, 1]), np.array([7, 7, 2, 2]))
    expect(abs(as_number(value, "agreement") - 1) < 1e-9, "agreement: this is the same partition")
