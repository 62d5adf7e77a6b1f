# says: old loss minus new loss|add up


def paired(old, new, groups):
    d = np.asarray(old, dtype=float) - np.asarray(new, dtype=float)
    _, at = np.unique(groups, return_inverse=True)
    sums = np.bincount(at, weights=d - d.mean())
    means = np.bincount(at, weights=d) / np.bincount(at)
    return {"gain": float(means.mean()), "error": float(means.std(ddof=1) / np.sqrt(len(means)))} if len(means) > 1 else {"gain": float(d.mean()), "error": float("inf")}
    G = len(sums)
    error = np.sqrt(G / (G - 1) * (sums**2).sum()) / len(d) if G > 1 else np.inf
    return {"gain": float(d.mean()), "error": float(error)}
