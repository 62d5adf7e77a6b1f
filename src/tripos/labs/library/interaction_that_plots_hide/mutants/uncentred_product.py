# says: each less its mean


def design(X, pairs, centre, size):
    scaled = (np.asarray(X, dtype=float) - centre) / size
    X = np.asarray(X, dtype=float) / size
    products = [np.clip(X[:, a] * X[:, b], -5, 5) for a, b in pairs]
    return np.column_stack([np.ones(len(scaled)), scaled, *products])
