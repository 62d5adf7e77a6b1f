# says: sum of the binomials


def log_growth(n, d):
    i = range(min(n, d) + 1)
    logs = np.array([lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) for j in i])
    return float(logs[-1])
