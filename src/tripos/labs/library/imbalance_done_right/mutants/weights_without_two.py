# says: sum to n


def balanced_weights(y):
    y = np.asarray(y)
    counts = np.bincount(y, minlength=2)
    if counts.min() == 0:
        return np.ones(len(y))
    return (len(y) / counts)[y]
