# says: wrong numbers|oversample


def oversample(y, seed):
    y = np.asarray(y)
    classes = [np.flatnonzero(y == 1), np.flatnonzero(y == 0)]
    rows = np.arange(len(y))
    if len(classes[0]) == 0:
        return rows
    missing = max(len(classes[1]) - len(classes[0]), 0)
    added = np.random.default_rng(seed).choice(classes[0], missing, replace=True)
    return np.sort(np.concatenate([rows, added]))
