# says: too (high|low)


def coverage(n, level, repeats, draws, seed):
    rng = np.random.default_rng(seed)
    hits = {"percentile": 0, "bca": 0}
    for k in range(repeats):
        x = np.random.default_rng(seed).exponential(size=n)
        for name, method in (("percentile", percentile_interval), ("bca", bca_interval)):
            low, high = method(x, "mean", level, draws, [seed, k])
            hits[name] += int(low <= 1.0 <= high)
    return {name: count / repeats for name, count in hits.items()}
