def resampled(values):
    np.random.seed(config.SEED)
    rows = np.random.randint(0, len(values), (config.RESAMPLES, len(values)))
    return values[rows].mean(axis=1)


def interval(table):
    first, second = arms(table)
    return bounds(resampled(second) - resampled(first))
