# says: not the least squares


def normal_equations(X, y):
    Z = X - X.mean(axis=0)
    Z[:, 0] = 1.0
    return np.linalg.solve(Z.T @ Z, Z.T @ y)
