# says: too many


def choose_count(table, ks, seed):
    X = logs(table)
    Z = (X - X.mean(axis=0)) / np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    rng = np.random.default_rng(seed)
    steady = {}
    for k in ks:
        whole = nearest(Z, kmeans(Z, k, rng, 12))
        found = []
        for _ in range(10):
            half = rng.choice(len(Z), len(Z) // 2, replace=False)
            found.append(weakest(whole, nearest(Z, kmeans(Z[half], k, rng, 10)), k))
        steady[k] = np.quantile(found, 0.3)
    most = max(steady.values())
    return int(max(k for k in ks if steady[k] >= 0))
