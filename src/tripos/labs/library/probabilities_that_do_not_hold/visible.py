"""What can be checked on one's own: two scores, and how often each came true."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect

_P = np.repeat([0.2, 0.8], 30)
_FLAT = np.repeat([1, 0, 1, 0], [10, 20, 20, 10])
_RIGHT = np.repeat([1, 0, 1, 0], [6, 24, 24, 6])


@check("scores of 0.2 and 0.8 that come true in a third and two thirds")
def flat(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Log-odds of ln 4 that should be ln 2: the slope is a half."""
    value = yield call("calibration", _P, _FLAT)
    expect(isinstance(value, dict), "calibration: return a dict")
    found = [as_number(value.get(name), "calibration") for name in ("intercept", "slope")]
    expect(np.allclose(found, [0, 0.5], atol=1e-6), "calibration: intercept 0, slope 0.5 here")


@check("scores of 0.2 and 0.8 that come true so often")
def right(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Nothing to be bettered; the same scores later."""
    values = yield [call("calibration_test", _P, _RIGHT), call("cause", _P, _RIGHT, _P),
                    call("recalibrated", _P, _RIGHT, _P)]  # fmt: skip
    expect(as_number(values[0], "calibration_test") > 0.999, "calibration_test: 1 here")
    expect(values[1] == "none", "cause: 'none' here")
    found = as_array(values[2], (60,), "recalibrated")
    expect(np.allclose(found, _P, atol=0.01), "recalibrated: 0.2 and 0.8 here")


@check("decisions at a threshold of one tenth")
def acts(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """A miss costs nine, a false alarm one."""
    value = yield call("decide", _P, _RIGHT, _P, [[0.0, 9.0], [1.0, 0.0]])
    expect(as_array(value, (60,), "decide").sum() == 60, "decide: act on all rows here")
