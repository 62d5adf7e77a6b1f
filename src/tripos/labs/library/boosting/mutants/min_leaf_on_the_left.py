# says: min_leaf (on|rows on) both sides


def best_cut(X, r, min_leaf):
    """Feature and threshold of the largest reduction of the sum of squares, or None."""
    n = len(r)
    if n < 2 * min_leaf or n < 2 or np.ptp(r) <= 1e-9:
        return None
    r = r - r.mean()
    own = (r**2).sum()
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    sums = np.cumsum(r[order], axis=0)[:-1]
    left = np.arange(1, n)[:, None]
    gain = sums**2 / left + sums**2 / (n - left)
    fits = (values[:-1] < values[1:]) & (left >= min_leaf)
    gain = np.where(fits, gain, -np.inf)
    if gain.max() <= 1e-9 * own:
        return None
    feature, at = np.argwhere((gain >= gain.max() - 1e-9 * own).T)[0]
    return int(feature), halfway(values[at, feature], values[at + 1, feature])
