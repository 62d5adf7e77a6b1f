# says: h_squared.*(flat|number|finite)


def h_squared(P):
    first, second, surface = (one - one.mean() for one in dependence(P))
    size = (surface**2).sum()
    return float(((surface - first[:, None] - second) ** 2).sum() / size)
