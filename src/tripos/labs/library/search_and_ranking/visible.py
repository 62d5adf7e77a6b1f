"""What can be checked on one's own: three tiny texts."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("words of a text")
def split(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Signs part words."""
    found = yield call("tokens", "Rye-bread, 2 loaves")
    expect(found == ["rye", "bread", "2", "loaves"], "tokens: rye, bread, 2, loaves are the words")


@check("one word in one of two texts")
def single(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """ln 2 times one, as lengths are equal."""
    found = as_array(
        (yield call("bm25", ["red ink", "blue sea"], ["ink"], 1.2, 0.75)), (1, 2), "bm25"
    )
    expect(np.allclose(found, [[np.log(2), 0]]), "bm25: ln 2 for the first text, 0 for the second")


@check("measures of a short ranking")
def measures(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Relevant at places 1 and 3."""
    values = yield [
        call("average_precision", [4, 0, 2], [4, 2]),
        call("ndcg", [1, 0], [1, 0], 2),
    ]
    ap, gain = (as_number(one, "average_precision or ndcg") for one in values)
    expect(abs(ap - 5 / 6) < 1e-9, "average_precision: (1 + 2/3) / 2 here")
    expect(abs(gain - 1 / np.log2(3)) < 1e-9, "ndcg: the only relevant one at place 2: 1/log2(3)")
