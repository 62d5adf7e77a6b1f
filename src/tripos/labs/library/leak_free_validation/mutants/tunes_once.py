# says: nested: for some outer fold|nested: other outcomes


def nested(X, y, folds, inner, ks, penalty):
    found, chosen = np.empty(len(y)), []
    for fold in np.unique(folds):
        test = folds == fold
        train = ~test
        inside = X[train], y[train], inner[train]
        errors = [((cross_validated(X, y, inner, k, penalty) - y) ** 2).mean() for k in ks]
        best = ks[int(np.argmin(errors))]
        chosen.append(best)
        found[test] = predicted(X, y, train, test, best, penalty)
    return {"predictions": found, "chosen": np.array(chosen)}
