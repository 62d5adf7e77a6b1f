# says: inverse is that of this


def without_each(X, y, column):
    y = np.asarray(y, dtype=float)
    _, Q, R, h, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    pull = np.linalg.solve(R, Q.T)[column]
    return w[column + 1] - pull * residual / (1 - h)
