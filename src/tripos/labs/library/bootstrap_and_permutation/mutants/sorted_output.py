# says: order given was lost


def holm(p):
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[:] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
