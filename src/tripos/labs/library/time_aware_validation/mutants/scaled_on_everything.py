# says: standardised columns


def errors(series, lags, windows, horizon, folds, penalty):
    y = np.asarray(series, float)
    X = features(series, lags, windows, horizon)
    usable = ~np.isnan(X).any(axis=1)
    model, naive = [], []
    for start, stop, first, last in folds:
        # On the day of the first forecast only targets up to first - horizon are known.
        known = min(stop, first - horizon + 1)
        rows = np.arange(start, known)
        rows = rows[usable[rows]]
        centre, scale = X[usable].mean(axis=0), X[usable].std(axis=0)
        scale = np.where(scale > 1e-12, scale, 1.0)
        Z, middle = (X[rows] - centre) / scale, y[rows].mean()
        beta = np.linalg.solve(Z.T @ Z + penalty * np.eye(Z.shape[1]), Z.T @ (y[rows] - middle))
        test = np.arange(first, last)
        model.append(np.abs(middle + (X[test] - centre) / scale @ beta - y[test]))
        naive.append(np.abs(y[test - horizon] - y[test]))
    return {"model": np.concatenate(model), "naive": np.concatenate(naive)}
