def gradient(weights, X, y):
    first, bias, second, offset = parts(weights, X.shape[1])
    hidden, out = forward(weights, X)
    error = 2 * (out - y) / len(y)
    back = np.outer(error, second) * (1 - hidden**2)
    return np.concatenate([
        (X.T @ back + config.PENALTY * first).ravel(), back.sum(axis=0),
        hidden.T @ error + config.PENALTY * second, [error.sum()],
    ])
