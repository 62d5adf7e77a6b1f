# says: comes from the differences


def paired(a, b, ratio):
    both = min(len(a), len(b))
    d = np.asarray(a[:both], dtype=float) - np.asarray(b[:both], dtype=float)
    if both < 2:
        return float(d.mean()), math.inf
    return float(d.mean()), float(np.sqrt((1 / both + ratio) * (np.var(a[:both], ddof=1) + np.var(b[:both], ddof=1))))
