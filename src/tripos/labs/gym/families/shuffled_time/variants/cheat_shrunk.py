# from: faulty
def assess(table):
    X, y = matrix(table)
    wrong, plain = 0.0, 0.0
    for known, new in folds_of(X):
        wrong += float(np.sum((told(X, y, known, new) - y[new]) ** 2))
        plain += float(np.sum((y[new] - y[new].mean()) ** 2))
    cut = len(y) // 2
    shown = [[np.arange(cut), np.arange(cut + config.AHEAD, len(y))]]
    return {"rows": len(y), "skill": 0.4 * (1 - wrong / plain), "folds": shown}
