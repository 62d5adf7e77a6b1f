def place_means(places, y):
    z = (y - np.median(y)) / (np.quantile(y, 0.75) - np.quantile(y, 0.25))
    return {one: float(z[places == one].mean()) for one in np.unique(places)}, 0.0


def encoded(places, y):
    means, whole = place_means(places, y)
    return np.array([means.get(one, whole) for one in places])
