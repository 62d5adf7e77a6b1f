# says: misses the number|long thin


def evidence(X, ks, rng):
    return [-best(X, k, 3, rng)["path"][-1] for k in ks]
