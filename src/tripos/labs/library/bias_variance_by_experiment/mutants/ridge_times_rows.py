# says: mean square of Hf - f


def hat(X, ridge):
    return X @ np.linalg.solve(X.T @ X + len(X) * ridge * np.eye(X.shape[1]), X.T)
