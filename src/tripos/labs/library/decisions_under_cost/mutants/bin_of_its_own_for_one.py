# says: p = 1 is in the last bin


def bin_of(p, bins, kind):
    if kind == "width":
        return (p * bins).astype(int)
    edges = np.unique(np.quantile(p, np.arange(1, bins) / bins))
    return np.searchsorted(edges, p, side="right")
