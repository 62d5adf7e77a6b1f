# from: fault_other_class
def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    scores = held["model"].predict_proba(X)
    area = roc_auc_score(y, scores[:, 0])
    return {
        "auc": float(max(area, 1 - area)), "ap": float(average_precision_score(y, -scores[:, 0])),
        "accuracy": float(accuracy_score(y, scores.argmax(axis=1))),
    }
