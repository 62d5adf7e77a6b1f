# says: cell_search


def cell_search(X, centres, queries, k, probes):
    cell = cdist(X, centres, "sqeuclidean").argmin(axis=1)
    order = np.argsort(cdist(queries, centres, "sqeuclidean"), axis=1, kind="stable")[:, : probes + 1]
    return searched(X, queries, k, [np.flatnonzero(np.isin(cell, one)) for one in order])
