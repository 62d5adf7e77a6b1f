# says: deployed: too high


def deployed(net, X, y, X_dev, y_dev):
    X, y = np.asarray(X, float), np.asarray(y)
    found = shortcut(net, X, y)
    changed, y_dev = X, y
    if found["classes"]:
        mask, plain, _ = stripe(X, y, found)
        changed = without(changed, mask, plain)
    return float((outputs(net, changed).argmax(axis=1) == np.asarray(y_dev)).mean())
