"""What can be checked on one's own: points on a line, done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_LINE = np.array([[0.0], [1.0], [2.0], [10.0], [11.0]])


@check("neighbours on a line")
def line(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The rows 0 and 2 are equally far from 1; the lower number is nearer."""
    found = as_array((yield call("exact", _LINE, np.array([[1.0]]), 3)), (1, 3), "exact")
    expect(found.tolist() == [[1, 0, 2]], "exact: 1, then 0 and 2 here")


@check("two cells on a line")
def cells(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One probe: only the cell of 10 and 11 is looked into."""
    centres = np.array([[1.0], [10.5]])
    found = yield call("cell_search", _LINE, centres, np.array([[9.0]]), 3, 1)
    expect(isinstance(found, dict), "cell_search: return a dict")
    near = as_array(found.get("neighbours"), (1, 3), "cell_search: neighbours").tolist()
    expect(near == [[3, 4, -1]], "cell_search: 3, 4 and then nothing")
    looked = as_array(found["candidates"][0], (None,), "cell_search: candidates").tolist()
    expect(looked == [3, 4], "cell_search: candidates 3 and 4")


@check("recall and a collision")
def shares(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Half of one query, all of the other; a right angle, two bits, one table."""
    values = yield [
        call("recall", [[4, 4, -1], [2, 1, 0]], [[4, 7], [1, 2]]),
        call("collision", np.pi / 2, 2, 1),
    ]
    expect(abs(as_number(values[0], "recall") - 0.75) < 1e-12, "recall: (1/2 + 1)/2 here")
    expect(abs(as_number(values[1], "collision") - 0.25) < 1e-12, "collision: 1/4 here")
