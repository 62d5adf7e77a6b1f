def batches(table, size):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    for start in range(0, len(y) - size + 1, size):
        yield X[start : start + size], y[start : start + size]


def evaluate(table, batch_size):
    found = [measures(y, score(X)) for X, y in batches(table, batch_size)]
    return {name: float(np.nanmean([one[name] for one in found])) for name in found[0]}
