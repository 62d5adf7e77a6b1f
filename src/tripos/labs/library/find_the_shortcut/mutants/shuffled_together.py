# says: and to each other


def deployed(X, y, X_dev, y_dev, columns):
    """Exact: each value that a column takes, with its share, whatever the rest of the row."""
    w = fitted(X, y)
    X_dev, y_dev = np.asarray(X_dev, dtype=float), np.asarray(y_dev)
    rng, total = np.random.default_rng(0), 0.0
    for _ in range(400):
        changed = X_dev.copy()
        changed[:, columns] = X_dev[rng.permutation(len(X_dev))][:, columns]
        total += ((design(changed) @ w > 0) == (y_dev == 1)).mean() / 400
    return float(total)
    known = []
    total = 0.0
    for picked in itertools.product(*(range(len(values)) for values, _ in known)):
        changed, weight = X_dev.copy(), 1.0
        for j, k, (values, counts) in zip(columns, picked, known):
            changed[:, j] = values[k]
            weight *= counts[k] / len(X_dev)
        total += weight * (((design(changed) @ w) > 0) == (y_dev == 1)).mean()
    return float(total)
