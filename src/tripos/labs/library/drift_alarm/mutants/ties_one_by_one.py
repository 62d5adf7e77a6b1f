# says: after all values that are equal


def ks(a, b):
    a = np.sort(np.where(np.isnan(a), -np.inf, a))
    b = np.sort(np.where(np.isnan(b), -np.inf, b))
    at = np.concatenate([a, b])
    below_a = np.searchsorted(a, at, side="left") / len(a)
    below_b = np.searchsorted(b, at, side="right") / len(b)
    D = float(np.abs(below_a - below_b).max())
    return {"statistic": D, "p": kolmogorov(D * np.sqrt(len(a) * len(b) / (len(a) + len(b))))}
