# says: not the difference of two


def gain(X, y, pair):
    more = 2 * (best(X, y, [pair]) - best(X, y, []))
    return [more, float(chi2.sf(max(more, 0.0), 1))]
