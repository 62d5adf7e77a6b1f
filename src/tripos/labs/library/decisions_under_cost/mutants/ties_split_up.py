# says: equal values together


def bin_of(p, bins, kind):
    if kind == "width":
        return np.minimum((p * bins).astype(int), bins - 1)
    found = np.empty(len(p), int)
    for k, rows in enumerate(np.array_split(np.argsort(p, kind="stable"), bins)):
        found[rows] = k
    return found
