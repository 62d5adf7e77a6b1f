def resampled(values, seed):
    found = []
    for _ in range(config.RESAMPLES):
        rng = np.random.default_rng(seed)
        found.append(rng.choice(values, len(values)).mean())
    return np.array(found)


def interval(table):
    first, second = arms(table)
    return bounds(resampled(second, config.SEED) - resampled(first, config.SEED + 1))
