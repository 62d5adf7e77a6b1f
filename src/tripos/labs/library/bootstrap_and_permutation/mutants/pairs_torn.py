# says: correlation of body mass


def replicates(values, statistic, draws, seed):
    rng = np.random.default_rng(seed)
    n = len(values)
    rows = rng.integers(n, size=(draws, n))
    if values.ndim == 2:
        other = rng.integers(n, size=(draws, n))
        return measured(np.stack([values[rows, 0], values[other, 1]], axis=-1), statistic)
    return np.concatenate([measured(values[part], statistic) for part in np.array_split(rows, 8)])
