# says: only the mixture changes


def fallen(x, group, y):
    """The run of bins that a falling risk explains best, the rest rising, in each group alike."""
    x, group, y = np.asarray(x, dtype=float), np.zeros(len(x)), np.asarray(y, dtype=float)
    edges = np.unique(np.quantile(x, np.arange(1, BINS) / BINS))
    tables = list(counted(x, group, y, edges))
    count = len(edges) + 1

    def likelihood(k, n, turned):
        some = n > 0
        k, n = k[some], n[some]
        if not len(k):
            return 0.0
        rate = k / n
        return fitted_gain(k, n, -pool(-rate, n) if turned else pool(rate, n))

    base = sum(likelihood(k, n, False) for k, n in tables)
    tried = []
    for i in range(count - 1):
        for j in range(i + 2, count + 1):
            inside = (np.arange(count) >= i) & (np.arange(count) < j)
            won = -base
            for k, n in tables:
                won += likelihood(k[inside], n[inside], True)
                won += likelihood(k[~inside], n[~inside], False)
            tried.append((won, i, j))
    best, start, end = max(tried)
    if best < LEAST_GAIN:
        return []
    bounds = np.concatenate([[x.min()], edges, [x.max()]])
    return [float(bounds[start]), float(bounds[end])]
