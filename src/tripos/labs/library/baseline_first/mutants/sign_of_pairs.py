# says: a less b


def paired(a, b, ratio):
    both = min(len(a), len(b))
    d = np.asarray(a[:both], dtype=float) - np.asarray(b[:both], dtype=float)
    d = -d
    if both < 2:
        return float(d.mean()), math.inf
    return float(d.mean()), float(np.sqrt((1 / both + ratio) * d.var(ddof=1)))
