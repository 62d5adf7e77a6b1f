# says: p is not Kolmogorov|between 0 and 1


def kolmogorov(size):
    j = np.arange(1, 101)
    return float(np.clip(2 * ((-1.0) ** (j - 1) * np.exp(-2 * j**2 * size**2)).sum(), 0, 1))
