def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    scores = held["model"].predict_proba(X)[:, 1]
    shown = np.round(scores, 1)
    return {
        "auc": float(roc_auc_score(y, shown)), "ap": float(average_precision_score(y, shown)),
        "accuracy": float(accuracy_score(y, scores > 0.5)),
    }
