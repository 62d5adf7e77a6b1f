# says: rows whose


def ale(net, X, column, edges):
    X, edges = np.asarray(X, dtype=float), np.asarray(edges, dtype=float)
    x = X[:, column]
    kept = (x >= edges[0]) & (x <= edges[-1])
    X, x = X[kept], x[kept]
    place = np.maximum(np.searchsorted(edges, x, side="left") - 1, 0)
    rows = np.bincount(place, minlength=len(edges) - 1)
    found = partial_dependence(net, X, column, edges)
    return found - rows @ (found[1:] + found[:-1]) / 2 / rows.sum()
