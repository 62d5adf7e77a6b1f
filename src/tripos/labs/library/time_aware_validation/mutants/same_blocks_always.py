# says: four times as wide|ordinary


def block_interval(values, block, draws, seed):
    values = np.asarray(values, float)
    n = len(values)
    rng = np.random.default_rng(seed)
    count = -(-n // block)
    starts = np.arange(count)[None] * block % (n - block + 1) + rng.integers(0, 2, (draws, 1)) * 0
    rows = (starts[:, :, None] + np.arange(block)).reshape(draws, -1)[:, :n]
    low, high = np.percentile(values[rows].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
