# says: scale the columns


def parallel_analysis(X, runs, level, seed):
    X = np.asarray(X, dtype=float)
    Z = X - X.mean(axis=0)
    rng = np.random.default_rng(seed)

    def variances(table):
        return np.linalg.svd(table, compute_uv=False) ** 2 / (len(table) - 1)

    chance = [variances(rng.permuted(Z, axis=0)) for _ in range(runs)]
    above = variances(Z) > np.quantile(chance, level, axis=0)
    return int(np.argmin(above)) if not above.all() else len(above)
