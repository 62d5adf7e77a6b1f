# says: divide the sum of squares


def h_squared(P):
    first, second, surface = (one - one.mean() for one in dependence(P))
    size = (surface**2).sum()
    if np.abs(surface).max() < 1e-12:
        return 0.0
    return float(((surface - first[:, None] - second) ** 2).sum() / ((first**2).sum() * len(second) + (second**2).sum() * len(first) + 1e-300))
