# says: brought to standardised columns


def standardised(X):
    centre = X.mean(axis=0)
    scale = X.std(axis=0)
    constant = scale <= 1e-12 * (1 + np.abs(centre))
    scale = np.ones_like(scale)
    Z = (X - centre) / scale
    Z[:, constant] = 0.0
    return Z, centre, scale
