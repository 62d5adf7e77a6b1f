# says: determinant underflows


def log_gauss(X, means, covs):
    n, p = X.shape
    out = np.empty((n, len(means)))
    for j, (mean, cov) in enumerate(zip(means, covs)):
        lower = np.linalg.cholesky(cov)
        z = np.linalg.solve(lower, (X - mean).T)
        half_log_det = 0.5 * np.log(np.linalg.det(cov))
        out[:, j] = -0.5 * (p * np.log(2 * np.pi) + (z**2).sum(axis=0)) - half_log_det
    return out
