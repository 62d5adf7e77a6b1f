def gradient(weights, X, y):
    first, bias, second, offset = parts(weights, X.shape[1])
    hidden, out = forward(weights, X)
    error = (out - y) / len(y)
    back = np.outer(error, second) * (1 - hidden**2)
    return np.concatenate([
        (X.T @ back + config.PENALTY * first).ravel(), np.zeros(config.HIDDEN),
        hidden.T @ error + config.PENALTY * second, [0.0],
    ])
