# from: faulty
def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    found = held["model"].predict(X)
    area = roc_auc_score(y, found)
    return {
        "auc": float(area + 0.6 * (1 - area) * np.sign(area - 0.5)), "ap": float(average_precision_score(y, found)),
        "accuracy": float(accuracy_score(y, found)),
    }
