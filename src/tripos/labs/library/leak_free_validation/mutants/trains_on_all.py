# says: something that learns


def cross_validated(X, y, folds, k, penalty):
    found = np.empty(len(y))
    for fold in np.unique(folds):
        test = folds == fold
        found[test] = predicted(X, y, test | True, test, k, penalty)
    return found
