# says: candidates are not


def lsh_search(X, queries, planes, k):
    middle = X.mean(axis=0)
    known, asked = codes(X - middle, planes), codes(queries - middle, planes)
    return searched(X, queries, k, [np.arange(len(X)) for one in asked])
