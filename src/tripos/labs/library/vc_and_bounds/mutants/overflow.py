# says: vc_deviation


def vc_deviation(n, d, delta):
    i = np.arange(min(2 * n, d) + 1)
    # by logarithms: the numbers themselves are beyond every float
    logs = np.log(float(growth_limit(2 * n, d)))
    return float(np.sqrt(8 / n * (np.log(4 / delta) + logs)))
