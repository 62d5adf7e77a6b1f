"""What can be checked on one's own: a few numbers."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect


@check("a fit to five outcomes")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two rows share x = 2; what is out of order is merged."""
    fit = yield call("rising", [2.0, 1.0, 2.0, 3.0, 4.0], [1.0, 0, 0, 0.2, 0.9], [1.0] * 5)
    expect(isinstance(fit, dict) and {"x", "p"} <= set(fit), "rising: return a dict with x and p")
    x, p = as_array(fit["x"], (4,), "rising: x"), as_array(fit["p"], (4,), "rising: p")
    expect(x.tolist() == [1, 2, 3, 4], "rising: four distinct values of x here")
    expect(np.allclose(p, [0, 0.4, 0.4, 0.9]), "rising: 0, 0.4, 0.4 and 0.9 here")
    found = as_array((yield call("applied", fit, [0.0, 1.5, 3.5, 9.0])), (4,), "applied")
    expect(np.allclose(found, [0, 0.2, 0.65, 0.9]), "applied: 0, 0.2, 0.65 and 0.9 here")


@check("how far a curve falls")
def falls(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """By two steps in a row, and not at all."""
    curves = np.array([[0.1, 0.5, 0.4, 0.2], [0.1, 0.2, 0.2, 0.3]])
    found = as_array((yield call("worst_falls", [1, 2, 3, 4], curves)), (2, 3), "worst_falls")
    right = [[0.3, 2, 4], [0, 1, 1]]
    expect(np.allclose(found, right), "worst_falls: 0.3 from 2 to 4, then nothing")


@check("a fall that cannot be missed")
def plain(rng: Rng) -> Steps:
    """The risk rises from 0.1 to 0.9, but falls between 40 and 60."""
    x, group = rng.permutation(3000) / 30, rng.integers(0, 2, 3000)
    risk = np.where((x > 40) & (x < 60), 0.9 - (x - 40) * 0.04, 0.1 + 0.008 * x)
    y = (rng.random(3000) < risk) * 1.0
    found = as_array((yield call("fallen", x, group, y)), (2,), "fallen")
    both = max(0.0, min(found[1], 60) - max(found[0], 40))
    share = both / (max(found[1], 60) - min(found[0], 40))
    expect(share > 0.6, "fallen: from 40 to 60 here, or nearly so")
