# says: background is not 0


def effect(net, X, y, mask):
    X, y, mask = np.asarray(X, float), np.asarray(y), np.asarray(mask).astype(bool)
    found = []
    for c in range(10):
        own = X[y == c]
        changed = without(own, mask, np.zeros(SIDE * SIDE))
        found.append((outputs(net, own) - outputs(net, changed))[:, c].mean())
    return np.array(found)
