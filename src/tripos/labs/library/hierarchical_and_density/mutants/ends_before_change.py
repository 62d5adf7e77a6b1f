# says: largest ratio|changes


def eps_interval(X, least, count):
    apart = cdist(X, X)
    at = np.unique(apart[np.triu_indices(len(X), 1)])
    best, ratio, low = [], 0.0, None
    for i, eps in enumerate(at):
        fits = labelled(apart, eps, least)[0].max() + 1 == count
        low = (eps if low is None else low) if fits else None
        if fits and i + 1 < len(at) and at[i + 1] / low > ratio:
            best, ratio = [float(low), float(eps)], at[i + 1] / low
    return best
