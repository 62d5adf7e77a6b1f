# says: too bad


def shrunk(scores, error):
    best = int(np.argmax(scores))
    return [one - 1.42 * error * (at == best) for at, one in enumerate(scores)]
