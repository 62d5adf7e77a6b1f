# says: rise:


def rise(net, X, column, low, high):
    x = np.asarray(X, dtype=float)[:, column]
    inner = np.quantile(x, np.linspace(0, 1, STEPS + 1))
    inner = inner[(inner > low) & (inner < high)]
    found = ale(net, X, column, np.unique(np.concatenate([[low], inner, [high]])))
    return float(abs(found[-1] - found[0]))
