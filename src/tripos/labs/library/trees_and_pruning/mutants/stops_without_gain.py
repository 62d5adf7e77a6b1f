# says: decrease of 0 is no reason


def grow(X, y, classes, criterion, max_depth, min_leaf):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    nodes = []

    def add(rows, depth):
        at = len(nodes)
        counts = np.bincount(y[rows], minlength=classes)
        nodes.append([-1, 0.0, -1, -1, counts])
        if counts.max() == len(rows) or depth == max_depth:
            return at
        split = best_split(X[rows], y[rows], classes, criterion, min_leaf)
        feature, threshold = split["feature"], split["threshold"]
        if feature >= 0 and split["decrease"] > 1e-9:
            left = X[rows, feature] <= threshold
            below = add(rows[left], depth + 1)
            above = add(rows[~left], depth + 1)
            nodes[at][:4] = feature, threshold, below, above
        return at

    add(np.arange(len(y)), 0)
    return packed(nodes)
