# says: least share of weight
import numpy as np


def halfway(low, high):
    return float(low + (high - low) / 2)


def best_stump(X, y, weights):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    w = np.full(len(y), 1 / len(y))
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    signed = np.cumsum((w * y)[order], axis=0)
    # Sign 1 is wrong about positive rows at or below the threshold and negative ones above it.
    wrong = (signed[:-1] + np.sum(w[y < 0]))[..., None]
    errors = np.concatenate([wrong, 1 - wrong], axis=2)
    errors[values[:-1] >= values[1:]] = np.inf
    if not np.isfinite(errors).any():
        return {"feature": -1, "threshold": 0.0, "sign": 1, "error": 0.5}
    tied = (errors <= errors.min() + 1e-12).transpose(1, 0, 2)
    feature, at, sign = np.argwhere(tied)[0]
    return {
        "feature": int(feature),
        "threshold": halfway(values[at, feature], values[at + 1, feature]),
        "sign": 1 if sign == 0 else -1,
        "error": float(errors[at, feature, sign]),
    }


def says(stump, X):
    above = np.asarray(X, dtype=float)[:, stump["feature"]] > stump["threshold"]
    return stump["sign"] * np.where(above, 1.0, -1.0)


def adaboost(X, y, rounds):
    y = np.asarray(y, dtype=float)
    w = np.full(len(y), 1 / len(y))
    stumps, alphas = [], []
    for _ in range(rounds):
        stump = best_stump(X, y, w)
        error = stump["error"]
        if error > 0.5 - 1e-10:
            break
        floored = max(error, 1e-10)
        alpha = 0.5 * np.log((1 - floored) / floored)
        stumps.append(stump)
        alphas.append(alpha)
        if error < 1e-10:
            break
        w = w * np.exp(-alpha * y * says(stump, X))
        w = w / w.sum()
    return {"stumps": stumps, "alphas": np.array(alphas)}


def history(model, X, y):
    y, alphas = np.asarray(y, dtype=float), np.asarray(model["alphas"], dtype=float)
    votes = np.array([says(stump, X) for stump in model["stumps"]])
    yF = y * np.cumsum(alphas[:, None] * votes, axis=0)
    return {
        "errors": (yF <= 0).mean(axis=1),
        "bounds": np.exp(-yF).mean(axis=1),
        "margins": yF[-1] / np.abs(alphas).sum(),
    }


def derivatives(y, F, loss):
    y, F = np.asarray(y, dtype=float), np.asarray(F, dtype=float)
    if loss == "squared":
        return {
            "loss": float(0.5 * np.mean((y - F) ** 2)),
            "residual": y - F,
            "curvature": np.ones(len(y)),
        }
    small = np.exp(-np.abs(F))
    p = np.where(F >= 0, 1.0, small) / (1 + small)
    return {
        "loss": float(np.mean(np.logaddexp(0, F) - y * F)),
        "residual": y - p,
        "curvature": small / (1 + small) ** 2,
    }


def best_cut(X, r, min_leaf):
    """Feature and threshold of the largest reduction of the sum of squares, or None."""
    n = len(r)
    if n < 2 * min_leaf or n < 2 or np.ptp(r) <= 1e-9:
        return None
    r = r - r.mean()
    own = (r**2).sum()
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    sums = np.cumsum(r[order], axis=0)[:-1]
    left = np.arange(1, n)[:, None]
    gain = sums**2 / left + sums**2 / (n - left)
    fits = (values[:-1] < values[1:]) & (left >= min_leaf) & (n - left >= min_leaf)
    gain = np.where(fits, gain, -np.inf)
    if gain.max() <= 1e-9 * own:
        return None
    feature, at = np.argwhere((gain >= gain.max() - 1e-9 * own).T)[0]
    return int(feature), halfway(values[at, feature], values[at + 1, feature])


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

    add(np.arange(len(r)), depth)
    names = "feature", "threshold", "left", "right", "value"
    return {name: np.array(column) for name, column in zip(names, zip(*nodes))}


def leaf_of(tree, X):
    tree = {name: np.asarray(column) for name, column in tree.items()}
    X = np.asarray(X, dtype=float)
    at = np.zeros(len(X), int)
    while (inner := tree["feature"][at] >= 0).any():
        value = X[np.arange(len(X)), np.maximum(tree["feature"][at], 0)]
        child = np.where(value <= tree["threshold"][at], tree["left"][at], tree["right"][at])
        at = np.where(inner, child, at)
    return at


def boost(X, y, loss, rounds, rate, depth, min_leaf):
    y = np.asarray(y, dtype=float)
    start = y.mean()
    if loss == "logistic":
        share = np.clip(start, 1e-6, 1 - 1e-6)
        start = np.log(share / (1 - share))
    F, trees = np.full(len(y), start), []
    for _ in range(rounds):
        d = derivatives(y, F, loss)
        tree = regression_tree(X, d["residual"], depth, min_leaf)
        at, size = leaf_of(tree, X), len(tree["feature"])
        slope = np.bincount(at, d["residual"], size)
        tree["value"] = slope / np.maximum(np.bincount(at, d["curvature"], size), 1e-9)
        F = F + rate * tree["value"][at]
        trees.append(tree)
    return {"start": float(start), "rate": rate, "trees": trees}


def staged(model, X):
    steps = [np.full(len(X), float(model["start"]))]
    for tree in model["trees"]:
        steps.append(model["rate"] * np.asarray(tree["value"])[leaf_of(tree, X)])
    return np.cumsum(steps, axis=0)


def early_stopped(model, X, y, loss, patience):
    losses = np.array([derivatives(y, F, loss)["loss"] for F in staged(model, X)])
    best = stopped = 0
    for stopped, value in enumerate(losses):
        if value < losses[best] - 1e-9:
            best = stopped
        if stopped - best >= patience:
            break
    return {"losses": losses, "best": best, "stopped": stopped}
