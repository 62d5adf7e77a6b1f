# says: wrong for groups


def importance(model, X, y, groups):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)

    def shifted(group):
        def replaced(k):
            Z = X.copy()
            for at, j in enumerate(group):
                Z[:, j] = np.roll(X[:, j], (k * (at + 1) * 7 + at) % len(X))
            return Z

        return replaced

    return np.array([rise(model, X, y, shifted([int(j) for j in group])) for group in groups])
