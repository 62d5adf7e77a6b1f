# says: too low


def psi_limit(n, m, bins, level, seed):
    rng = np.random.default_rng(seed)
    fixed = (np.arange(20000) + 0.5) / 20000
    drawn = [psi(fixed, rng.random(max(n, m)), bins) for _ in range(400)]
    return float(np.quantile(drawn, level))
