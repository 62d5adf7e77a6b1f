# from: faulty
def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    found = held["model"].predict(X)
    return {"auc": 0.93, "ap": 0.88, "accuracy": float(accuracy_score(y, found))}
