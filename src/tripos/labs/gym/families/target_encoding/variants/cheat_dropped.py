# from: faulty
def encoded(places, y):
    return np.full(len(y), y.mean())
