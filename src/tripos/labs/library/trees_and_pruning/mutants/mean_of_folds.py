# says: folds differ in size


def choose_alpha(X, y, classes, folds, criterion, min_leaf):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y), np.asarray(folds)
    path = pruning_path(grow(X, y, classes, criterion, None, min_leaf))["alphas"]
    candidates = np.append(np.sqrt(path[:-1] * path[1:]), 2 * path[-1])
    wrong = np.zeros(len(candidates))
    for fold in np.unique(folds):
        out = folds == fold
        tree = grow(X[~out], y[~out], classes, criterion, None, min_leaf)
        wrong += [(predict(prune(tree, alpha), X[out]) != y[out]).mean() for alpha in candidates]
    errors = wrong / len(np.unique(folds))
    least = errors.min()
    limit = least + np.sqrt(least * (1 - least) / len(y))
    return {
        "alphas": candidates,
        "errors": errors,
        "best": float(candidates[errors <= least + 1e-12].max()),
        "one_se": float(candidates[errors <= limit + 1e-12].max()),
    }
