# says: too high


def ece_by_chance(p, bins, kind, runs, seed):
    p = np.asarray(p, dtype=float)
    rng = np.random.default_rng(seed)
    drawn = rng.random((runs, len(p))) < p
    return float(np.quantile([reliability(y, p, bins, kind)["ece"] for y in drawn], 0.95))
