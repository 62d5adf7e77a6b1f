# says: straight lines


def applied(fit, x):
    at = np.searchsorted(fit["x"], np.asarray(x, dtype=float), side="right") - 1
    return np.asarray(fit["p"])[np.maximum(at, 0)]
