# says: carriers|ascending


def carriers(X, y, column, most):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    sign = np.sign(coefficient(X, y, column)[0])
    left, gone = np.arange(len(y)), []
    while len(y) - len(left) < most:
        values = sign * without_each(X[left], y[left], column)
        worst = int(np.argmin(values))
        gone = [*gone, worst]
        left = np.delete(left, worst)
        if values[worst] < 0:
            return sorted(set(gone))
    return []
