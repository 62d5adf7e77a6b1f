def encoded(places, y):
    order = np.argsort(places, kind="stable")
    edges = np.flatnonzero(places[order][1:] != places[order][:-1]) + 1
    found = np.empty(len(y))
    for part in np.split(order, edges):
        found[part] = (y[part].sum() + config.SMOOTH * y.mean()) / (len(part) + config.SMOOTH)
    return found
