# says: all hypotheses


def deviation(n, size, delta):
    return float(np.sqrt((np.log(2) - np.log(delta)) / (2 * n)))
