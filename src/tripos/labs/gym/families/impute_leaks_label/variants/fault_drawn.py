def completed(X, y):
    rng = np.random.default_rng(config.SEED)
    held["usual"] = np.nanmean(X, axis=0)
    found = X.copy()
    for one in np.unique(y):
        for column in range(X.shape[1]):
            gaps = (y == one) & np.isnan(X[:, column])
            known = X[(y == one) & ~np.isnan(X[:, column]), column]
            found[gaps, column] = rng.choice(np.sort(known)[:12], gaps.sum())
    return found
