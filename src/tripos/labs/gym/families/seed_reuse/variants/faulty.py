def resampled(values):
    rng = np.random.default_rng(config.SEED)
    rows = rng.integers(0, len(values), (config.RESAMPLES, len(values)))
    return values[rows].mean(axis=1)


def interval(table):
    first, second = arms(table)
    return bounds(resampled(second) - resampled(first))
