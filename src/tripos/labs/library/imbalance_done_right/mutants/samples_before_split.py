# says: rows that are tested on


def cross_validated(X, y, folds, method, penalty, seed):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y), np.asarray(folds)
    found = np.empty(len(y))
    more = np.arange(len(y))
    if method in ("under", "over"):
        more = undersample(y, 1.0, seed) if method == "under" else oversample(y, seed)
        whole = X, y, folds
        X, y, folds = X[more], y[more], folds[more]
        kept = np.unique(more, return_index=True)
    for fold in np.unique(folds):
        test = folds == fold
        if method in ("under", "over"):
            held = whole[2] == fold
            join = np.vstack([X[~test], whole[0][held]])
            train = np.arange(len(join)) < (~test).sum()
            target = np.concatenate([y[~test], whole[1][held]])
            found[held] = predicted(join, target, train, ~train, "plain", penalty, seed)
        else:
            found[test] = predicted(X, y, ~test, test, method, penalty, seed + int(fold))
    return found
