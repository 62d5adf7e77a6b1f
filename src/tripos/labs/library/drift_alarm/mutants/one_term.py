# says: p is not Kolmogorov


def kolmogorov(size):
    if size < 0.2:
        return 1.0
    j = np.arange(1, 2)
    return float(np.clip(2 * ((-1.0) ** (j - 1) * np.exp(-2 * j**2 * size**2)).sum(), 0, 1))
