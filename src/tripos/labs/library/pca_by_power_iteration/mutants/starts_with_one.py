# says: shape


def reconstruction_errors(model, X):
    off = np.asarray(X, dtype=float) - model["mean"]
    errors = []
    for v in np.asarray(model["components"]):
        off = off - np.outer(off @ v, v)
        errors.append((off**2).sum(axis=1).mean())
    return np.array(errors)
