# says: with intercept


def conditional(model, X, y, column):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    others = np.delete(X, column, axis=1)
    scale = np.where(others.std(axis=0) > 0, others.std(axis=0), 1.0)
    others = others / scale
    told = others @ np.linalg.lstsq(others, X[:, column], rcond=None)[0]
    rest = X[:, column] - told

    def replaced(k):
        Z = X.copy()
        Z[:, column] = told + np.roll(rest, k)
        return Z

    return rise(model, X, y, replaced)
