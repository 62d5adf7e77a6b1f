# says: mean cost over all rows


def best_threshold(y, scores, costs, capacity):
    y, costs = np.asarray(y), np.asarray(costs, dtype=float)
    thresholds, ones, rows = by_threshold(y, scores)
    thresholds = np.append(np.inf, thresholds)
    ones, rows = np.append(0, ones), np.append(0, rows)
    n, n1 = len(y), y.sum()
    total = (
        costs[1, 1] * ones
        + costs[1, 0] * (rows - ones)
        + costs[0, 1] * (n1 - ones)
        + costs[0, 0] * (n - n1 - rows + ones)
    )
    mean = total / np.maximum(rows, 1)
    if capacity is not None:
        mean = np.where(rows <= capacity, mean, np.inf)
    at = int(np.flatnonzero(mean <= mean.min() + 1e-12)[0])
    return {"threshold": float(thresholds[at]), "cost": float(mean[at]), "acts": int(rows[at])}
