# says: stable_linkage


def stable_linkage(X, count, seed):
    rng = np.random.default_rng(seed)
    apart = cdist(X, X)
    halves = [np.sort(rng.choice(len(X), len(X) // 2, replace=False)) for _ in range(20)]
    found = {}
    for linkage in ("average",):
        whole = cut(agglomerate(apart, linkage), count)
        scores = [
            agreement(whole[rows], cut(agglomerate(apart[np.ix_(rows, rows)], linkage), count))
            for rows in halves
        ]
        found[linkage] = (np.mean(scores), whole)
    best = max(found, key=lambda name: found[name][0])
    return {"linkage": best, "labels": found[best][1]}
