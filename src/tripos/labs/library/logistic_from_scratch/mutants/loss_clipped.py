# says: costs 1000


def log_loss(X, y, intercept, coefficients):
    signs = 2.0 * np.asarray(y) - 1
    p = np.clip(logistic(signs * (intercept + X @ coefficients)), 1e-15, 1)
    return float(-np.log(p).mean())
