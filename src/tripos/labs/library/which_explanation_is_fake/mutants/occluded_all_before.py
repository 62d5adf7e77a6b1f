# says: other columns stay


def occlusion(net, X, baseline):
    X = np.asarray(X, dtype=float)
    whole = outputs(net, X)
    found = np.empty_like(X)
    without = X.copy()
    for j in range(X.shape[1]):
        without[:, j] = baseline[j]
        found[:, j] = whole - outputs(net, without)
    return found
