# says: least low


def best_interval(x, y):
    values, place = np.unique(x, return_inverse=True)
    gains = np.bincount(place, 2 * np.asarray(y, dtype=float) - 1)
    total = np.append(0, np.cumsum(gains))
    worth = np.where(np.tri(len(values), dtype=bool).T, total[None, 1:] - total[:-1, None], -np.inf)
    i, j = np.argwhere(worth == worth.max())[-1]
    return [float(values[i]), float(values[j])] if worth[i, j] > 0 else []
