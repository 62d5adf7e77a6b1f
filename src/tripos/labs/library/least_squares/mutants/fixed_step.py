# says: the step is too long
import numpy as np


def normal_equations(X, y):
    return np.linalg.solve(X.T @ X, X.T @ y)


def by_qr(X, y):
    q, r = np.linalg.qr(X)
    return np.linalg.solve(r, q.T @ y)


def minimum_norm(X, y):
    u, s, vt = np.linalg.svd(X, full_matrices=False)
    kept = s > s.max() * max(X.shape) * np.finfo(float).eps
    return vt[kept].T @ ((u[:, kept].T @ y) / s[kept])


def by_gradient(X, y, steps):
    n, p = X.shape
    w = np.zeros(p)
    step = 0.5
    for _ in range(steps):
        w = w - step * X.T @ (X @ w - y) / n
    return w


def leverages(X):
    q, _ = np.linalg.qr(X)
    return (q**2).sum(axis=1)
