# says: benjamini_hochberg: not the smallest|smaller p value


def benjamini_hochberg(p):
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
