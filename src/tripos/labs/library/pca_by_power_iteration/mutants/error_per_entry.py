# says: sum of squares over columns


def reconstruction_errors(model, X):
    off = np.asarray(X, dtype=float) - model["mean"]
    errors = [(off**2).mean()]
    for v in np.asarray(model["components"]):
        off = off - np.outer(off @ v, v)
        errors.append((off**2).mean())
    return np.array(errors)
