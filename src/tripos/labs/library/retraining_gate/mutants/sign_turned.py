# says: old loss minus new loss


def paired(old, new, groups):
    d = np.asarray(new, dtype=float) - np.asarray(old, dtype=float)
    _, at = np.unique(groups, return_inverse=True)
    sums = np.bincount(at, weights=d - d.mean())
    G = len(sums)
    error = np.sqrt(G / (G - 1) * (sums**2).sum()) / len(d) if G > 1 else np.inf
    return {"gain": float(d.mean()), "error": float(error)}
