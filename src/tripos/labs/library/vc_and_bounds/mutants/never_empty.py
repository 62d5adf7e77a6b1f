# says: best_interval


def best_interval(x, y):
    values, place = np.unique(x, return_inverse=True)
    gains = np.bincount(place, 2 * np.asarray(y, dtype=float) - 1)
    total = np.append(0, np.cumsum(gains))
    worth = np.where(np.tri(len(values), dtype=bool).T, total[None, 1:] - total[:-1, None], -np.inf)
    i, j = np.unravel_index(np.argmax(worth), worth.shape)
    return [float(values[i]), float(values[j])] 
