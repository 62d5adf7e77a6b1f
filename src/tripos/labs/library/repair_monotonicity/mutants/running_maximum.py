# says: not the least-squares fit


def rising(x, y, weights):
    x, y, weights = (np.asarray(one, dtype=float) for one in (x, y, weights))
    counted = weights > 0
    known, at = np.unique(x[counted], return_inverse=True)
    size = np.bincount(at, weights=weights[counted])
    mean = np.bincount(at, weights=(weights * y)[counted]) / size
    return {"x": known, "p": np.maximum.accumulate(mean)}
