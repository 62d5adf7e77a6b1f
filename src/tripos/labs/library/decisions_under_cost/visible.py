"""What can be checked on one's own: small examples done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


@check("a curve with a tie")
def curve(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Scores 3, 2, 2, 1: three points."""
    found = yield call("pr_curve", np.array([0, 1, 0, 1]), np.array([2.0, 3.0, 2.0, 1.0]))
    expect(isinstance(found, dict), "pr_curve: return a dictionary")
    precision = as_array(found.get("precision"), (3,), "pr_curve, 'precision',")
    expect(np.allclose(precision, [1, 1 / 3, 0.5]), "pr_curve: precision 1, 1/3, 1/2")
    area = as_number(found.get("average_precision"), "pr_curve, 'average_precision'")
    expect(abs(area - 0.75) < 1e-12, "pr_curve: here the average precision is 0.75")


@check("a costly miss")
def miss(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A miss costs 9, a false alarm 1: the threshold is 0.1, where the two tie."""
    costs = np.array([[0.0, 9.0], [1.0, 0.0]])
    found = as_array((yield call("decide", np.array([0.05, 0.1, 0.11]), costs)), (3,), "decide")
    expect(found.tolist() == [0, 0, 1], "decide: act on the last row only")


@check("a threshold with and without a limit")
def limited(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two tied rows do not fit in a capacity of two after one row."""
    y, s = np.array([1, 1, 1, 0]), np.array([4.0, 2.0, 2.0, 1.0])
    costs = np.array([[0.0, 2.0], [1.0, 0.0]])
    for found, right in zip(
        (yield [call("best_threshold", y, s, costs, k) for k in (None, 2)]),
        ([2.0, 0.0, 3], [4.0, 1.0, 1]),
        strict=True,
    ):
        expect(isinstance(found, dict), "best_threshold: return a dictionary")
        got = [as_number(found.get(k), k) for k in ("threshold", "cost", "acts")]
        expect(np.allclose(got, right), "best_threshold: at 2 for cost 0; with 2 acts at 4, cost 1")


@check("two violators pooled")
def pooled(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Scores 1, 2, 3 with outcomes 0, 1, 0."""
    s, new = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.5, 9.0])
    found = as_array((yield call("isotonic", s, np.array([0, 1, 0]), new)), (3,), "isotonic")
    expect(np.allclose(found, [0, 0.25, 0.5]), "isotonic: here 0, 1/4 and 1/2")
