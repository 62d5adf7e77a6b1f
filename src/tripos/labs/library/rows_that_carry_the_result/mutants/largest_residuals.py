# says: carriers \(.*\): none found


def carriers(X, y, column, most):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    sign = np.sign(coefficient(X, y, column)[0])
    left = np.arange(len(y))
    while len(y) - len(left) < most:
        worst = int(np.argmax(np.abs(decomposed(X[left], y[left])[4])))
        left = np.delete(left, worst)
        if sign * coefficient(X[left], y[left], column)[0] < 0:
            return sorted(set(range(len(y))) - set(left.tolist()))
    return []
