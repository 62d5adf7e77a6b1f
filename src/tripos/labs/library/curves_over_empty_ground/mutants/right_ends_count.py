# says: the steps are right


def ale(net, X, column, edges):
    X, edges = np.asarray(X, dtype=float), np.asarray(edges, dtype=float)
    x = X[:, column]
    kept = (x >= edges[0]) & (x <= edges[-1])
    X, x = X[kept], x[kept]
    place = np.maximum(np.searchsorted(edges, x, side="left") - 1, 0)
    change = outputs(net, moved(X, column, edges[place + 1]))
    change -= outputs(net, moved(X, column, edges[place]))
    rows = np.bincount(place, minlength=len(edges) - 1)
    total = np.bincount(place, change, minlength=len(edges) - 1)
    found = np.append(0, np.cumsum(total / np.maximum(rows, 1)))
    return found - rows @ found[1:] / rows.sum()
