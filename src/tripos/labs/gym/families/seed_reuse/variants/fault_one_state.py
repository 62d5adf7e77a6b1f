def resampled(values, state):
    rng = np.random.RandomState()
    rng.set_state(state)
    rows = rng.randint(0, len(values), (config.RESAMPLES, len(values)))
    return values[rows].mean(axis=1)


def interval(table):
    first, second = arms(table)
    state = np.random.RandomState(config.SEED).get_state()
    return bounds(resampled(second, state) - resampled(first, state))
