# says: outputs: not


def outputs(net, X):
    return np.maximum(np.asarray(X) @ net["W1"] + net["b1"], 0) @ net["W2"]
