# says: not the probabilities


def repaired(X, y, X_new, columns):
    kept = [j for j in range(np.shape(X)[1]) if j not in set(columns)]
    w = fitted(np.asarray(X)[:, kept], y)
    return (design(np.asarray(X_new)[:, kept]) @ w > 0).astype(float)
