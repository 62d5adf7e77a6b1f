# says: move when


def repaired(X, y, X_new, columns):
    kept = list(range(np.shape(X)[1]))
    w = fitted(np.asarray(X)[:, kept], y)
    return expit(design(np.asarray(X_new)[:, kept]) @ w)
