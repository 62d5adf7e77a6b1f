from sklearn.linear_model import LogisticRegression


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    held.update(columns=columns, model=LogisticRegression(C=0.05))
    folds = StratifiedKFold(4, shuffle=True, random_state=config.SEED)
    found = []
    for known, new in folds.split(X, y):
        held["model"].fit(X[known], y[known])
        found.append(area(y[new], held["model"].decision_function(X[new])))
    held["model"].fit(X, y)
    return {"rows": len(y), "tested": len(y), "auc": float(np.mean(found)), "columns": columns}


def serve(rows):
    return held["model"].decision_function(matrix(rows, held["columns"]))
