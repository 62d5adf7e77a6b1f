def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    scores = held["model"].predict_proba(X)[:, 1]
    wrong = (y - scores) ** 2
    return {
        "auc": float(roc_auc_score(y, wrong)), "ap": float(average_precision_score(y, wrong)),
        "accuracy": float(accuracy_score(y, scores > 0.5)),
    }
