# says: P\(K >= 


def tail(count, n, a, b):
    if count <= 0:
        return 1.0
    if count > n:
        return 0.0
    k = np.arange(count, n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    p = a / (a + b)
    return float(min(1.0, np.exp(ways + k * np.log(p) + (n - k) * np.log1p(-p)).sum()))
