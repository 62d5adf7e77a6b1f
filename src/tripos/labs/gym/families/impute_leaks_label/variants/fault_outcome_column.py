def completed(X, y):
    held["usual"] = np.nanmean(X, axis=0)
    found = X.copy()
    for column in range(X.shape[1]):
        gaps = np.isnan(X[:, column])
        line = np.polyfit(y[~gaps], X[~gaps, column], 1)
        found[gaps, column] = np.polyval(line, y[gaps])
    return found
