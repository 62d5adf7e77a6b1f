import numpy as np

SIDE, FRAME = 12, 2
APART = 0.1  # how far the means of two classes must lie apart: noise moves them by less
MATTERS = 0.15  # accuracy that must go with a stripe that the network relies on
ROWS, COLUMNS = np.divmod(np.arange(SIDE * SIDE), SIDE)
INNER = [(at >= FRAME) & (at < SIDE - FRAME) for at in (ROWS, COLUMNS)]
IN_FRAME = ~(INNER[0] & INNER[1])


def outputs(net, X):
    hidden = np.maximum(np.asarray(X) @ net["W1"] + net["b1"], 0)
    return hidden @ net["W2"] + net["b2"]


def gradients(net, X, y):
    X, y = np.asarray(X, float), np.asarray(y)
    on = X @ net["W1"] + net["b1"] > 0
    found = []
    for c in range(10):
        share = on[y == c].mean(axis=0)
        found.append(net["W1"] @ (share * np.asarray(net["W2"])[:, c]))
    return np.array(found)


def without(X, mask, values):
    changed = np.array(X, float)
    changed[:, mask] = values[mask]
    return changed


def effect(net, X, y, mask):
    X, y, mask = np.asarray(X, float), np.asarray(y), np.asarray(mask).astype(bool)
    found = []
    for c in range(10):
        own = X[y == c]
        changed = without(own, mask, X[y != c].mean(axis=0))
        found.append((outputs(net, own) - outputs(net, changed))[:, c].mean())
    return np.array(found)


def groups(X, y):
    """Pixels of the frame whose means differ between classes, by the classes that differ."""
    means = np.array([X[y == c].mean(axis=0) for c in range(10)])
    low, high = means.min(axis=0), means.max(axis=0)
    found = {}
    for pixel in np.flatnonzero(IN_FRAME & (high - low > APART)):
        above = means[:, pixel] > (low + high)[pixel] / 2
        few = above if above.sum() < 5 else ~above
        found.setdefault(tuple(np.flatnonzero(few).tolist()), []).append(pixel)
    return found


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
    return {"mask": mask, "classes": classes}


def stripe(X, y, found):
    """Values of the mask's pixels without the stripe, and what the stripe adds."""
    own = np.isin(y, found["classes"])
    mask = found["mask"].astype(bool)
    with_it, plain = np.median(X[own], axis=0), np.median(X[~own], axis=0)
    return mask, np.where(mask, plain, 0.0), np.where(mask, with_it - plain, 0.0)


def answers(net, X, y, X_new, edits):
    X, y = np.asarray(X, float), np.asarray(y)
    _, _, ink = stripe(X, y, shortcut(net, X, y))
    changed = np.array(X_new, float)
    for row, edit in zip(changed, edits):
        row += ink if edit == "added" else -ink
        if edit == "moved":
            row += ink[::-1]
    return outputs(net, changed).argmax(axis=1)


def deployed(net, X, y, X_dev, y_dev):
    X, y = np.asarray(X, float), np.asarray(y)
    found = shortcut(net, X, y)
    changed = np.asarray(X_dev, float)
    if found["classes"]:
        mask, plain, _ = stripe(X, y, found)
        changed = without(changed, mask, plain)
    return float((outputs(net, changed).argmax(axis=1) == np.asarray(y_dev)).mean())
