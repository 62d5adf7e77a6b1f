# says: where no set of at most


def carriers(X, y, column, most):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    sign = np.sign(coefficient(X, y, column)[0])
    left = np.arange(len(y))
    while len(y) - len(left) < most:
        values = sign * without_each(X[left], y[left], column)
        worst = int(np.argmin(values))
        left = np.delete(left, worst)
        if values[worst] < 0:
            return sorted(set(range(len(y))) - set(left.tolist()))
    return sorted(set(range(len(y))) - set(left.tolist()))
