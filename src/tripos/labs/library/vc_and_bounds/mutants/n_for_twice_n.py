# says: vc_deviation


def vc_deviation(n, d, delta):
    n_true = n
    n = n / 2
    i = np.arange(int(min(2 * n, d)) + 1)
    # by logarithms: the numbers themselves are beyond every float
    logs = logsumexp(gammaln(2 * n + 1) - gammaln(i + 1) - gammaln(2 * n - i + 1))
    return float(np.sqrt(8 / n_true * (np.log(4 / delta) + logs)))
