# says: p counts the intercept
import numpy as np


def decomposed(X, y):
    """Inverse of Z'Z, leverages, residuals, with scaled columns against rounding."""
    Z = np.column_stack([np.ones(len(y)), np.asarray(X, dtype=float)])
    Q, R = np.linalg.qr(Z)
    h = (Q**2).sum(axis=1)
    residual = y - Q @ (Q.T @ y)
    return Z, Q, R, h, residual


def coefficient(X, y, column):
    y = np.asarray(y, dtype=float)
    Z, Q, R, _, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    inverse = np.linalg.inv(R)
    s2 = residual @ residual / (len(y) - Z.shape[1])
    return [float(w[column + 1]), float(np.sqrt(s2 * (inverse[column + 1] ** 2).sum()))]


def without_each(X, y, column):
    y = np.asarray(y, dtype=float)
    _, Q, R, h, residual = decomposed(X, y)
    w = np.linalg.solve(R, Q.T @ y)
    pull = np.linalg.solve(R, Q.T)[column + 1]
    return w[column + 1] - pull * residual / (1 - h)


def cooks_distance(X, y):
    y = np.asarray(y, dtype=float)
    Z, _, _, h, residual = decomposed(X, y)
    p = Z.shape[1]
    s2 = residual @ residual / (len(y) - p)
    return residual**2 / ((p - 1) * s2) * h / (1 - h) ** 2


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
    return []


def report(X, y, column, most):
    rows = carriers(X, y, column, most)
    kept = np.delete(np.arange(len(y)), rows)
    return {
        "coefficient": coefficient(X, y, column)[0],
        "rows": rows,
        "share": len(rows) / len(y),
        "without": coefficient(np.asarray(X)[kept], np.asarray(y)[kept], column)[0],
        "fragile": bool(rows),
    }
