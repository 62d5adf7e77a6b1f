# says: wrong numbers


def undersample(y, ratio, seed):
    y = np.asarray(y)
    ones, zeros = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    count = min(int(np.rint(min(ratio, 1) * len(zeros))), len(zeros))
    kept = np.random.default_rng(seed).choice(zeros, count, replace=False)
    return np.sort(np.concatenate([ones, kept]))
