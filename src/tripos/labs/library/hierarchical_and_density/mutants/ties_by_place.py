# says: ties


def agglomerate(D, linkage):
    n = len(D)
    apart = np.array(D, dtype=float)
    np.fill_diagonal(apart, np.inf)
    ids, sizes = np.arange(n), np.ones(n)
    merges = np.empty((n - 1, 4))
    for step in range(n - 1):
        i, j = np.divmod(np.argmin(apart), n)
        ties = np.argwhere(apart == apart[i, j])
        a, b = i, j
        merges[step] = *sorted((ids[a], ids[b])), apart[a, b], sizes[a] + sizes[b]
        if linkage == "single":
            joined = np.minimum(apart[a], apart[b])
        elif linkage == "complete":
            joined = np.maximum(apart[a], apart[b])
        else:
            joined = (sizes[a] * apart[a] + sizes[b] * apart[b]) / (sizes[a] + sizes[b])
        apart[a], apart[:, a] = joined, joined
        apart[b], apart[:, b] = np.inf, np.inf
        apart[a, a] = np.inf
        ids[a], sizes[a] = n + step, sizes[a] + sizes[b]
    return merges
