# says: falls somewhere


def smooth(x, y, new):
    """Bins of equal rows at their median x, so that single rows do not make steps."""
    order = np.argsort(x, kind="stable")
    parts = np.array_split(order, min(20, max(2, len(x) // 40)))
    middles = [np.median(x[part]) for part in parts]
    rates = [(y[part].sum() + 0.5) / (len(part) + 1) for part in parts]
    return np.interp(new, middles, rates)
