def encoded(places, y):
    found = np.empty(len(y))
    for one in np.unique(places):
        own = places == one
        found[own] = (y[own].sum() + 3 * y.mean()) / (own.sum() + 3)
    return found
