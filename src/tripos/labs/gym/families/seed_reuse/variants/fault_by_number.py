def resampled(values):
    found = []
    for number in range(config.RESAMPLES):
        rng = np.random.default_rng(config.SEED + number)
        found.append(rng.choice(values, len(values)).mean())
    return np.array(found)


def interval(table):
    first, second = arms(table)
    return bounds(resampled(second) - resampled(first))
