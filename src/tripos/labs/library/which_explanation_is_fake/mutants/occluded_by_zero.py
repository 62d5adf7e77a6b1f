# says: occlusion: f of the row


def occlusion(net, X, baseline):
    X = np.asarray(X, dtype=float)
    whole = outputs(net, X)
    found = np.empty_like(X)
    for j in range(X.shape[1]):
        without = X.copy()
        without[:, j] = 0.0
        found[:, j] = whole - outputs(net, without)
    return found
