# says: monotone and wrong


def repaired(x, group, y, interval, x_new, group_new):
    """What lies in the interval is not believed: the risk goes from its one end to the other."""
    x, group, y = np.asarray(x, dtype=float), np.asarray(group), np.asarray(y, dtype=float)
    x_new, group_new = np.asarray(x_new, dtype=float), np.asarray(group_new)
    believed = np.ones(len(x), dtype=bool)
    found = np.full(len(x_new), y[believed].mean())
    for name in np.unique(group_new):
        own = believed & (group == name)
        if own.sum() >= 20:
            found[group_new == name] = smooth(x[own], y[own], x_new[group_new == name])
    return found
