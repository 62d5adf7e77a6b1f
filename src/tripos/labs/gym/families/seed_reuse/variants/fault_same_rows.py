def interval(table):
    first, second = arms(table)
    rng = np.random.default_rng(config.SEED)
    size = min(len(first), len(second))
    rows = rng.integers(0, size, (config.RESAMPLES, size))
    return bounds(second[rows].mean(axis=1) - first[rows].mean(axis=1))
