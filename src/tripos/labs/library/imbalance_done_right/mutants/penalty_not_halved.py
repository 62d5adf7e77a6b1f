# says: half the penalty


def fit_logistic(X, y, weights, penalty):
    X, y, w = (np.asarray(one, dtype=float) for one in (X, y, weights))
    Z = np.column_stack([np.ones(len(X)), X])
    ridge = np.full(Z.shape[1], 2 * float(penalty))
    ridge[0] = 0

    def loss(beta):
        eta = Z @ beta
        return w @ (np.logaddexp(0, eta) - y * eta) + 0.5 * ridge @ beta**2

    beta = np.zeros(Z.shape[1])
    for _ in range(200):
        p = sigmoid(Z @ beta)
        gradient = Z.T @ (w * (p - y)) + ridge * beta
        if np.abs(gradient).max() < 1e-8:
            break
        step = np.linalg.solve((Z.T * (w * p * (1 - p))) @ Z + np.diag(ridge), gradient)
        size = 1.0
        while size > 1e-6 and loss(beta - size * step) > loss(beta):
            size /= 2
        beta = beta - size * step
    return {"intercept": float(beta[0]), "coef": beta[1:]}
