# says: threshold
from itertools import combinations

import numpy as np


def impurities(counts, criterion):
    """Impurity along the last axis of `counts`."""
    total = counts.sum(axis=-1, keepdims=True)
    p = counts / np.where(total > 0, total, 1)
    if criterion == "gini":
        found = 1 - (p**2).sum(axis=-1)
    elif criterion == "entropy":
        found = -(p * np.log2(np.where(p > 0, p, 1))).sum(axis=-1)
    else:
        found = 1 - p.max(axis=-1)
    return np.where(total[..., 0] > 0, found, 0.0)


def impurity(counts, criterion):
    return float(impurities(np.asarray(counts, dtype=float), criterion))


def best_split(X, y, classes, criterion, min_leaf):
    nothing = {"feature": -1, "threshold": 0.0, "decrease": 0.0}
    n = len(y)
    if n < 2:
        return nothing
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    below = np.cumsum(np.eye(classes)[y][order], axis=0)[:-1]
    whole = np.bincount(y, minlength=classes).astype(float)
    left = np.arange(1, n)[:, None]
    allowed = (values[:-1] < values[1:]) & (left >= min_leaf) & (n - left >= min_leaf)
    if not allowed.any():
        return nothing
    inside = left * impurities(below, criterion) + (n - left) * impurities(whole - below, criterion)
    decrease = np.where(allowed, impurities(whole, criterion) - inside / n, -np.inf)
    tied = (decrease >= decrease.max() - 1e-9) & allowed
    feature = int(np.flatnonzero(tied.any(axis=0))[0])
    at = int(np.flatnonzero(tied[:, feature])[0])
    low, high = float(values[at, feature]), float(values[at + 1, feature])
    middle = low + (high - low) / 2
    threshold = middle if middle < high else low
    return {"feature": feature, "threshold": threshold, "decrease": float(decrease[at, feature])}


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
        if feature >= 0:
            left = X[rows, feature] <= threshold
            below = add(rows[left], depth + 1)
            above = add(rows[~left], depth + 1)
            nodes[at][:4] = feature, threshold, below, above
        return at

    add(np.arange(len(y)), 0)
    return packed(nodes)


def packed(nodes):
    names = "feature", "threshold", "left", "right", "counts"
    return {name: np.array(column) for name, column in zip(names, zip(*nodes))}


def predict(tree, X):
    X = np.asarray(X, dtype=float)
    at = np.zeros(len(X), int)
    says = tree["counts"].argmax(axis=1)
    while True:
        feature = tree["feature"][at]
        inner = feature >= 0
        if not inner.any():
            return says[at]
        left = X[np.arange(len(X)), np.maximum(feature, 0)] < tree["threshold"][at]
        at = np.where(inner, np.where(left, tree["left"][at], tree["right"][at]), at)


def errors_of(tree):
    """Share of all training rows that each node gets wrong if it is a leaf."""
    counts = tree["counts"]
    return (counts.sum(axis=1) - counts.max(axis=1)) / counts[0].sum()


def cut_nodes(tree, alpha):
    """Which nodes are leaves of the smallest subtree of least cost (or lie below one)."""
    cost = errors_of(tree) + alpha
    cut = tree["feature"] < 0
    for t in reversed(np.flatnonzero(~cut)):
        below = cost[tree["left"][t]] + cost[tree["right"][t]]
        cut[t] = cost[t] <= below + 1e-12
        cost[t] = min(cost[t], below)
    return cut


def prune(tree, alpha):
    cut = cut_nodes(tree, alpha)
    nodes = []

    def add(t):
        at = len(nodes)
        nodes.append([-1, 0.0, -1, -1, tree["counts"][t]])
        if not cut[t]:
            below, above = add(tree["left"][t]), add(tree["right"][t])
            nodes[at][:4] = tree["feature"][t], tree["threshold"][t], below, above
        return at

    add(0)
    return packed(nodes)


def weakest(tree):
    """The least gain per leaf of any branch: from this alpha on the branch does not pay."""
    errors, inner = errors_of(tree), np.flatnonzero(tree["feature"] >= 0)
    below, leaves = errors.copy(), np.ones(len(errors))
    for t in reversed(inner):
        children = [tree["left"][t], tree["right"][t]]
        below[t], leaves[t] = below[children].sum(), leaves[children].sum()
    return float(np.min((errors[inner] - below[inner]) / (leaves[inner] - 1)))


def pruning_path(tree):
    tree = prune(tree, 0.0)
    alphas, leaves = [0.0], [int((tree["feature"] < 0).sum())]
    while leaves[-1] > 1:
        alphas.append(weakest(tree))
        tree = prune(tree, alphas[-1])
        leaves.append(int((tree["feature"] < 0).sum()))
    return {"alphas": np.array(alphas), "leaves": np.array(leaves)}


def choose_alpha(X, y, classes, folds, criterion, min_leaf):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y), np.asarray(folds)
    path = pruning_path(grow(X, y, classes, criterion, None, min_leaf))["alphas"]
    candidates = np.append(np.sqrt(path[:-1] * path[1:]), 2 * path[-1])
    wrong = np.zeros(len(candidates))
    for fold in np.unique(folds):
        out = folds == fold
        tree = grow(X[~out], y[~out], classes, criterion, None, min_leaf)
        wrong += [(predict(prune(tree, alpha), X[out]) != y[out]).sum() for alpha in candidates]
    errors = wrong / len(y)
    least = errors.min()
    limit = least + np.sqrt(least * (1 - least) / len(y))
    return {
        "alphas": candidates,
        "errors": errors,
        "best": float(candidates[errors <= least + 1e-12].max()),
        "one_se": float(candidates[errors <= limit + 1e-12].max()),
    }


def instability(X, y, classes, rows, alpha):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    trees = [prune(grow(X[one], y[one], classes, "gini", None, 1), alpha) for one in rows]
    said = [predict(tree, X) for tree in trees]
    differ = [np.mean(a != b) for a, b in combinations(said, 2)]
    return {
        "roots": np.array([int(tree["feature"][0]) for tree in trees]),
        "disagreement": float(np.mean(differ)),
    }
