# says: lsh_search


def lsh_search(X, queries, planes, k):
    middle = X.mean(axis=0)
    known, asked = codes(X - middle, planes), codes(queries - queries.mean(axis=0), planes)
    return searched(X, queries, k, [np.flatnonzero((known == one).any(axis=1)) for one in asked])
