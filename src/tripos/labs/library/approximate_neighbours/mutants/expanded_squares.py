# says: far from the origin


def exact(X, queries, k):
    rows = np.arange(len(X))
    away = (X**2).sum(axis=1) - 2 * queries @ X.T + (queries**2).sum(axis=1)[:, None]
    return np.argsort(away, axis=1, kind="stable")[:, :k]
