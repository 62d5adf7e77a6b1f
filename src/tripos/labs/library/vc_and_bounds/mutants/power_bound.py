# says: not a power


def vc_deviation(n, d, delta):
    i = np.arange(min(2 * n, d) + 1)
    # by logarithms: the numbers themselves are beyond every float
    logs = d * np.log(2 * n + 1.0)
    return float(np.sqrt(8 / n * (np.log(4 / delta) + logs)))
