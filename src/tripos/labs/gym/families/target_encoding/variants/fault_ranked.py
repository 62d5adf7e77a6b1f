def place_means(places, y):
    whole = float(np.median(y))
    return {one: float(np.median(y[places == one])) for one in np.unique(places)}, whole


def encoded(places, y):
    means, whole = place_means(places, y)
    return np.array([means.get(one, whole) for one in places])
