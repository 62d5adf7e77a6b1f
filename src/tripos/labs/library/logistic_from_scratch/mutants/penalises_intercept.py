# says: mean of the probabilities


def fit(X, y, penalty):
    y = np.asarray(y, float)
    centre, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = np.column_stack([np.ones(len(X)), (X - centre) / scale])
    ridge = np.concatenate([[penalty], penalty / scale**2])
    signs = 2 * y - 1

    def objective(w):
        return loss(signs * (Z @ w)).sum() + (ridge * w**2).sum() / 2

    w = np.zeros(Z.shape[1])
    value = objective(w)
    for _ in range(200):
        p = logistic(Z @ w)
        g = Z.T @ (p - y) + ridge * w
        H = Z.T @ (Z * (p * (1 - p))[:, None]) + np.diag(ridge)
        step = np.linalg.lstsq(H, -g, rcond=1e-14)[0]
        t = 1.0
        while t > 1e-12 and objective(w + t * step) > value + 1e-4 * t * (g @ step):
            t /= 2
        w = w + t * step
        value = objective(w)
        if np.abs(t * step).max() < 1e-11 * (1 + np.abs(w).max()):
            break
    coefficients = w[1:] / scale
    return {"intercept": float(w[0] - coefficients @ centre), "coefficients": coefficients}
