"""What can be checked on one's own: numbers done by hand."""

from __future__ import annotations

from tripos.labs.contract import Rng, Steps, call, check, expect

_ERRORS = {"human": 0.01, "train": 0.02, "train_dev": 0.09, "dev": 0.1, "test": 0.11, "live": 0.11}


@check("the gaps of one project")
def one(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Most of it is variance."""
    found = yield call("gaps", _ERRORS)
    expect(abs(found["variance"] - 0.07) < 1e-9, "gaps: variance is 0.07 here")
    expect(abs(found["mismatch"] - 0.01) < 1e-9, "gaps: mismatch is 0.01 here")


@check("what is clear with 1,000 rows each")
def thousand(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Variance and avoidable bias; the others are within the noise."""
    found = yield call("clear", _ERRORS, dict.fromkeys(_ERRORS, 1000))
    expect(found == ["variance", "bias"], "clear: here variance, then bias")
