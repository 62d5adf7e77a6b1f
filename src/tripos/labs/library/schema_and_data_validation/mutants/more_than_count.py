# says: at least, not more than


def tail(count, n, a, b):
    if count <= 0:
        return 1.0
    if count > n:
        return 0.0
    k = np.arange(count + 1, n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return float(min(1.0, np.exp(ways + betaln(k + a, n - k + b) - betaln(a, b)).sum()))
