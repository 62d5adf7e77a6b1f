# says: single coordinate


def project(X, m, seed):
    kept = np.random.default_rng(seed).choice(X.shape[1], m, replace=False)
    return X[:, kept] * np.sqrt(X.shape[1] / m)
