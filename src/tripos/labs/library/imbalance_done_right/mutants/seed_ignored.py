# says: by lot


def undersample(y, ratio, seed):
    y = np.asarray(y)
    ones, zeros = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    count = min(int(np.rint(ratio * len(ones))), len(zeros))
    kept = np.random.default_rng(0).choice(zeros, count, replace=False)
    return np.sort(np.concatenate([ones, kept]))
