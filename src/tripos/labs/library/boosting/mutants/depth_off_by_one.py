# says: depth \(root: 0\)


def regression_tree(X, r, depth, min_leaf):
    X, r = np.asarray(X, dtype=float), np.asarray(r, dtype=float)
    nodes = []

    def add(rows, rest):
        at = len(nodes)
        nodes.append([-1, 0.0, -1, -1, float(r[rows].mean())])
        cut = best_cut(X[rows], r[rows], min_leaf) if rest > 0 else None
        if cut:
            left = X[rows, cut[0]] <= cut[1]
            below, above = add(rows[left], rest - 1), add(rows[~left], rest - 1)
            nodes[at] = [*cut, below, above, 0.0]
        return at

    add(np.arange(len(r)), depth + 1)
    names = "feature", "threshold", "left", "right", "value"
    return {name: np.array(column) for name, column in zip(names, zip(*nodes))}
