# says: trained anew without


def repaired(X, y, X_new, columns):
    kept = [j for j in range(np.shape(X)[1]) if j not in set(columns)]
    w = fitted(X, y)
    Z = np.array(X_new)
    Z[:, list(columns)] = np.asarray(X)[:, list(columns)].mean(axis=0)
    return expit(design(Z) @ w)
