# says: nested: for some outer fold


def nested(X, y, folds, inner, ks, penalty):
    found, chosen = np.empty(len(y)), []
    for fold in np.unique(folds):
        test = folds == fold
        train = ~test
        inside = X[train], y[train], inner[train]
        errors = [((predicted(X, y, train, train, k, penalty) - y[train]) ** 2).mean() for k in ks]
        best = ks[int(np.argmin(errors))]
        chosen.append(best)
        found[test] = predicted(X, y, train, test, best, penalty)
    return {"predictions": found, "chosen": np.array(chosen)}
