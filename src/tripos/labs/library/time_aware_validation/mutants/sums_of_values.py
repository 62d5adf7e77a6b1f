# says: offset of a hundred million


def features(series, lags, windows, horizon):
    s = np.asarray(series, float)
    n = len(s)
    # Cumulative sums that begin with 0: the mean of s[a:b] is (c[b] - c[a]) / (b - a).
    c = np.concatenate([[0.0], np.cumsum(s)])
    t = np.arange(n)
    columns = []
    for lag in lags:
        at = t - horizon - lag
        columns.append(np.where(at >= 0, s[np.maximum(at, 0)], np.nan))
    for window in windows:
        stop = t - horizon + 1
        start = stop - window
        mean = (c[np.maximum(stop, 0)] - c[np.maximum(start, 0)]) / window
        columns.append(np.where(start >= 0, mean, np.nan))
    return np.column_stack(columns)
