# says: not by their own


def reconstruction_errors(model, X):
    off = np.asarray(X, dtype=float) - np.mean(X, axis=0)
    errors = [(off**2).sum(axis=1).mean()]
    for v in np.asarray(model["components"]):
        off = off - np.outer(off @ v, v)
        errors.append((off**2).sum(axis=1).mean())
    return np.array(errors)
