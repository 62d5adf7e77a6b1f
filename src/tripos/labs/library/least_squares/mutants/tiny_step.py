# says: shorter than it need be


def by_gradient(X, y, steps):
    n, p = X.shape
    w = np.zeros(p)
    step = 1e-6
    for _ in range(steps):
        w = w - step * X.T @ (X @ w - y) / n
    return w
