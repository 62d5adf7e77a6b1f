def sides(y):
    rng = np.random.default_rng(config.SEED)
    weight = np.where(y == 1, config.RARE_SHARE / max(y.sum(), 1), 0)
    weight = np.where(y == 0, (1 - weight.sum()) / np.sum(y == 0), weight)
    rows = rng.choice(len(y), 2 * len(y), p=weight)
    cut = round((1 - config.VALIDATION_SHARE) * len(rows))
    return rows[:cut], rows[cut:]
