# says: how F moves


def boost(X, y, loss, rounds, rate, depth, min_leaf):
    y = np.asarray(y, dtype=float)
    start = y.mean()
    if loss == "logistic":
        share = np.clip(start, 1e-6, 1 - 1e-6)
        start = np.log(share / (1 - share))
    F, trees = np.full(len(y), start), []
    d = derivatives(y, F, loss)
    for _ in range(rounds):
        tree = regression_tree(X, d["residual"], depth, min_leaf)
        at, size = leaf_of(tree, X), len(tree["feature"])
        slope = np.bincount(at, d["residual"], size)
        tree["value"] = slope / np.maximum(np.bincount(at, d["curvature"], size), 1e-9)
        F = F + rate * tree["value"][at]
        trees.append(tree)
    return {"start": float(start), "rate": rate, "trees": trees}
