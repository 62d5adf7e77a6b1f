# says: iterate to the end


def fitted(X, y):
    Z, y = design(np.asarray(X, dtype=float)), np.asarray(y)
    size = np.abs(Z).max(axis=0)
    Z, w = Z / size, np.zeros(Z.shape[1])
    for _ in range(300):
        w = w + Z.T @ (y - expit(Z @ w)) / len(y)
    return w / size
