# says: shortcut: the mask


def groups(X, y):
    """Pixels of the frame whose means differ between classes, by the classes that differ."""
    means = np.array([X[y == c].mean(axis=0) for c in range(10)])
    low, high = means.min(axis=0), means.max(axis=0)
    found = {}
    for pixel in np.flatnonzero(IN_FRAME & (high - low > APART)):
        above = means[:, pixel] > (low + high)[pixel] / 2
        few = above if above.sum() < 5 else ~above
        found[tuple(np.flatnonzero(few).tolist())] = [pixel]
    return found
