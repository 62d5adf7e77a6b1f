# says: something that learns|claims to explain


def cross_validated(X, y, folds, k, penalty):
    found = np.empty(len(y))
    X = X[:, select(X, y, k)]
    for fold in np.unique(folds):
        test = folds == fold
        found[test] = predicted(X, y, ~test, test, k, penalty)
    return found
