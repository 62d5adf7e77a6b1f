# says: squared Mahalanobis


def log_gauss(X, means, covs):
    n, p = X.shape
    out = np.empty((n, len(means)))
    for j, (mean, cov) in enumerate(zip(means, covs)):
        lower = np.linalg.cholesky(cov)
        z = np.linalg.solve(lower, (X - mean).T)
        half_log_det = np.log(np.diag(lower)).sum()
        out[:, j] = -0.5 * (p * np.log(2 * np.pi) + (z**2).sum(axis=0)) - 2 * half_log_det
    return out
