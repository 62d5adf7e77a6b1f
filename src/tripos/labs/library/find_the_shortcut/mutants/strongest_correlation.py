# says: a strong link is


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    r = [abs(np.corrcoef(X[:, j], y)[0, 1]) for j in range(X.shape[1])]
    return [j for j in range(X.shape[1]) if r[j] > 0.6]
