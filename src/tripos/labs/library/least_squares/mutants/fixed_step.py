# says: the step is too long


def by_gradient(X, y, steps):
    n, p = X.shape
    w = np.zeros(p)
    step = 0.5
    for _ in range(steps):
        w = w - step * X.T @ (X @ w - y) / n
    return w
