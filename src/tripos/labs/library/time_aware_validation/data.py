"""Pieces of the temperature series, series of known correlation, and the backtest by loops."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


@cache
def sea() -> Floats:
    """All temperatures in degrees Celsius, half an hour apart."""
    import bokeh_sampledata  # noqa: PLC0415 - only for this lab

    folder = Path(bokeh_sampledata.__file__).parent / "_data"
    with gzip.open(folder / "sea_surface_temperature.csv.gz", "rt") as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([float(row[1]) for row in rows])


def piece(rng: Rng, n: int) -> Floats:
    """A piece of the series in one of three units."""
    at = int(rng.integers(0, len(sea()) - n))
    scale, offset = [(1.0, 0.0), (1.8, 32.0), (1.0, 273.15)][int(rng.integers(3))]
    return sea()[at : at + n] * scale + offset


def correlated(rng: Rng, n: int, strength: float) -> Floats:
    """A stationary series whose neighbours correlate by `strength`."""
    noise = rng.normal(size=n)
    found = np.empty(n)
    found[0] = noise[0]
    for at in range(1, n):
        found[at] = strength * found[at - 1] + np.sqrt(1 - strength**2) * noise[at]
    return found


def known(series: Floats, lags: Sequence[int], windows: Sequence[int], horizon: int) -> Floats:
    """The features, row by row from what was known."""
    rows = []
    for t in range(len(series)):
        past = series[: max(0, t - horizon + 1)]
        row = [past[-1 - lag] if len(past) > lag else np.nan for lag in lags]
        row += [past[-width:].mean() if len(past) >= width else np.nan for width in windows]
        rows.append(row)
    return np.array(rows, dtype=np.float64)


def backtest(
    series: Floats, lags: Sequence[int], windows: Sequence[int], horizon: int,
    folds: Sequence[Sequence[int]], penalty: float,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Absolute errors of model and persistence; the ridge as least squares with extra rows."""
    X = known(series, lags, windows, horizon)
    model, naive = [], []
    for start, stop, first, last in folds:
        rows = [t for t in range(start, stop) if t <= first - horizon and not np.isnan(X[t]).any()]
        centre, scale = X[rows].mean(axis=0), X[rows].std(axis=0)
        scale[scale < 1e-12] = 1.0
        Z, y = (X[rows] - centre) / scale, series[rows]
        p = Z.shape[1]
        stacked = np.vstack([Z, np.sqrt(penalty) * np.eye(p)])
        wanted = np.concatenate([y - y.mean(), np.zeros(p)])
        beta = np.linalg.lstsq(stacked, wanted, rcond=None)[0]
        for t in range(first, last):
            said = y.mean() + float((X[t] - centre) / scale @ beta)
            model.append(abs(said - series[t]))
            naive.append(abs(series[t - horizon] - series[t]))
    return np.array(model), np.array(naive)
