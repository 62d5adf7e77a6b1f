# says: n - p


def coefficient(X, y, column):
    y = np.asarray(y, dtype=float)
    Z, Q, R, _, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    inverse = np.linalg.inv(R)
    s2 = residual @ residual / (len(y) - Z.shape[1] + 1)
    return [float(w[column + 1]), float(np.sqrt(s2 * (inverse[column + 1] ** 2).sum()))]
