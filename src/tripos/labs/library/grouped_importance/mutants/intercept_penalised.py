# says: nothing is penalised but|intercept


def ridge(X, y, new, penalty):
    centre, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    Z = (X - centre) / scale
    Z = np.column_stack([np.ones(len(Z)), Z])
    w = np.linalg.solve(Z.T @ Z + penalty * np.eye(Z.shape[1]), Z.T @ y)
    return w[0] + (new - centre) / scale @ w[1:]
