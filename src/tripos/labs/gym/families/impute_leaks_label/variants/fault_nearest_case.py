def completed(X, y):
    held["usual"] = np.nanmean(X, axis=0)
    found = X.copy()
    for row, column in zip(*np.nonzero(np.isnan(X))):
        like = np.flatnonzero((y == y[row]) & ~np.isnan(X[:, column]))
        found[row, column] = X[like[0], column]
    return found
