def completed(X, y):
    held["usual"] = np.nanmean(X, axis=0)
    found = X.copy()
    for one in np.unique(y):
        rows = np.flatnonzero(y == one)
        found[rows] = np.where(np.isnan(X[rows]), np.nanmean(X[rows], axis=0), X[rows])
    return found
