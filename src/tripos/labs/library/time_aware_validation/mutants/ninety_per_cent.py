# says: ordinary


def block_interval(values, block, draws, seed):
    values = np.asarray(values, float)
    n = len(values)
    rng = np.random.default_rng(seed)
    count = -(-n // block)
    starts = rng.integers(0, n - block + 1, (draws, count))
    rows = (starts[:, :, None] + np.arange(block)).reshape(draws, -1)[:, :n]
    low, high = np.percentile(values[rows].mean(axis=1), [10, 90])
    return float(low), float(high)
