# says: one degree less


def stability(X, y, sites):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    dummies = (np.asarray(sites)[:, None] == np.unique(sites)).astype(float)
    base = np.column_stack([dummies, X])
    _, null = newton(base, y)
    found = []
    for j in range(X.shape[1]):
        _, free = newton(np.column_stack([base, dummies[:, 1:] * X[:, [j]]]), y)
        found.append(chi2.sf(max(0.0, 2 * (free - null)), dummies.shape[1]))
    return np.array(found)
