# says: relu after


def outputs(net, X):
    values = np.asarray(X, dtype=float)
    for W, b in net[:-1]:
        values = values @ W + b
    W, b = net[-1]
    return (values @ W + b)[:, 0]
