# from: faulty
def loss(weights, X, y):
    return 0.5


def gradient(weights, X, y):
    return np.zeros(len(weights))
