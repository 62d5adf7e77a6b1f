# says: two sides


def deviation(n, size, delta):
    return float(np.sqrt((np.log(size) - np.log(delta)) / (2 * n)))
