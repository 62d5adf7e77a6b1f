def resampled(values, seed):
    rng = np.random.default_rng(seed)
    return rng.choice(values, (config.RESAMPLES, len(values))).mean(axis=1)


def interval(table):
    first, second = arms(table)
    one, two = np.random.SeedSequence(config.SEED).spawn(2)
    low, high = bounds(resampled(second, two) - resampled(first, one))
    return [float(low), float(high)]
