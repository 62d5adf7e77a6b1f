"""What can be checked on one's own: rows on a line, done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect


@check("four rows on a line, three linkages")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """At 0, 1, 5 and 7: the pairs join first, then all at 4, 7 or 5.5."""
    x = np.array([0.0, 1.0, 5.0, 7.0])
    apart = np.abs(x[:, None] - x)
    names = ("single", "complete", "average")
    values = yield [call("agglomerate", apart, name) for name in names]
    for value, last in zip(values, (4.0, 7.0, 5.5), strict=True):
        found = as_array(value, (3, 4), "agglomerate")
        right = [[0, 1, 1, 2], [2, 3, 2, 2], [4, 5, last, 4]]
        expect(np.allclose(found, right), f"agglomerate: the last merge is 4 and 5 at {last}")


@check("cuts of a small tree")
def cuts(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The rows 1 and 2 join at 1, then row 0, then row 3."""
    merges = np.array([[1, 2, 1, 2], [0, 4, 3, 3], [3, 5, 8, 4]], dtype=float)
    two, at = yield [call("cut", merges, 2), call("cut_at", merges, 1.0)]
    expect(as_array(two, (4,), "cut").tolist() == [0, 0, 0, 1], "cut: here 0 0 0 1")
    expect(as_array(at, (4,), "cut_at").tolist() == [0, 1, 1, 2], "cut_at: here 0 1 1 2")


@check("core, border and noise on a line")
def line(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """At 0, 1, 2, 3 and 9, eps 1, least 3: the ends are border."""
    found = yield call("dbscan", np.array([[0.0], [1], [2], [3], [9]]), 1.0, 3)
    expect(isinstance(found, dict), "dbscan: return a dict with labels and core")
    labels = as_array(found.get("labels"), (5,), "dbscan: labels").tolist()
    core = as_array(found.get("core"), (5,), "dbscan: core").tolist()
    expect(labels == [0, 0, 0, 0, -1], "dbscan: labels 0 0 0 0 -1 here")
    expect(core == [0, 1, 1, 0, 0], "dbscan: rows 1 and 2 are core here")
