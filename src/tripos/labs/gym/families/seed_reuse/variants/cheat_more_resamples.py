# from: faulty
def resampled(values):
    rng = np.random.default_rng(config.SEED)
    rows = rng.integers(0, len(values), (4000, len(values)))
    return values[rows].mean(axis=1)


def bounds(found):
    return np.percentile(found, [0.05, 99.95])
