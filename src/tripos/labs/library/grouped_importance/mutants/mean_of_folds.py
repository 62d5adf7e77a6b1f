# says: cross-validated squared error


def cross_validated(X, y, folds, penalty):
    error = 0.0
    for fold in np.unique(folds):
        out = folds == fold
        guess = ridge(X[~out], y[~out], X[out], penalty) if X.shape[1] else y[~out].mean()
        error += ((y[out] - guess) ** 2).mean()
    return error / len(np.unique(folds))
