def placed(places):
    means, _ = held["means"]
    return np.array([means.get(one, 0.0) for one in places])
