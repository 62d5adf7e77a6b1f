# says: coefficient: not the coefficient


def decomposed(X, y):
    """Inverse of Z'Z, leverages, residuals, with scaled columns against rounding."""
    Z = np.asarray(X, dtype=float)
    Q, R = np.linalg.qr(Z)
    h = (Q**2).sum(axis=1)
    residual = y - Q @ (Q.T @ y)
    return Z, Q, R, h, residual


def coefficient(X, y, column):
    y = np.asarray(y, dtype=float)
    Z, Q, R, _, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    inverse = np.linalg.inv(R)
    s2 = residual @ residual / (len(y) - Z.shape[1])
    return [float(w[column]), float(np.sqrt(s2 * (inverse[column] ** 2).sum()))]


def without_each(X, y, column):
    y = np.asarray(y, dtype=float)
    _, Q, R, h, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    pull = np.linalg.solve(R, Q.T)[column]
    return w[column] - pull * residual / (1 - h)
