# says: rise:


def rise(net, X, column, low, high):
    x, said = np.asarray(X, dtype=float)[:, column], outputs(net, X)
    return float(np.polyfit(x, said, 1)[0] * (high - low))
