# says: 1 - h is squared


def cooks_distance(X, y):
    y = np.asarray(y, dtype=float)
    Z, _, _, h, residual = decomposed(X, y)
    p = Z.shape[1]
    s2 = residual @ residual / (len(y) - p)
    return residual**2 / (p * s2) * h / (1 - h)
