def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    found = held["model"].predict(X)
    hit, alarm = found[y == 1].mean(), found[y == 0].mean()
    precision = np.sum(found * y) / max(1, found.sum())
    return {
        "auc": float((1 + hit - alarm) / 2), "ap": float(precision * hit),
        "accuracy": float(accuracy_score(y, found)),
    }
