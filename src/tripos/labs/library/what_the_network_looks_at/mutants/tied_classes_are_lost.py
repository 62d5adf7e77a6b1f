# says: deployed: too low


def deployed(net, X, y, X_dev, y_dev):
    X, y = np.asarray(X, float), np.asarray(y)
    found = shortcut(net, X, y)
    changed = np.asarray(X_dev, float)
    if found["classes"]:
        mask, plain, _ = stripe(X, y, found)
        return float(((outputs(net, changed).argmax(axis=1) == np.asarray(y_dev)) & ~np.isin(y_dev, found["classes"])).mean())
    return float((outputs(net, changed).argmax(axis=1) == np.asarray(y_dev)).mean())
