# says: a strong link is|missed in


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    w = fitted(X, y)
    base = ((design(X) @ w > 0) == np.asarray(y)).mean()
    rng, drop = np.random.default_rng(0), []
    for j in range(X.shape[1]):
        Z = X.copy()
        Z[:, j] = rng.permutation(Z[:, j])
        drop.append(base - ((design(Z) @ w > 0) == np.asarray(y)).mean())
    return [int(np.argmax(drop))]
