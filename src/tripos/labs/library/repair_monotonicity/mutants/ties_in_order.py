# says: equal x|distinct values


def rising(x, y, weights):
    x, y, weights = (np.asarray(one, dtype=float) for one in (x, y, weights))
    counted = weights > 0
    order = np.argsort(x[counted], kind="stable")
    known, size, mean = x[counted][order], weights[counted][order], y[counted][order]
    return {"x": known, "p": pool(mean, size)}
