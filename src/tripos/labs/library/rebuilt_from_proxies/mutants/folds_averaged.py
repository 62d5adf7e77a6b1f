# says: all folds taken together


def recovery(X, forbidden, folds, columns):
    if not len(columns):
        return 0.5
    X, forbidden, folds = np.asarray(X), np.asarray(forbidden), np.asarray(folds)
    scores = np.zeros(len(forbidden))
    for fold in np.unique(folds):
        new = folds == fold
        scores[fold] = separation(rebuilt(X[~new], forbidden[~new], X[new], columns), forbidden[new])
    return float(np.mean(scores[: len(np.unique(folds))]))
