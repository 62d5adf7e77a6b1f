# says: chances p themselves


def ece_by_chance(p, bins, kind, runs, seed):
    p = np.asarray(p, dtype=float)
    rng = np.random.default_rng(seed)
    drawn = rng.random((runs, len(p))) < p.mean()
    return float(np.mean([reliability(y, p, bins, kind)["ece"] for y in drawn]))
