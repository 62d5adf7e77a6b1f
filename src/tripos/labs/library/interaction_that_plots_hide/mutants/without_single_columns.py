# says: all columns with an intercept


def design(X, pairs, centre, size):
    scaled = (np.asarray(X, dtype=float) - centre) / size
    products = [scaled[:, a] * scaled[:, b] for a, b in pairs]
    return np.column_stack([np.ones(len(scaled)), *products])
