# says: over rows first|average


def h_squared(P):
    P = np.asarray(P) - np.mean(P, axis=(1, 2), keepdims=True)
    first, second, surface = P.mean(axis=(0, 2)), P.mean(axis=(0, 1)), P
    size = (surface**2).sum()
    if np.abs(surface).max() < 1e-12:
        return 0.0
    return float(((surface - first[None, :, None] - second) ** 2).sum() / size)
