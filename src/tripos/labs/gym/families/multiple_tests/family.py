"""A drift alarm that tests every column at the level of a single test."""

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

_KNOWN, _QUIET, _MOVED = 260, 40, 24  # rows of week 0, and weeks of either kind in hidden runs
_FEW = 4  # columns of the narrow table
_WIDTHS = {"breast_cancer": 30, "wine": 13, "diabetes": 10}  # data sets and their columns


def draw(rng: Rng) -> Params:
    """How many rows a week has, how many columns are watched, and what the weeks are called."""
    groups = [rng.permutation(_WIDTHS[name])[: int(rng.integers(7, 10))] for name in _WIDTHS]
    columns = [[name, int(at)] for name, group in zip(_WIDTHS, groups, strict=True) for at in group]
    return {
        "period": str(rng.choice(["week", "batch", "shipment", "lot"])),
        "false_alarms": float(rng.choice([0.05, 0.04])),
        "seed": int(rng.integers(1000)), "_rows": int(rng.integers(50, 71)),
        "_columns": [columns[at] for at in rng.permutation(len(columns))],
        "_size": float(rng.uniform(0.95, 1.2)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """What is known to be good, and 24 periods after it, of which two are otherwise."""
    moved = rng.permutation(24) < 2
    return _periods(rng, params, params["_columns"], moved)


def _periods(rng: Rng, params: Params, columns: list[list[Any]], moved: np.ndarray) -> Table:
    """Rows of period 0 and of one period for each of `moved`, that says whether it drifts."""
    which = np.repeat(np.arange(len(moved) + 1), [_KNOWN, *[params["_rows"]] * len(moved)])
    drawn = {name: _measured(name) for name in _WIDTHS}
    drawn = {
        name: values[rng.integers(0, len(values), len(which))] for name, values in drawn.items()
    }
    found = np.column_stack([drawn[name][:, at] for name, at in columns])
    found = found + rng.normal(scale=0.05, size=found.shape)
    for one in np.flatnonzero(moved) + 1:
        some = rng.permutation(len(columns))[: int(rng.integers(1, 3))]
        found[np.ix_(which == one, some)] += params["_size"] * rng.choice([-1, 1], len(some))
    named: Table = {params["period"]: which}
    return named | {f"{name[0]}{at:02d}": found[:, one].round(3)
                    for one, (name, at) in enumerate(columns)}  # fmt: skip


@cache
def _measured(name: str) -> np.ndarray:
    """A data set's columns on one scale, their long tails taken in."""
    from sklearn import datasets  # noqa: PLC0415 - heavy

    values = getattr(datasets, f"load_{name}")().data
    values = values - values.min(axis=0)
    values = np.log(values + np.median(values, axis=0) + 1e-3)
    found: np.ndarray = (values - values.mean(axis=0)) / values.std(axis=0)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Many quiet and some other periods, with many columns and with few; then half of them."""
    params, period = case.params, case.params["period"]
    moved = rng.permutation(_QUIET + _MOVED) < _MOVED
    wide = _periods(rng, params, params["_columns"], moved)
    narrow = _periods(rng, params, params["_columns"][:_FEW], moved)
    half = np.isin(wide[period], [0, *range(1, len(moved) + 1, 2)])
    answers = yield [
        call("alarms", wide), call("alarms", narrow),
        call("alarms", {name: column[half] for name, column in wide.items()}),
    ]  # fmt: skip
    found = [_told(one, len(moved)) for one in answers]
    false = [float(one[~moved].mean()) for one in found[:2]]
    right = [float(one[moved].mean()) for one in found[:2]]
    return Measured(float(np.mean([1 - np.array(false), right])), {
        "quiet periods seldom raise an alarm, with many columns too": false[0] <= 0.25,
        "quiet periods seldom raise an alarm with few columns": false[1] <= 0.25,
        "what drifts raises an alarm": min(right) >= 0.7,
        "a period's answer does not depend on later ones": bool(
            (found[0][::2] == found[2][::2]).all()
        ),
    })  # fmt: skip


def _told(value: Any, count: int) -> np.ndarray:
    """For each period whether it is in the list."""
    listed = as_array(value, (None,), "alarms").astype(int)
    expect(np.isin(listed, np.arange(1, count + 1)).all(), "alarms must return numbers of periods")
    return np.isin(np.arange(1, count + 1), listed)
