# says: centre the surface


def h_squared(P):
    first, second, surface = dependence(P)
    size = (surface**2).sum()
    if np.abs(surface).max() < 1e-12:
        return 0.0
    return float(((surface - first[:, None] - second) ** 2).sum() / size)
