def completed(X, y):
    held["usual"] = np.array([np.median(column[np.isfinite(column)]) for column in X.T])
    found = X.copy()
    row, column = np.nonzero(np.isnan(X))
    found[row, column] = held["usual"][column]
    return found
