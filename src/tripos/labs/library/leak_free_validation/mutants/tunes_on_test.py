# says: nested: other outcomes


def nested(X, y, folds, inner, ks, penalty):
    found, chosen = np.empty(len(y)), []
    for fold in np.unique(folds):
        test = folds == fold
        train = ~test
        inside = X[train], y[train], inner[train]
        errors = [((predicted(X, y, train, test, k, penalty) - y[test]) ** 2).mean() for k in ks]
        best = ks[int(np.argmin(errors))]
        chosen.append(best)
        found[test] = predicted(X, y, train, test, best, penalty)
    return {"predictions": found, "chosen": np.array(chosen)}
