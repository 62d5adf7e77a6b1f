# says: have the value


def rise(net, X, column, low, high):
    x = np.asarray(X, dtype=float)[:, column]
    said, way = outputs(net, X), np.argsort(x)
    ends = [way[: len(x) // 10], way[-len(x) // 10 :]]
    return float(said[ends[1]].mean() - said[ends[0]].mean())
