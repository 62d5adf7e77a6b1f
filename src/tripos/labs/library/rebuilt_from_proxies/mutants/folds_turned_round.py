# says: trained on the other folds


def recovery(X, forbidden, folds, columns):
    if not len(columns):
        return 0.5
    X, forbidden, folds = np.asarray(X), np.asarray(forbidden), np.asarray(folds)
    scores = np.zeros(len(forbidden))
    for fold in np.unique(folds):
        new = folds == fold
        scores[new] = rebuilt(X[new], forbidden[new], X[new], columns)
    return separation(scores, forbidden)
