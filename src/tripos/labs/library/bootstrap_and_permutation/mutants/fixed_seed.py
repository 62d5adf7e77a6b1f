# says: another seed


def replicates(values, statistic, draws, seed):
    rng = np.random.default_rng(0)
    n = len(values)
    rows = rng.integers(n, size=(draws, n))
    return np.concatenate([measured(values[part], statistic) for part in np.array_split(rows, 8)])
