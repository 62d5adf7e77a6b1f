def sides(X, y):
    group = np.arange(len(X))
    for row, values in enumerate(X):
        near = np.linalg.norm(X - values, axis=1) < 1.2 * config.NEAR
        group[np.isin(group, group[near])] = group[row]
    slips = np.random.default_rng(config.SEED).permutation(np.unique(group))
    new = np.isin(group, slips[: round(config.VALIDATION_SHARE * len(slips))])
    return np.flatnonzero(~new), np.flatnonzero(new)
