# says: p counts the intercept


def cooks_distance(X, y):
    y = np.asarray(y, dtype=float)
    Z, _, _, h, residual = decomposed(X, y)
    p = Z.shape[1]
    s2 = residual @ residual / (len(y) - p)
    return residual**2 / ((p - 1) * s2) * h / (1 - h) ** 2
