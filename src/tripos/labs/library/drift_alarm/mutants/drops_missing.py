# says: values missing|a third of the values missing


def ks(a, b):
    a = np.sort(a[~np.isnan(a)])
    b = np.sort(b[~np.isnan(b)])
    at = np.concatenate([a, b])
    below_a = np.searchsorted(a, at, side="right") / len(a)
    below_b = np.searchsorted(b, at, side="right") / len(b)
    D = float(np.abs(below_a - below_b).max())
    return {"statistic": D, "p": kolmogorov(D * np.sqrt(len(a) * len(b) / (len(a) + len(b))))}
