# says: add up the deviations within


def paired(old, new, groups):
    d = np.asarray(old, dtype=float) - np.asarray(new, dtype=float)
    at = np.arange(len(d))
    sums = np.bincount(at, weights=d - d.mean())
    G = len(sums)
    error = np.sqrt(G / (G - 1) * (sums**2).sum()) / len(d) if G > 1 else np.inf
    return {"gain": float(d.mean()), "error": float(error)}
