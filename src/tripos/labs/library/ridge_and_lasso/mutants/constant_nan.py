# says: not finite|constant column|did not|failed


def standardised(X):
    centre = X.mean(axis=0)
    scale = X.std(axis=0)
    constant = scale <= 1e-12 * (1 + np.abs(centre))
    Z = (X - centre) / scale
    return Z, centre, scale
