# says: take away the least stable


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    p = stability(X, y, sites)
    return [j for j in range(X.shape[1]) if p[j] * len(p) <= level]
