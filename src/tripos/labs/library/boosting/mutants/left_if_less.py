# says: at the threshold


def leaf_of(tree, X):
    tree = {name: np.asarray(column) for name, column in tree.items()}
    X = np.asarray(X, dtype=float)
    at = np.zeros(len(X), int)
    while (inner := tree["feature"][at] >= 0).any():
        value = X[np.arange(len(X)), np.maximum(tree["feature"][at], 0)]
        child = np.where(value < tree["threshold"][at], tree["left"][at], tree["right"][at])
        at = np.where(inner, child, at)
    return at
