# says: in each row


def deletion(net, X, A, baseline):
    X = np.array(X, dtype=float)
    order = np.tile(np.argsort(-np.asarray(A).mean(axis=0), kind="stable"), (len(X), 1))
    rows = np.arange(len(X))
    curve = [outputs(net, X).mean()]
    for j in order.T:
        X[rows, j] = np.asarray(baseline)[j]
        curve.append(outputs(net, X).mean())
    return np.array(curve)
