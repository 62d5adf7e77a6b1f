# says: running maximum


def holm(p):
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p)
    out = np.empty(len(p))
    out[order] = np.minimum(steps, 1)
    return out
