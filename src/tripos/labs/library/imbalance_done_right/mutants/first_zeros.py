# says: by lot


def undersample(y, ratio, seed):
    y = np.asarray(y)
    ones, zeros = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    count = min(int(np.rint(ratio * len(ones))), len(zeros))
    kept = zeros[:count]
    return np.sort(np.concatenate([ones, kept]))
