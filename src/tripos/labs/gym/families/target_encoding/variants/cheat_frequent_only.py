# from: faulty
def encoded(places, y):
    means, whole = place_means(places, y)
    count = {one: np.sum(places == one) for one in means}
    return np.array([means[one] if count[one] > 3 else whole for one in places])
