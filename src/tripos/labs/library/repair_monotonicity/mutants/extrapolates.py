# says: between 0 and 1|falls


def smooth(x, y, new):
    """Bins of equal rows at their median x, so that single rows do not make steps."""
    order = np.argsort(x, kind="stable")
    parts = np.array_split(order, min(20, max(2, len(x) // 40)))
    middles = [np.median(x[part]) for part in parts]
    rates = [(y[part].sum() + 0.5) / (len(part) + 1) for part in parts]
    fit = rising(middles, rates, [len(part) for part in parts])
    slope = (fit["p"][-1] - fit["p"][0]) / (fit["x"][-1] - fit["x"][0])
    return applied(fit, new) + slope * (np.maximum(0, new - fit["x"][-1]) - np.maximum(0, fit["x"][0] - new))
