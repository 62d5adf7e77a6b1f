def sides(X, y):
    _, group = connected_components(radius_neighbors_graph(X, config.NEAR))
    rng = np.random.default_rng(config.SEED)
    new = np.zeros(len(y), dtype=bool)
    for one in np.unique(group):
        rows = rng.permutation(np.flatnonzero(group == one))
        new[rows[: round(config.VALIDATION_SHARE * len(rows) + 0.2)]] = True
    return np.flatnonzero(~new), np.flatnonzero(new)
