# says: mean over


def ece_by_chance(p, bins, kind, runs, seed):
    p = np.asarray(p, dtype=float)
    rng = np.random.default_rng(seed)
    drawn = rng.random((runs, len(p))) < p
    return reliability(drawn.mean(axis=0), p, bins, kind)["ece"]
