"""A rolling feature that holds the value that is to be forecast."""

from __future__ import annotations

from functools import cache

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

_ROWS, _ASKED = 520, 100
_WHOLE = 30  # rows without gaps at the beginning
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which series, how much of it is learnt from, and how wide the window is."""
    series = str(rng.choice(["sea", "glucose"]))
    names = {
        "sea": ["sea_temperature", "celsius", "buoy"],
        "glucose": ["glucose", "mg_per_dl", "sugar"],
    }
    return {
        "value": str(rng.choice(names[series])), "minutes": {"sea": 30, "glucose": 5}[series],
        "train_rows": int(rng.integers(300, 341)), "window": int(rng.integers(4, 8)),
        "seed": int(rng.integers(1000)), "_series": series,
        "_gaps": float(rng.uniform(0.02, 0.04)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Some 500 values one after the other with gaps, from anywhere in the record."""
    whole, values = _record(params["_series"]), np.full(_ROWS, np.nan)
    while not np.isfinite(values).all():
        start = int(rng.integers(0, len(whole) - _ROWS))
        values = whole[start : start + _ROWS]
    values = values + 0.1 * np.diff(values).std() * rng.normal(size=_ROWS)
    gaps = rng.random(_ROWS) < params["_gaps"]
    gaps[:_WHOLE] = False
    return {"step": np.arange(_ROWS), params["value"]: np.where(gaps, np.nan, values.round(3))}


@cache
def _record(series: str) -> np.ndarray:
    """Values at equal distances as they were published; nan where there are none."""
    if series == "sea":
        from bokeh_sampledata import sea_surface_temperature as sea  # noqa: PLC0415 - heavy

        return np.asarray(sea.sea_surface_temperature["temperature"], dtype=float)
    from bokeh_sampledata.glucose import data  # noqa: PLC0415 - heavy

    even = data["glucose"].resample("5min").mean().interpolate(limit=3)
    return np.asarray(even, dtype=float)


def measure(rng: Rng, case: Drawn) -> Trial:
    """A back-test; the service at steps of it; a back-test whose last values are otherwise."""
    rows, name, first = table(rng, case.params), case.params["value"], case.params["train_rows"]
    known = np.flatnonzero(np.isfinite(rows[name]))
    asked = np.sort(rng.choice(known[known >= first], _ASKED, replace=False))
    cut = int(rng.integers(first + 60, _ROWS - 60))
    spread = float(np.nanstd(rows[name]))
    later = np.arange(_ROWS) >= cut
    changed = np.where(later, rows[name] + rng.normal(scale=3 * spread, size=_ROWS), rows[name])
    answers = yield [
        call("backtest", {**rows, name: changed}), call("backtest", rows),
        *(call("forecast", rows[name][:at]) for at in asked),
    ]  # fmt: skip
    for one in answers[:2]:
        expect(isinstance(one, dict), "backtest must return a dictionary")
    turned, plain = (
        as_array(one.get("forecast"), (_ROWS - first,), "backtest's forecast")
        for one in answers[:2]
    )
    served = np.array([as_number(one, "forecast") for one in answers[2:]])
    truth, before = rows[name][asked], _last_known(rows[name])[asked - 1]
    error, naive = (float(np.sqrt(np.mean((one - truth) ** 2))) for one in (served, before))
    reported = as_number(answers[1].get("rmse"), "backtest's rmse")
    expect(reported > 0, "backtest's rmse must be above zero")
    return Measured(error / reported, {
        "a forecast does not change when later values do": bool(
            np.allclose(turned[: cut - first + 1], plain[: cut - first + 1], atol=_SAME * spread)
        ),
        "the service forecasts what the back-test did": bool(
            np.allclose(served, plain[asked - first], atol=_SAME * spread)
        ),
        "the service is not much worse than the last value": error < 1.6 * naive,
        "the back-test reports the error of its forecasts": bool(
            np.isclose(reported, np.sqrt(np.nanmean((plain - rows[name][first:]) ** 2)), rtol=1e-3)
        ),
    })  # fmt: skip


def _last_known(values: np.ndarray) -> np.ndarray:
    at = np.maximum.accumulate(np.where(np.isfinite(values), np.arange(len(values)), 0))
    found: np.ndarray = values[at]
    return found
