# says: sum of the binomials


def log_growth(n, d):
    return float(d * np.log(np.e * n / d)) if d else 0.0
    i = range(min(n, d) + 1)
    logs = np.array([lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) for j in i])
    return float(logs.max() + np.log(np.exp(logs - logs.max()).sum()))
