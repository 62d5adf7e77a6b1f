# says: occlusion


def occlusion(net, X, baseline):
    X = np.asarray(X, dtype=float)
    whole = outputs(net, X)
    found = np.empty_like(X)
    for j in range(X.shape[1]):
        without = X.copy()
        without[:, j] = baseline[j]
        found[:, j] = outputs(net, without) - whole
    return found
