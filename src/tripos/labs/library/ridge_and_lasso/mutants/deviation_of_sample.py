# says: do not minimise


def standardised(X):
    centre = X.mean(axis=0)
    scale = X.std(axis=0, ddof=1)
    constant = scale <= 1e-12 * (1 + np.abs(centre))
    scale = np.where(constant, 1.0, scale)
    Z = (X - centre) / scale
    Z[:, constant] = 0.0
    return Z, centre, scale
