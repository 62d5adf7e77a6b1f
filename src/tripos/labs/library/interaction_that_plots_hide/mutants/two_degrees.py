# says: one degree


def gain(X, y, pair):
    more = best(X, y, [pair]) - best(X, y, [])
    return [more, float(chi2.sf(2 * max(more, 0.0), 2))]
