# says: 'best' is the number


def held_out(X, folds, groups, most):
    X, folds, groups = np.asarray(X, dtype=float), np.asarray(folds), np.asarray(groups)
    by_rows, by_entries = np.zeros(most + 1), np.zeros(most + 1)
    for fold in np.unique(folds):
        out = folds == fold
        model = pca(X[~out], most)
        V, off = model["components"].T, X[out] - model["mean"]
        by_rows += out.sum() * reconstruction_errors(model, X[out])
        for group in np.unique(groups):
            inside = groups == group
            for k in range(most + 1):
                t = np.linalg.lstsq(V[~inside, :k], off[:, ~inside].T, rcond=None)[0]
                by_entries[k] += ((off[:, inside].T - V[inside, :k] @ t) ** 2).sum()
    by_rows, by_entries = by_rows / len(X), by_entries / len(X)
    best = int(np.flatnonzero(by_entries <= by_entries.min() + 1e-12)[0]) + 1
    return {"rows": by_rows, "entries": by_entries, "best": best}
