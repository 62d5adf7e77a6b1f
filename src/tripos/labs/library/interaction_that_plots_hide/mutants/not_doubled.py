# says: twice the gain


def gain(X, y, pair):
    more = best(X, y, [pair]) - best(X, y, [])
    return [more, float(chi2.sf(max(more, 0.0), 1))]
