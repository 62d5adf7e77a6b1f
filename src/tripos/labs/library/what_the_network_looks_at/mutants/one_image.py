# says: shortcut: the mask


def shortcut(net, X, y):
    X, y = np.asarray(X, float), np.asarray(y)
    best, mask, classes = MATTERS, np.zeros(SIDE * SIDE, int), []
    for names, pixels in groups(X, y).items():
        own = np.isin(y, names)
        held = np.zeros(SIDE * SIDE, bool)
        held[pixels] = True
        changed = without(X[own], held, X[~own].mean(axis=0))
        right = [(outputs(net, one).argmax(axis=1) == y[own]).mean() for one in (X[own], changed)]
        if right[0] - right[1] > best:
            best, mask, classes = right[0] - right[1], held.astype(int), list(names)
    row = np.flatnonzero(np.isin(y, classes or [0]))[0]
    on = X[row] @ net["W1"] + net["b1"] > 0
    size = np.abs(net["W1"] @ (on * np.asarray(net["W2"])[:, y[row]]))
    mask = (size >= np.sort(size)[-12]).astype(int) * (len(classes) > 0)
    return {"mask": mask, "classes": classes}
