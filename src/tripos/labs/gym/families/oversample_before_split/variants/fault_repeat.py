def sides(y):
    rare = np.flatnonzero(y == 1)
    rows = np.concatenate([np.arange(len(y)), np.repeat(rare, 7)])
    rows = np.random.default_rng(config.SEED).permutation(rows)
    cut = round((1 - config.VALIDATION_SHARE) * len(rows))
    return rows[:cut], rows[cut:]
