# says: left out
import numpy as np


def walk_forward(n, first, horizon, step, gap, window):
    folds = []
    stop = first
    while stop + gap < n:
        start = 0 if window is None else max(0, stop - window)
        folds.append([start, stop, stop + gap, min(n, stop + gap + step)])
        stop += step
    return folds


def features(series, lags, windows, horizon):
    s = np.asarray(series, float)
    n = len(s)
    # Cumulative sums that begin with 0: the mean of s[a:b] is (c[b] - c[a]) / (b - a).
    c = np.concatenate([[0.0], np.cumsum(s - s[0])])
    t = np.arange(n)
    columns = []
    for lag in lags:
        at = t - horizon - lag
        columns.append(np.where(at >= 0, s[np.maximum(at, 0)], np.nan))
    for window in windows:
        stop = t - horizon + 1
        start = stop - window
        mean = (c[np.maximum(stop, 0)] - c[np.maximum(start, 0)]) / window + s[0]
        columns.append(np.where(start >= 0, mean, np.nan))
    return np.column_stack(columns)


def errors(series, lags, windows, horizon, folds, penalty):
    y = np.asarray(series, float)
    X = features(series, lags, windows, horizon)
    usable = ~np.isnan(X).any(axis=1)
    model, naive = [], []
    for start, stop, first, last in folds:
        # On the day of the first forecast only targets up to first - horizon are known.
        known = min(stop, first - horizon + 1)
        rows = np.arange(start, known)
        rows = rows[usable[rows]]
        centre, scale = X[rows].mean(axis=0), X[rows].std(axis=0)
        scale = np.where(scale > 1e-12, scale, 1.0)
        Z, middle = (X[rows] - centre) / scale, y[rows].mean()
        beta = np.linalg.solve(Z.T @ Z + penalty * np.eye(Z.shape[1]), Z.T @ (y[rows] - middle))
        test = np.arange(first, last)
        model.append(np.abs(middle + (X[test] - centre) / scale @ beta - y[test]))
        naive.append(np.abs(y[test - horizon] - y[test]))
    return {"model": np.concatenate(model), "naive": np.concatenate(naive)}


def block_interval(values, block, draws, seed):
    values = np.asarray(values, float)
    n = len(values)
    rng = np.random.default_rng(seed)
    count = -(-n // block)
    starts = rng.integers(0, n - block + 1, (draws, count))
    rows = (starts[:, :, None] + np.arange(block)).reshape(draws, -1)[:, :n]
    low, high = np.percentile(values[rows].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def leaking(columns, changed, cut, horizon):
    columns, changed = np.asarray(columns, float), np.asarray(changed, float)
    # Values from `cut` on were replaced; whoever forecasts row t knows values up to t - horizon.
    honest = slice(0, cut + horizon)
    same = np.isclose(columns[honest], changed[honest], rtol=1e-9, atol=1e-9, equal_nan=True)
    return [int(one) for one in np.flatnonzero(~same.all(axis=0))]
