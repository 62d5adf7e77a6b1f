# says: with 0 steps


def by_gradient(X, y, steps):
    n, p = X.shape
    w = np.zeros(p)
    step = 1.0 / np.linalg.eigvalsh(X.T @ X / n)[-1]
    for _ in range(steps + 1):
        w = w - step * X.T @ (X @ w - y) / n
    return w
