# says: hide


def robust_distances(X, seed):
    n, p = X.shape
    h = n
    rng = np.random.default_rng(seed)
    best, kept = np.inf, None
    for _ in range(100):
        few = rng.choice(n, p + 1, replace=False)
        found, _ = distances_from(X, few)
        while found is None:
            few = np.append(few, rng.choice(np.setdiff1d(np.arange(n), few)))
            found, _ = distances_from(X, few)
        ended = concentrate(X, np.argsort(found, kind="stable")[:h])
        size = distances_from(X, ended["rows"])[1]
        if size < best:
            best, kept = size, ended["distances"]
    return kept * chi2.ppf(0.5, p) / np.median(kept)
