"""A drift watch whose reference follows what it watches."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    call,
    expect,
)

_KNOWN, _DAYS, _LAST = 320, 50, 12  # rows of day 0, days after it, and how many are looked at
_QUIET, _SLOW, _JUMP = 4, 4, 2  # streams of each kind in one run
_COLUMNS = {
    "wine": ("malic_acid", "magnesium", "hue"), "diabetes": ("bmi", "bp", "s5"),
    "breast_cancer": ("mean texture", "mean symmetry", "smoothness error"),
}  # fmt: skip


def draw(rng: Rng) -> Params:
    """What is watched, how many rows a day has, and how far it drifts."""
    kept = [(one, str(rng.choice(_COLUMNS[one]))) for one in rng.permutation(list(_COLUMNS))]
    names = rng.choice(["inlet", "outlet", "valve", "load", "pressure", "mix", "speed"], 3, False)
    return {
        "day": str(rng.choice(["day", "shift", "run"])), "limit": 4.0,
        "_kept": [[str(one), name] for one, name in kept], "_names": [str(one) for one in names],
        "_rows": int(rng.integers(36, 49)), "_size": float(rng.uniform(1.0, 1.3)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """What is known to be good, and fifty days after it, in which two columns drift apart."""
    return _stream(rng, params, _path(rng, params, "slow"))


def _path(rng: Rng, params: Params, kind: str) -> np.ndarray:
    """How far each column has moved on each day: two of them, in opposite directions."""
    day = np.arange(1, _DAYS + 1)
    far = {"quiet": 0.0 * day, "slow": day / (_DAYS - 5), "jump": 1.0 * (day > 20)}[kind]
    signs = rng.permutation([1, -1, 0])
    found: np.ndarray = params["_size"] * np.minimum(far, 1)[:, None] * signs
    return found


def _stream(rng: Rng, params: Params, path: np.ndarray) -> Table:
    which = np.repeat(np.arange(_DAYS + 1), [_KNOWN, *[params["_rows"]] * _DAYS])
    moved = np.concatenate([np.zeros((1, 3)), path])[which]
    found: Table = {params["day"]: which}
    for at, (name, (data, column)) in enumerate(
        zip(params["_names"], params["_kept"], strict=True)
    ):
        values = _measured(data, column)
        drawn = rng.choice(values, len(which)) + 0.1 * rng.normal(size=len(which))
        found[name] = (50 + 8 * (drawn + moved[:, at])).round(2)
    return found


@cache
def _measured(data: str, column: str) -> np.ndarray:
    from sklearn import datasets  # noqa: PLC0415 - heavy

    held = getattr(datasets, f"load_{data}")(as_frame=True)
    values = held.data[column].to_numpy(dtype=float)
    values = np.clip((values - values.mean()) / values.std(), -3, 3)
    found: np.ndarray = (values - values.mean()) / values.std()
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Streams that stay, that drift, and that jump; one of them once more without its end."""
    params = case.params
    kinds = ["quiet"] * _QUIET + ["slow"] * _SLOW + ["jump"] * _JUMP
    streams = [_stream(rng, params, _path(rng, params, kind)) for kind in kinds]
    cut = int(rng.integers(25, 40))
    early = {name: column[streams[-1][params["day"]] <= cut]
             for name, column in streams[-1].items()}  # fmt: skip
    answers = yield [call("alarms", one) for one in [*streams, early]]
    found = [_told(one) for one in answers]
    late = {kind: float(np.mean([one[-_LAST:].mean() for one, own in zip(found, kinds, strict=False)
                                 if own == kind])) for kind in ("slow", "jump")}  # fmt: skip
    false = float(np.mean([one.mean() for one in found[:_QUIET]]))
    least = min(float(one[-_LAST:].mean()) for one in found[_QUIET:-1])
    return Measured(float(np.mean([1 - false, late["slow"], late["jump"]])), {
        "quiet days seldom raise an alarm": false <= 0.06,
        "what came slowly is noticed": late["slow"] > 0.8,
        "what stays away stays noticed": late["jump"] > 0.8 and least > 0.4,
        "days do not depend on later ones": bool((found[-2][:cut] == found[-1][:cut]).all()),
    })  # fmt: skip


def _told(value: Any) -> np.ndarray:
    """For each day whether it is in the list."""
    listed = as_array(value, (None,), "alarms").astype(int)
    expect(np.isin(listed, np.arange(1, _DAYS + 1)).all(), "alarms must return numbers of days")
    return np.isin(np.arange(1, _DAYS + 1), listed)
