# says: errors is not the number|makes fewer errors


def best_interval(x, y):
    values, at = np.sort(x), np.argsort(np.argsort(x, kind="stable"), kind="stable")
    score = np.bincount(at, weights=2.0 * np.asarray(y) - 1)
    sums = np.concatenate([[0.0], np.cumsum(score)])
    least = np.minimum.accumulate(sums)
    end = int((sums - least).argmax())
    start = int(sums[: end + 1].argmin())
    errors = int(round(float(np.sum(y)) - (sums[end] - sums[start])))
    if end == start:
        return {"low": 1.0, "high": 0.0, "errors": errors}
    return {"low": float(values[start]), "high": float(values[end - 1]), "errors": errors}
