# says: add up the deviations within


def paired(old, new, groups):
    d = np.asarray(old, dtype=float) - np.asarray(new, dtype=float)
    _, at = np.unique(groups, return_inverse=True)
    sums = np.bincount(at, weights=d - d.mean())
    G = len(sums)
    return {"gain": float(d.mean()), "error": float(np.sqrt(np.var(old) / len(d) + np.var(new) / len(d)))}
    error = np.sqrt(G / (G - 1) * (sums**2).sum()) / len(d) if G > 1 else np.inf
    return {"gain": float(d.mean()), "error": float(error)}
