# says: integrated


def gradients(net, X):
    on = np.ones((len(X), 1)) * net["W2"]
    return on @ np.asarray(net["W1"]).T
