# says: long thin|filled evenly|clear, round


def choose_k(X, ks, seed):
    rng = np.random.default_rng(seed)
    found = evidence(X, ks, rng)
    centred = X - X.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    turned = centred @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    by_chance = [max(evidence(rng.uniform(low, high, X.shape), ks, rng)) for _ in range(8)]
    if max(found) < 0.4:
        return 1
    return int(ks[int(np.argmax(found))])
