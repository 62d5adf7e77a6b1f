# says: fall with y


def platt(scores, y):
    s, y = np.asarray(scores, dtype=float), np.asarray(y)
    ones = int(y.sum())
    target = np.where(y == 1, (ones + 1) / (ones + 2), 1 / (len(y) - ones + 2))
    middle, scale = s.mean(), s.std()
    if np.ptp(s) == 0:
        share = target.mean()
        return {"a": 0.0, "b": float(np.log(share / (1 - share)))}
    Z = np.column_stack([(s - middle) / scale, np.ones(len(s))])

    def loss(beta):
        eta = Z @ beta
        return (np.logaddexp(0, eta) - target * eta).sum()

    beta = np.zeros(2)
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(Z @ beta, -500, 500)))
        gradient = Z.T @ (p - target)
        step = np.linalg.solve((Z.T * (p * (1 - p))) @ Z + 1e-12 * np.eye(2), gradient)
        size = 1.0
        while size > 1e-8 and loss(beta - size * step) > loss(beta) + 1e-12:
            size /= 2
        beta = beta - size * step
        if np.abs(step).max() < 1e-10:
            break
    a = abs(beta[0]) / scale
    return {"a": float(a), "b": float(beta[1] - a * middle)}
