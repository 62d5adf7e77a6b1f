# says: local maximum


def fit(X, k, floor, seed):
    rng = np.random.default_rng(seed)
    runs = [em(X, **start(X, k, floor, rng), floor=floor, steps=8) for _ in range(1)]
    top = max(runs, key=lambda run: run["path"][-1])
    return em(X, top["weights"], top["means"], top["covs"], floor, 50)
