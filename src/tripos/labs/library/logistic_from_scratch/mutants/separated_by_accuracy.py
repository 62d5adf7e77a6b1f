# says: separated: the answer is wrong


def separated(X, y):
    w = fit(X, y, 1.0)
    return bool((((w["intercept"] + X @ w["coefficients"]) > 0) == y).all())
    Z = Z * (2.0 * np.asarray(y) - 1)[:, None]
    found = linprog(-Z.sum(axis=0), A_ub=-Z, b_ub=np.zeros(len(Z)), bounds=(-1, 1))
    return bool(-found.fun > 1e-7)
