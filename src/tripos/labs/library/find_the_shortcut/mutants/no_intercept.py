# says: intercept|attribute|must return


def fitted(X, y):
    return np.concatenate([[0.0], newton(np.asarray(X, dtype=float), np.asarray(y, dtype=float))[0]])
