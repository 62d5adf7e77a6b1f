# says: integrated


def integrated(net, X, baseline, steps):
    X, baseline = np.asarray(X, dtype=float), np.asarray(baseline, dtype=float)
    total = np.zeros_like(X)
    for k in range(steps):
        total += gradients(net, (k + 0.5) / steps * X)
    return (X - baseline) * total / steps
