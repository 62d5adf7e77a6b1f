# says: trained anew


def refitted(X, y, groups, folds, penalty):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y, dtype=float), np.asarray(folds)
    full = cross_validated(X, y, folds, penalty)
    found = []
    for group in groups:
        blank = X.copy()
        blank[:, [int(k) for k in group]] = X[:, [int(k) for k in group]].mean(axis=0)
        error = 0.0
        for fold in np.unique(folds):
            out = folds == fold
            error += ((y[out] - ridge(X[~out], y[~out], blank[out], penalty)) ** 2).sum()
        found.append(error / len(y) - full)
    return np.array(found)
