# says: values that differ between sites|is accused


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    from scipy.stats import kruskal

    names = np.unique(sites)
    p = [kruskal(*(X[np.asarray(sites) == s, j] for s in names)).pvalue for j in range(X.shape[1])]
    return [j for j in range(X.shape[1]) if p[j] * len(p) <= level]
