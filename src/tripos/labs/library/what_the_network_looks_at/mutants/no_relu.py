# says: gradients: row c


def gradients(net, X, y):
    X, y = np.asarray(X, float), np.asarray(y)
    on = X @ net["W1"] + net["b1"] > 0
    found = []
    for c in range(10):
        share = np.ones(on.shape[1])
        found.append(net["W1"] @ (share * np.asarray(net["W2"])[:, c]))
    return np.array(found)
