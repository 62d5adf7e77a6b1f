# says: cross-validated


def cross_validated(X, y, folds, penalty):
    error = 0.0
    for fold in np.unique(folds):
        out = folds == fold
        guess = ridge(X, y, X[out], penalty) if X.shape[1] else y.mean()
        error += ((y[out] - guess) ** 2).sum()
    return error / len(y)
