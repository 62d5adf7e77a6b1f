# says: no ones


def best_interval(x, y):
    values, at = np.unique(x, return_inverse=True)
    score = np.bincount(at, weights=2.0 * np.asarray(y) - 1)
    sums = np.concatenate([[0.0], np.cumsum(score)])
    least = np.minimum.accumulate(sums)
    end = int((sums - least).argmax())
    start = int(sums[: end + 1].argmin())
    errors = int(round(float(np.sum(y)) - (sums[end] - sums[start])))
    end = max(end, start + 1)
    errors = int(round(float(np.sum(y)) - (sums[end] - sums[start])))
    return {"low": float(values[start]), "high": float(values[end - 1]), "errors": errors}
