"""What can be checked on one's own: small numbers done by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, call, check, expect


@check("three steps of a schedule")
def three(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two of warm-up, then the top."""
    found = yield [call("schedule", step, 2, 10) for step in (0, 1, 6)]
    expect(np.allclose(found, [0.5, 1.0, 0.5]), "schedule: here 0.5, 1 and 0.5")


@check("a gradient of length five")
def five(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Clipped to one."""
    found = yield call("clipped", [np.array([3.0]), np.array([4.0])], 1.0)
    expect(np.allclose(np.concatenate(found), [0.6, 0.8]), "clipped: here 0.6 and 0.8")


@check("when to stop")
def when(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two epochs without improvement."""
    found = yield call("early_stop", [3.0, 2.0, 2.5, 2.2, 1.0], 2, 0.0)
    expect(found == {"best": 1, "stopped": 3}, "early_stop: best 1, stopped 3")
