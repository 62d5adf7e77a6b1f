"""Folds that deal out the rows of a slow series by lot."""

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
    as_number,
    call,
    expect,
)

_ROWS, _SLOW = 420, 3  # rows of a table, and series in one run that nothing foretells


def draw(rng: Rng) -> Params:
    """What is used, in what unit, what is planned beforehand, and how far ahead one must say it."""
    words = ["steam", "power", "chilled_water", "gas", "oxygen"]
    planned = ["planned_output", "shifts", "bookings", "orders"]
    return {
        "target": str(rng.choice(words)), "planned": str(rng.choice(planned)),
        "day": 24, "ahead": int(rng.choice([12, 24])), "folds": int(rng.choice([3, 4])),
        "seed": int(rng.integers(1000)), "_series": str(rng.choice(["sea", "glucose"])),
        "_level": float(rng.uniform(50, 400)), "_size": float(rng.uniform(4, 30)),
        "_sets": float(rng.uniform(0.45, 0.65)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Hours one after the other: partly set by what is planned, partly slow change."""
    return _hours(rng, params, params["_sets"])


def _hours(rng: Rng, params: Params, sets: float) -> Table:
    """`sets` is how much of the target follows from the other columns."""
    whole, slow = _record(params["_series"]), np.full(_ROWS, np.nan)
    while not np.isfinite(slow).all():
        start = int(rng.integers(0, len(whole) - _ROWS))
        slow = whole[start : start + _ROWS]
    slow = (slow - slow.mean()) / slow.std()
    hour = np.arange(_ROWS) % params["day"]
    planned = rng.integers(0, 9, _ROWS)
    driven = (planned - 4) / 2.6 + 0.8 * np.sin(2 * np.pi * hour / params["day"])
    mixed = sets * driven + (1 - sets) * slow + 0.05 * rng.normal(size=_ROWS)
    return {
        "step": np.arange(_ROWS), "hour": hour, params["planned"]: planned,
        params["target"]: (params["_level"] + params["_size"] * mixed).round(2),
    }  # fmt: skip


@cache
def _record(series: str) -> np.ndarray:
    """A slow series as it was published; nan where there are gaps."""
    if series == "sea":
        from bokeh_sampledata import sea_surface_temperature as sea  # noqa: PLC0415 - heavy

        return np.asarray(sea.sea_surface_temperature["temperature"], dtype=float)[::2]
    from bokeh_sampledata.glucose import data  # noqa: PLC0415 - heavy

    even = data["glucose"].resample("10min").mean().interpolate(limit=3)
    return np.asarray(even, dtype=float)


def measure(rng: Rng, case: Drawn) -> Trial:
    """Series that no column foretells; then two that the columns decide, and one between."""
    shares = [*[0.0] * _SLOW, 0.93, 0.93, case.params["_sets"]]
    tables = [_hours(rng, case.params, share) for share in shares]
    answers = yield [call("assess", one) for one in [*tables, tables[-1]]]
    skills = [_skill(one) for one in answers]
    ahead = case.params["ahead"]
    return Measured(float(np.mean(np.maximum(skills[:_SLOW], 0))), {
        "rows that test come later than all that are learnt from": all(
            _later(one, ahead) for one in answers
        ),
        "enough rows are tested to say something": all(
            _tested(one) >= 0.12 * _ROWS for one in answers
        ),
        "what the columns decide is reported": min(skills[_SLOW : _SLOW + 2]) > 0.4,
        "the same table gives the same report": abs(skills[-1] - skills[-2]) < 1e-9,
    })  # fmt: skip


def _skill(report: Any) -> float:
    expect(isinstance(report, dict) and "skill" in report, "assess must report 'skill'")
    return as_number(report["skill"], "assess's skill")


def _folds(report: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    expect(isinstance(report.get("folds"), list), "assess must report 'folds', a list of pairs")
    found = []
    for fold in report["folds"]:
        expect(isinstance(fold, list) and len(fold) == 2, "a fold must be a pair of lists")
        known, new = (as_array(one, (None,), "a fold").astype(int) for one in fold)
        expect(len(known) and len(new), "a fold must have rows on both sides")
        expect(np.isin([*known, *new], np.arange(_ROWS)).all(), "a fold must hold row numbers")
        found.append((known, new))
    return found


def _later(report: Any, ahead: int) -> bool:
    return all(known.max() + ahead <= new.min() for known, new in _folds(report))


def _tested(report: Any) -> int:
    return len({int(row) for _, new in _folds(report) for row in new})
