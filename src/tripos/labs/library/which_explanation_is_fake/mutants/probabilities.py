# says: outputs: not


def outputs(net, X):
    return 1 / (1 + np.exp(-(np.maximum(np.asarray(X) @ net["W1"] + net["b1"], 0) @ net["W2"] + net["b2"])))
