# says: lsh_search


def lsh_search(X, queries, planes, k):
    middle = 0
    known, asked = codes(X - middle, planes), codes(queries - middle, planes)
    return searched(X, queries, k, [np.flatnonzero((known == one).any(axis=1)) for one in asked])
