# says: effect: for images


def effect(net, X, y, mask):
    X, y, mask = np.asarray(X, float), np.asarray(y), np.asarray(mask).astype(bool)
    found = []
    for c in range(10):
        own = X[y == c]
        away = (own.mean(axis=0) - X[y != c].mean(axis=0)) * mask
        found.append(float(gradients(net, X, y)[c] @ away))
    return np.array(found)
