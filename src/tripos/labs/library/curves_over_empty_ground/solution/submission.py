import numpy as np

NEAR = 22  # rows that are alike in all other columns
STEPS = 60


def outputs(net, X):
    values = np.asarray(X, dtype=float)
    for W, b in net[:-1]:
        values = np.maximum(values @ W + b, 0)
    W, b = net[-1]
    return (values @ W + b)[:, 0]


def moved(X, column, value):
    X = np.array(X, dtype=float)
    X[:, column] = value
    return X


def partial_dependence(net, X, column, grid):
    return np.array([outputs(net, moved(X, column, value)).mean() for value in grid])


def ale(net, X, column, edges):
    X, edges = np.asarray(X, dtype=float), np.asarray(edges, dtype=float)
    x = X[:, column]
    kept = (x >= edges[0]) & (x <= edges[-1])
    X, x = X[kept], x[kept]
    place = np.maximum(np.searchsorted(edges, x, side="left") - 1, 0)
    change = outputs(net, moved(X, column, edges[place + 1]))
    change -= outputs(net, moved(X, column, edges[place]))
    rows = np.bincount(place, minlength=len(edges) - 1)
    total = np.bincount(place, change, minlength=len(edges) - 1)
    found = np.append(0, np.cumsum(total / np.maximum(rows, 1)))
    return found - rows @ (found[1:] + found[:-1]) / 2 / rows.sum()


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    X = np.asarray(X, dtype=float)
    others = np.delete(X, column, axis=1)
    others = (others - others.mean(axis=0)) / others.std(axis=0)
    x, slack = X[:, column], 0.1 * X[:, column].std()
    square = (others**2).sum(axis=1)
    apart = square[:, None] + square - 2 * others @ others.T
    like = x[np.argpartition(apart, NEAR, axis=1)[:, :NEAR]]
    low, high = like.min(axis=1) - slack, like.max(axis=1) + slack
    return [bool(((value < low) | (value > high)).mean() > 0.5) for value in grid]


def rise(net, X, column, low, high):
    x = np.asarray(X, dtype=float)[:, column]
    inner = np.quantile(x, np.linspace(0, 1, STEPS + 1))
    inner = inner[(inner > low) & (inner < high)]
    found = ale(net, X, column, np.unique(np.concatenate([[low], inner, [high]])))
    return float(found[-1] - found[0])


def verdict(net, X, column, grid):
    if np.mean(unsupported(X, column, grid)) < 0.15:
        return "supported"
    drawn = partial_dependence(net, X, column, grid[[0, -1]])
    real = rise(net, X, column, grid[0], grid[-1])
    return "misleading" if abs(drawn[1] - drawn[0] - real) > 0.5 * abs(real) else "unsupported"
