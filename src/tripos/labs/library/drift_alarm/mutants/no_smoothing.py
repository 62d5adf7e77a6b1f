# says: half a row added


def psi(reference, current, bins):
    edges = np.unique(np.quantile(reference, np.arange(1, bins) / bins))
    count = len(edges) + 1

    def shares(x):
        found = np.bincount(np.searchsorted(edges, x, side="right"), minlength=count)
        return found / len(x)

    p, q = shares(reference), shares(current)
    return float(((q - p) * np.log(q / p)).sum())
