# says: cross_validated \(weights\)


def predicted(X, y, train, test, method, penalty, seed):
    """Everything is learnt from the rows `train`."""
    known, labels = X[train], y[train]
    centre, scale = known.mean(axis=0), known.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    Z, new = (known - centre) / scale, (X[test] - centre) / scale
    rows, weights = np.arange(len(labels)), np.ones(len(labels))
    if method == "under":
        rows = undersample(labels, 1.0, seed)
    elif method == "over":
        rows = oversample(labels, seed)
    elif method == "weights":
        weights = balanced_weights(labels)
    seen, weights = labels[rows], weights[rows]
    fit = fit_logistic(Z[rows], seen, weights, penalty)
    p = sigmoid(fit["intercept"] + new @ fit["coef"])
    return shift_prior(p, seen.mean(), labels.mean())
