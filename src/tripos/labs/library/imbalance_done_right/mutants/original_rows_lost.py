# says: wrong numbers|row is lost


def oversample(y, seed):
    y = np.asarray(y)
    classes = sorted((np.flatnonzero(y == k) for k in (0, 1)), key=len)
    rows = np.arange(len(y))
    if len(classes[0]) == 0:
        return rows
    missing = len(classes[1]) - len(classes[0])
    added = np.random.default_rng(seed).choice(classes[0], len(classes[1]), replace=True)
    return np.sort(np.concatenate([classes[1], added]))
