# says: variance of an entry


def project(X, m, seed):
    directions = np.random.default_rng(seed).normal(size=(X.shape[1], m))
    return X @ directions
