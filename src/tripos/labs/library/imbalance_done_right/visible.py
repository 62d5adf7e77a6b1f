"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("a prior moved")
def moved(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """From 1/2 to 1/10 the odds fall to a ninth."""
    found = yield call("shift_prior", np.array([0.0, 0.5, 0.9, 1.0]), 0.5, 0.1)
    got = as_array(found, (4,), "shift_prior")
    expect(np.allclose(got, [0, 0.1, 0.5, 1]), "shift_prior: here 0, 0.1, 0.5 and 1")


@check("weights of five rows")
def weights(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One one among five: 2.5 for it, 0.625 for the others."""
    found = as_array((yield call("balanced_weights", np.array([0, 0, 1, 0, 0]))), (5,), "weights")
    expect(np.allclose(found, [0.625, 0.625, 2.5, 0.625, 0.625]), "balanced_weights: 2.5 and 0.625")


@check("both classes after sampling")
def sampled(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two ones and six zeros."""
    y = np.array([0, 0, 1, 0, 0, 1, 0, 0])
    under, over = yield [call("undersample", y, 2.0, 1), call("oversample", y, 1)]
    kept = as_array(under, (6,), "undersample").astype(int)
    expect(y[kept].sum() == 2 and len(set(kept.tolist())) == 6, "undersample: 2 ones, 4 zeros")
    rows = as_array(over, (12,), "oversample").astype(int)
    expect(y[rows].sum() == 6, "oversample: six of each class")


@check("four rows reported")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """One one among four, called with a zero; the two tie."""
    found = yield call("report", np.array([1, 0, 0, 0]), np.array([0.5, 0.5, 0.1, 0.0]), 0.5)
    expect(isinstance(found, dict), "report: return a dictionary")
    right = {"accuracy": 0.75, "baseline": 0.75, "recall": 1, "precision": 0.5, "auc": 5 / 6}
    for name, truth in right.items():
        got = as_number(found.get(name), f"report, '{name}'")
        expect(abs(got - truth) < 1e-12, f"report: '{name}' is wrong")
