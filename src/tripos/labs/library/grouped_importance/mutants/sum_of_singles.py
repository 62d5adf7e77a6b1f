# says: wrong for groups


def importance(model, X, y, groups):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)

    def shifted(group):
        def replaced(k):
            Z = X.copy()
            Z[:, group] = np.roll(X[:, group], k, axis=0)
            return Z

        return replaced

    return np.array([sum(rise(model, X, y, shifted([int(j)])) for j in group) for group in groups])
