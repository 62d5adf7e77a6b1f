# says: four times as wide


def block_interval(values, block, draws, seed):
    values = np.asarray(values, float)
    n = len(values)
    rng = np.random.default_rng(seed)
    count = -(-n // block)
    block, count = 1, n
    starts = rng.integers(0, n - block + 1, (draws, count))
    rows = (starts[:, :, None] + np.arange(block)).reshape(draws, -1)[:, :n]
    low, high = np.percentile(values[rows].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
