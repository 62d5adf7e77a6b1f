def interval(table):
    first, second = arms(table)
    rng, found = np.random.default_rng(17), []
    for _ in range(10):
        one, two = (rng.integers(0, len(arm), (100, len(arm))) for arm in (first, second))
        found += (second[two].mean(axis=1) - first[one].mean(axis=1)).tolist()
    low, high = bounds(found)
    middle = second.mean() - first.mean()
    return [2 * middle - high, 2 * middle - low]
