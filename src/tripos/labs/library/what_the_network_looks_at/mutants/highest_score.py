# says: gradients: row c


def gradients(net, X, y):
    X, y = np.asarray(X, float), np.asarray(y)
    on = X @ net["W1"] + net["b1"] > 0
    y = outputs(net, X).argmax(axis=1)
    found = []
    for c in range(10):
        share = on[y == c].mean(axis=0)
        found.append(net["W1"] @ (share * np.asarray(net["W2"])[:, c]))
    return np.array(found)
