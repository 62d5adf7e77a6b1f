def sides(y):
    rng = np.random.default_rng(config.SEED)
    new = np.concatenate([
        rng.permutation(np.flatnonzero(y == value))[: round(config.VALIDATION_SHARE * np.sum(y == value))]
        for value in (0, 1)
    ])
    known = np.setdiff1d(np.arange(len(y)), new)
    rare = known[y[known] == 1]
    return np.concatenate([known, np.repeat(rare, len(known) // max(len(rare), 1) - 2)]), new
