# says: holm: not the smallest level


def holm(p):
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
