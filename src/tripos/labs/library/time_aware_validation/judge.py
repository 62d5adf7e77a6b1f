"""The checks of time-aware validation: ranges, features, the backtest, the interval, the audit."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.time_aware_validation.data import backtest, correlated, known, piece

_TIGHT = 1e-6


@check("walk_forward trains before it tests, with the gap between", points=2)
def ranges(rng: Rng) -> Steps:
    """Growing and sliding windows; a test range that would not fit; none at all."""
    cases = [
        (100, 40, 3, 10, 2, None), (103, 40, 5, 20, 4, 30), (60, 12, 2, 7, 0, 25),
        (30, 25, 2, 10, 0, None), (int(rng.integers(200, 300)), 90, 12, 24, 11, 60),
    ]  # fmt: skip
    values = yield [call("walk_forward", *case) for case in cases]
    for value, (n, first, _, step, gap, window) in zip(values, cases, strict=True):
        right, stop = [], first
        while stop + gap + step <= n:
            start = max(0, stop - window) if window else 0
            right.append([start, stop, stop + gap, stop + gap + step])
            stop += step
        found = _ranges(value)
        expect(len(found) == len(right), "walk_forward: a test range that does not fit is left out"
               " whole, and all that fit are there")  # fmt: skip
        expect([one[1:] for one in found] == [one[1:] for one in right],
               "walk_forward: test ranges have step rows and begin gap rows after the training"
               " range, which ends step rows later in each fold")  # fmt: skip
        expect(found == right, "walk_forward: training begins at 0, or window rows before its end"
               " and never before 0")  # fmt: skip


def _ranges(value: Any) -> list[list[int]]:
    if not isinstance(value, list) or not all(isinstance(one, list | tuple) and len(one) == 4
                                              for one in value):  # fmt: skip
        wrong("walk_forward must return a list of [start, stop, start, stop]")
    return [[int(number) for number in one] for one in value]


@check("features are what was known at the time, and nan before", points=3)
def past(rng: Rng) -> Steps:
    """Several horizons; an offset that ruins careless sums."""
    series = piece(rng, 400)
    cases = [
        (series, [0, 1, 5], [4], 1), (series, [0, 47], [6, 48], 12),
        (piece(rng, 5000) + 1e8, [2], [30], 3), (series[:9], [0, 3], [5], 4),
    ]  # fmt: skip
    values = yield [call("features", *case) for case in cases]
    for number, (value, case) in enumerate(zip(values, cases, strict=True)):
        right = known(*case)
        found = as_array(value, right.shape, "features", finite=False)
        lags = len(case[1])
        expect(np.allclose(found[:, :lags], right[:, :lags], atol=_TIGHT, rtol=0, equal_nan=True),
               "features: the column of lag l is the value l rows before the last one known, and"
               " nan where there is none")  # fmt: skip
        expect(np.array_equal(np.isnan(found), np.isnan(right)),
               "features: a window mean is nan until all its values exist")  # fmt: skip
        expect(np.allclose(found, right, atol=_TIGHT, rtol=0, equal_nan=True),
               "features: with an offset of a hundred million the window means lose their digits:"
               " sum differences from the first value" if number == 2 else
               "features: a window mean is that of the last values known, the last one at t - h",
               share=0.4)  # fmt: skip


@check("no feature moves when the future does", points=2)
def future(rng: Rng) -> Steps:
    """Everything after what was known is replaced."""
    series = piece(rng, 300)
    cut, horizon = int(rng.integers(120, 180)), int(rng.integers(2, 10))
    other = series.copy()
    other[cut:] = 50 * rng.normal(size=300 - cut)
    a, b = yield [call("features", one, [0, 3], [5, 20], horizon) for one in (series, other)]
    first = as_array(a, (300, 4), "features", finite=False)
    second = as_array(b, (300, 4), "features", finite=False)
    rows = slice(0, cut + horizon)
    expect(np.allclose(first[rows], second[rows], equal_nan=True, atol=1e-6),
           "features: rows whose forecast was made before the change are changed: they use values"
           " that were not known")  # fmt: skip
    expect(not np.allclose(first[cut + horizon], second[cut + horizon], equal_nan=True),
           "features: the last value known, s[t - h], is not used", share=0.5)  # fmt: skip


@check("the backtest fits on what was known when it forecast", points=4)
def errors(rng: Rng) -> Steps:
    """Gaps shorter than the horizon, so that some targets were not known yet; sliding windows."""
    series = piece(rng, 900)
    cases: list[tuple[Any, ...]] = []
    for horizon, gap in ((1, 0), (12, 0), (24, 5)):
        folds = [[max(0, stop - 300), stop, stop + gap, stop + gap + 48]
                 for stop in (320, 430, 800)]  # fmt: skip
        cases.append((series, [0, 1, 47], [6], horizon, folds, 2.0))
    values = yield [call("errors", *case) for case in cases]
    for value, case in zip(values, cases, strict=True):
        model, naive = backtest(*case)
        if not isinstance(value, dict) or set(value) != {"model", "naive"}:
            wrong("errors must return a dictionary with 'model' and 'naive'")
        got = as_array(value["naive"], naive.shape, "errors, 'naive',")
        expect(np.allclose(got, naive, atol=1e-7),
               "errors: the naive forecast says what was last observed, s[t - h]")  # fmt: skip
        found = as_array(value["model"], model.shape, "errors, 'model',")
        expect(np.allclose(found, model, atol=1e-6),
               "errors: not those of a ridge regression with standardised columns and a free"
               " intercept, fitted on the rows of the training range without nan"
               + ("" if case[3] == 1 else " whose value was observed when the first forecast of"
                  " the test range was made"), share=0.0 if case[3] == 1 else 0.4)  # fmt: skip


@check("the interval is as wide as neighbours make it", points=3)
def interval(rng: Rng) -> Steps:
    """Mean of many series: covered nearly always with blocks; blocks of one are the ordinary
    bootstrap; a seed repeats."""
    series = [correlated(rng, 1200, 0.9) for _ in range(60)]
    calls = [call("block_interval", one, 60, 200, at) for at, one in enumerate(series)]
    single = [call("block_interval", series[0], 1, 600, 5)] * 2
    values = yield [*calls, *single]
    pairs = [_pair(one) for one in values]
    expect(pairs[-1] == pairs[-2], "block_interval: the same seed gives another interval",
           share=0.5)  # fmt: skip
    ordinary = 2 * 1.96 * series[0].std() / np.sqrt(1200)
    width = (pairs[-1][1] - pairs[-1][0]) / ordinary
    expect(0.85 < width < 1.15, "block_interval: with blocks of one value it is not the ordinary"
           " 95 % bootstrap interval of the mean")  # fmt: skip
    widths = [(high - low) / (2 * 1.96 * one.std() / np.sqrt(1200))
              for (low, high), one in zip(pairs, series, strict=False)]  # fmt: skip
    expect(2.8 < float(np.median(widths)) < 4.6,
           "block_interval: on series whose neighbours correlate by 0.9 it should be about four"
           " times as wide as for independent values")  # fmt: skip
    covered = sum(low <= 0 <= high for low, high in pairs[:60])
    expect(covered >= 42, "block_interval: the true mean is missed far too often")


def _pair(value: Any) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        wrong("block_interval must return two numbers")
    low, high = (as_number(one, "block_interval") for one in value)
    return low, high


@check("the audit finds the columns that know the future, and no others", points=3)
def audit(rng: Rng) -> Steps:
    """Honest features among centred, scaled, shifted and filled ones; changes at several cuts."""
    for _ in range(2):
        series = piece(rng, 260)
        horizon, cut = int(rng.integers(2, 9)), int(rng.integers(100, 200))
        other = series.copy()
        other[cut:] += rng.normal(5, 3, 260 - cut)
        order = rng.permutation(7)
        both = [_made(one, horizon)[:, order] for one in (series, other)]
        right = sorted(int(at) for at, one in enumerate(order) if one >= 3)
        found = yield call("leaking", both[0], both[1], cut, horizon)
        got = [int(one) for one in np.asarray(found).reshape(-1)]
        missed = [one for one in right if one not in got]
        extra = [one for one in got if one not in right]
        expect(not extra, "leaking: a column is accused whose rows differ only where the replaced"
               " values were known already")  # fmt: skip
        expect(not missed, "leaking: a column that uses values it could not know was not found"
               " (one leaks in a single row, another by a tiny amount)", share=0.3)  # fmt: skip
        expect(got == right, "leaking: the numbers ascend", share=0.8)


def _made(series: Floats, horizon: int) -> Floats:
    """Three honest columns, and four that know too much."""
    honest = known(series, [0, 5], [12], horizon)
    n, t = len(series), np.arange(len(series))
    late = np.where(t >= horizon - 1, series[np.maximum(t - horizon + 1, 0)], np.nan)
    centred = np.array([series[max(0, at - horizon - 6) : max(1, at - horizon + 7)].mean()
                        for at in range(n)])  # fmt: skip
    scaled = np.nan_to_num((honest[:, 0] - series.mean()) / series.std())
    tiny = np.nan_to_num(honest[:, 1]) + 1e-6 * series.max()
    return np.column_stack([honest, late, centred, scaled, tiny])
