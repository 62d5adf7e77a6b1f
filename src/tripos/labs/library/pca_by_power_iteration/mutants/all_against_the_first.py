# says: planted rank|too


def parallel_analysis(X, runs, level, seed):
    X = np.asarray(X, dtype=float)
    Z = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)
    rng = np.random.default_rng(seed)

    def variances(table):
        return np.linalg.svd(table, compute_uv=False) ** 2 / (len(table) - 1)

    chance = [variances(rng.permuted(Z, axis=0)) for _ in range(runs)]
    above = variances(Z) > np.quantile(np.array(chance)[:, -1], level)
    return int(np.argmin(above)) if not above.all() else len(above)
