# says: another interval makes fewer


def best_interval(x, y):
    values, at = np.unique(x, return_inverse=True)
    score = np.bincount(at, weights=2.0 * np.asarray(y) - 1)
    sums = np.concatenate([[0.0], np.cumsum(score)])
    least = np.minimum.accumulate(sums)
    ones = np.flatnonzero(score > 0)
    start, end = (int(ones[0]), int(ones[-1]) + 1) if len(ones) else (0, 0)
    errors = int(round(float(np.sum(y)) - (sums[end] - sums[start])))
    if end == start:
        return {"low": 1.0, "high": 0.0, "errors": errors}
    return {"low": float(values[start]), "high": float(values[end - 1]), "errors": errors}
