# says: indicator is 1


def separated(X, y):
    scale = X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = np.column_stack([np.ones(len(X)), (X - X.mean(axis=0)) / scale])
    Z = Z * (2.0 * np.asarray(y) - 1)[:, None]
    found = linprog(np.zeros(Z.shape[1]), A_ub=-Z, b_ub=-np.ones(len(Z)), bounds=(None, None))
    return bool(found.status == 0)
