# says: at least one table


def lsh_search(X, queries, planes, k):
    middle = X.mean(axis=0)
    known, asked = codes(X - middle, planes), codes(queries - middle, planes)
    return searched(X, queries, k, [np.flatnonzero((known == one).all(axis=1)) for one in asked])
