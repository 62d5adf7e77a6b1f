# says: not one linear map


def project(X, m, seed):
    directions = np.random.default_rng(seed).normal(size=(X.shape[1], m))
    return (X - X.mean(axis=0)) @ directions / np.sqrt(m)
