# says: times the row less the baseline


def integrated(net, X, baseline, steps):
    X, baseline = np.asarray(X, dtype=float), np.asarray(baseline, dtype=float)
    total = np.zeros_like(X)
    for k in range(steps):
        total += gradients(net, baseline + (k + 0.5) / steps * (X - baseline))
    return X * total / steps
