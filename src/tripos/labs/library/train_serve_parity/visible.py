"""What can be checked on one's own: three events and a correction."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


def _event(number: int, time: str, arrived: str, value: float, unit: str = "mg/dL") -> Any:
    return {"id": number, "who": "p", "time": f"2026-01-01T{time}:00+01:00",
            "arrived": f"2026-01-01T{arrived}:00+01:00", "value": value, "unit": unit}  # fmt: skip


@check("an instant")
def instants(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Half past one in the morning in a zone an hour ahead of UTC."""
    found = as_number((yield call("instant", "1970-01-01T01:30:00+01:00")), "instant")
    expect(found == 1800, "instant: 1,800 seconds here")


@check("features before and after a correction")
def corrected(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Two readings; the second one is corrected at noon."""
    events = [_event(1, "10:00", "10:00", 100), _event(2, "11:00", "11:05", 60),
              _event(2, "11:00", "12:00", 5.0, "mmol/L")]  # fmt: skip
    values = yield [
        call("features", events, "p", f"2026-01-01T{at}:00Z") for at in ("10:30", "11:00")
    ]
    before, after = (as_array(one, (7,), "features") for one in values)
    expect(
        np.allclose(before, [60, 30, 60, 40, 2, 0.5, 11]),
        "features: at 11:30 local time 60, 30 minutes, mean 60, range 40, 2 readings, 1/2, 11",
    )
    expect(
        np.allclose(after, [90.091, 60, 90.091, 9.909, 2, 0, 12]),
        "features: at noon the correction counts; the hour does not include its beginning",
    )


@check("a report of two features")
def two(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The second is an hour off in two rows of three."""
    offline, served = [[1.0, 5], [2, 6], [3, 7]], [[1.0, 6], [2, 7], [3, 7]]
    found = yield call("skew", offline, served, ["a", "b"])
    right = [{"feature": "b", "share": 2 / 3, "first": 0, "kind": "shift"}]
    expect(found == right, "skew: feature b differs in 2/3 of the rows, first in row 0, by a shift")
