# says: pruned trees


def instability(X, y, classes, rows, alpha):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    trees = [grow(X[one], y[one], classes, "gini", None, 1) for one in rows]
    said = [predict(tree, X) for tree in trees]
    differ = [np.mean(a != b) for a, b in combinations(said, 2)]
    return {
        "roots": np.array([int(tree["feature"][0]) for tree in trees]),
        "disagreement": float(np.mean(differ)),
    }
