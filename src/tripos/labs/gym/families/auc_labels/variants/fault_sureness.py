def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    scores = held["model"].predict_proba(X)
    sure = scores.max(axis=1)
    return {
        "auc": float(roc_auc_score(y, sure)), "ap": float(average_precision_score(y, sure)),
        "accuracy": float(accuracy_score(y, scores.argmax(axis=1))),
    }
