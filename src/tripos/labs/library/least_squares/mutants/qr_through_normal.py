# says: squares the condition number


def by_qr(X, y):
    return np.linalg.solve(X.T @ X, X.T @ y)
