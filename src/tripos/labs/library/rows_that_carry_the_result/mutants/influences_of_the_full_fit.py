# says: carriers \(rows that lie together\)


def carriers(X, y, column, most):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    sign = np.sign(coefficient(X, y, column)[0])
    order = np.argsort(sign * without_each(X, y, column))
    for count in range(1, most + 1):
        left = np.delete(np.arange(len(y)), order[:count])
        if sign * coefficient(X[left], y[left], column)[0] < 0:
            return sorted(order[:count].tolist())
    return []
