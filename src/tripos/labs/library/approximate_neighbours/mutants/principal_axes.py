# says: vary more|kept on average|linear


def project(X, m, seed):
    directions = np.random.default_rng(seed).normal(size=(X.shape[1], m))
    return X @ np.linalg.svd(X, full_matrices=False)[2][:m].T * np.sqrt(X.shape[1] / m)
