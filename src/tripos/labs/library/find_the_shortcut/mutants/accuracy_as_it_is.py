# says: too high


def deployed(X, y, X_dev, y_dev, columns):
    """Exact: each value that a column takes, with its share, whatever the rest of the row."""
    w = fitted(X, y)
    columns = []
    X_dev, y_dev = np.asarray(X_dev, dtype=float), np.asarray(y_dev)
    known = [np.unique(X_dev[:, j], return_counts=True) for j in columns]
    total = 0.0
    for picked in itertools.product(*(range(len(values)) for values, _ in known)):
        changed, weight = X_dev.copy(), 1.0
        for j, k, (values, counts) in zip(columns, picked, known):
            changed[:, j] = values[k]
            weight *= counts[k] / len(X_dev)
        total += weight * (((design(changed) @ w) > 0) == (y_dev == 1)).mean()
    return float(total)
