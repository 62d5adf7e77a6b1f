def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    found = held["model"].predict(X)
    return {
        "auc": float(roc_auc_score(y, found)), "ap": float(average_precision_score(y, found)),
        "accuracy": float(accuracy_score(y, found)),
    }
