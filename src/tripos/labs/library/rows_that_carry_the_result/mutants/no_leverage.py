# says: divide by 1 - h


def without_each(X, y, column):
    y = np.asarray(y, dtype=float)
    _, Q, R, h, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    pull = np.linalg.solve(R, Q.T)[column + 1]
    return w[column + 1] - pull * residual
