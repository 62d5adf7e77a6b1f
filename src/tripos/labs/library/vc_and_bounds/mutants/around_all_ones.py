# says: fewer errors


def best_interval(x, y):
    values, place = np.unique(x, return_inverse=True)
    gains = np.bincount(place, 2 * np.asarray(y, dtype=float) - 1)
    total = np.append(0, np.cumsum(gains))
    worth = np.where(np.tri(len(values), dtype=bool).T, total[None, 1:] - total[:-1, None], -np.inf)
    ones = np.flatnonzero(np.bincount(place, y) > 0)
    i, j = (ones[0], ones[-1]) if len(ones) else (0, 0)
    return [float(values[i]), float(values[j])] if worth[i, j] > 0 else []
