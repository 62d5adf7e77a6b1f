# says: equal numbers


def best_interval(x, y):
    order = np.argsort(x, kind="stable")
    values, gains = np.asarray(x)[order], 2 * np.asarray(y, dtype=float)[order] - 1
    total = np.append(0, np.cumsum(gains))
    worth = np.where(np.tri(len(values), dtype=bool).T, total[None, 1:] - total[:-1, None], -np.inf)
    i, j = np.unravel_index(np.argmax(worth), worth.shape)
    return [float(values[i]), float(values[j])] if worth[i, j] > 0 else []
