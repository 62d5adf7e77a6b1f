# says: all hypotheses


def deviation(n, size, delta):
    return float(np.sqrt((np.log10(2 * size) - np.log10(delta)) / (2 * n)))
