# says: same seed must give


def replicates(values, statistic, draws, seed):
    rng = np.random.default_rng()
    n = len(values)
    rows = rng.integers(n, size=(draws, n))
    return np.concatenate([measured(values[part], statistic) for part in np.array_split(rows, 8)])
