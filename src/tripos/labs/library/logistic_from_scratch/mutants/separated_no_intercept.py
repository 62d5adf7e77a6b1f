# says: separated: the answer is wrong


def separated(X, y):
    scale = X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = np.column_stack([np.ones(len(X)), (X - X.mean(axis=0)) / scale])
    Z = X * (2.0 * np.asarray(y) - 1)[:, None]
    found = linprog(-Z.sum(axis=0), A_ub=-Z, b_ub=np.zeros(len(Z)), bounds=(-1, 1))
    return bool(-found.fun > 1e-7)
