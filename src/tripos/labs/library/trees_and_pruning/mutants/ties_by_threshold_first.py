# says: lowest feature|another feature


def best_split(X, y, classes, criterion, min_leaf):
    nothing = {"feature": -1, "threshold": 0.0, "decrease": 0.0}
    n = len(y)
    if n < 2:
        return nothing
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    below = np.cumsum(np.eye(classes)[y][order], axis=0)[:-1]
    whole = np.bincount(y, minlength=classes).astype(float)
    left = np.arange(1, n)[:, None]
    allowed = (values[:-1] < values[1:]) & (left >= min_leaf) & (n - left >= min_leaf)
    if not allowed.any():
        return nothing
    inside = left * impurities(below, criterion) + (n - left) * impurities(whole - below, criterion)
    decrease = np.where(allowed, impurities(whole, criterion) - inside / n, -np.inf)
    tied = (decrease >= decrease.max() - 1e-9) & allowed
    at, feature = (int(one) for one in np.argwhere(tied)[0])
    low, high = float(values[at, feature]), float(values[at + 1, feature])
    middle = low + (high - low) / 2
    threshold = middle if middle < high else low
    return {"feature": feature, "threshold": threshold, "decrease": float(decrease[at, feature])}
