# says: level


def applied(fit, x):
    return np.interp(np.asarray(x, dtype=float), fit["x"], fit["p"], left=0.0, right=1.0)
