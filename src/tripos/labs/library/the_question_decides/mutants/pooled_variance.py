# says: own variance


def pooled(t, y):
    t, y = np.asarray(t), np.asarray(y)
    one, other = y[t == 1], y[t == 0]
    d, p = one.mean() - other.mean(), y.mean()
    half = 1.96 * np.sqrt(p * (1 - p) * (1 / len(one) + 1 / len(other)))
    return [float(d), float(d - half), float(d + half)]
