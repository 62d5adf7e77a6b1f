# says: reference|other draws


def replicates(values, statistic, draws, seed):
    rng = np.random.default_rng(seed)
    n = len(values)
    rows = np.argsort(rng.random((draws, n)), axis=1)[:, : 2 * n // 3]
    return np.concatenate([measured(values[part], statistic) for part in np.array_split(rows, 8)])
