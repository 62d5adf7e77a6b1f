# says: counts with many ties


def psi(reference, current, bins):
    edges = np.quantile(reference, np.arange(1, bins) / bins)
    count = len(edges) + 1

    def shares(x):
        found = np.bincount(np.searchsorted(edges, x, side="right"), minlength=count)
        return (found + 0.5) / (len(x) + 0.5 * count)

    p, q = shares(reference), shares(current)
    return float(((q - p) * np.log(q / p)).sum())
