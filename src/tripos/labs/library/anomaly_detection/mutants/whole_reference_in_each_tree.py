# says: small sample


def isolation_scores(reference, X, trees, sample, seed):
    rng = np.random.default_rng(seed)
    sample = min(sample, len(reference))
    limit = int(np.ceil(np.log2(sample)))
    paths = np.zeros(len(X))
    for _ in range(trees):
        rows = reference[rng.choice(len(reference), len(reference), replace=False)]
        add_paths(rows, X, np.arange(len(X)), 0, limit, rng, paths)
    return 2 ** (-paths / trees / mean_path(sample))
