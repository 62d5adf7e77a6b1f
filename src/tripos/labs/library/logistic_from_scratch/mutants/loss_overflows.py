# says: not finite|margins of 1000


def log_loss(X, y, intercept, coefficients):
    signs = 2.0 * np.asarray(y) - 1
    return float(np.log(1 + np.exp(-signs * (intercept + X @ coefficients))).mean())
