# says: lower one


def deletion(net, X, A, baseline):
    X = np.array(X, dtype=float)
    order = np.argsort(np.asarray(A), axis=1, kind="stable")[:, ::-1]
    rows = np.arange(len(X))
    curve = [outputs(net, X).mean()]
    for j in order.T:
        X[rows, j] = np.asarray(baseline)[j]
        curve.append(outputs(net, X).mean())
    return np.array(curve)
